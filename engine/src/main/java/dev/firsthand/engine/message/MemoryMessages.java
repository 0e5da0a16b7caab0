package dev.firsthand.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Keeps messages in memory, for tests and for trying things out.
public final class MemoryMessages implements Messages {
    private final List<Message> sent = new ArrayList<>();

    @Override
    public synchronized SendResult send(Message message) {
        takeBack(message.id());
        sent.add(message);
        return new SendResult.Sent();
    }

    @Override
    public synchronized void takeBack(UUID message) {
        sent.removeIf(before -> before.id().equals(message));
    }

    /// What was sent, oldest first.
    public synchronized List<Message> sent() {
        return List.copyOf(sent);
    }
}
