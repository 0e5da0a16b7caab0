package dev.firsthand.evidence.json;

import java.io.IOException;

/// These bytes are not the JSON that was asked for; the message says where and why.
public final class JsonFormatException extends IOException {
    public JsonFormatException(String message) {
        super(message);
    }
}
