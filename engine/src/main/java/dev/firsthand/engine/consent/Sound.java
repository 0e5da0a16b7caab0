package dev.firsthand.engine.consent;

/// A notice read aloud: the file as it was sent, and its media type.
public final class Sound {
    private final String type;
    private final byte[] bytes;

    Sound(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes.clone();
    }

    public String type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
