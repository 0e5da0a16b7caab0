package dev.firsthand.evidence.json;

import java.io.IOException;

/// These bytes are not the JSON that was asked for; the message says where and why.
public final class JsonFormatException extends IOException {
    private final String why;

    public JsonFormatException(String why) {
        super(why);
        this.why = why;
    }

    /// The message.
    public String why() {
        return why;
    }
}
