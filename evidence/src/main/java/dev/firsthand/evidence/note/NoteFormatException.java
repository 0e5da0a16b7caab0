package dev.firsthand.evidence.note;

import java.io.IOException;

/// This is no note, checkpoint, key or policy; the message says why.
public final class NoteFormatException extends IOException {
    private final String why;

    public NoteFormatException(String why) {
        super(why);
        this.why = why;
    }

    /// The message.
    public String why() {
        return why;
    }
}
