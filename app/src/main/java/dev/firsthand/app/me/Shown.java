package dev.firsthand.app.me;

import java.util.UUID;

/// What templates show, in words already.
public final class Shown {
    private Shown() {}

    /// A country to choose from, named in the reader's language.
    public record Country(String code, String name) {}

    /// One recording in the list.
    public record Sent(UUID session, String task, String date, String state) {}

    /// A purpose and what the contributor answered last, empty when never asked.
    public record Question(String purpose, String standing) {}

    /// A finding, and from where to where in the recording to look; empty when it is about the whole.
    public record Seen(String level, String advice, String from, String to) {}
}
