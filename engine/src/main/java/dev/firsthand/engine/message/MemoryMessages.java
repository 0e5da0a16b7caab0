package dev.firsthand.engine.message;

import java.util.ArrayList;
import java.util.List;

/// Keeps messages in memory, for tests and for trying things out.
public final class MemoryMessages implements Messages {
    private final List<Message> sent = new ArrayList<>();

    @Override
    public synchronized SendResult send(Message message) {
        sent.removeIf(before -> before.id().equals(message.id()));
        sent.add(message);
        return new SendResult.Sent();
    }

    /// What was sent, oldest first.
    public synchronized List<Message> sent() {
        return List.copyOf(sent);
    }
}
