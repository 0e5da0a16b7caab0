package dev.firsthand.streams.mcap;

import java.util.Optional;

/// A message with what is needed to read it. `schema` is empty where the messages describe themselves.
public record McapMessage(McapRecord.Channel channel, Optional<McapRecord.Schema> schema, McapRecord.Message message) {}
