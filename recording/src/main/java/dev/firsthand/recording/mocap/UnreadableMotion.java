package dev.firsthand.recording.mocap;

import java.io.IOException;

/// A motion file that can't be read. `code` is stable (docs/reference/motion.md); the message says what is wrong
/// and what to do.
public final class UnreadableMotion extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public UnreadableMotion(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /// Always there, unlike that of exceptions in general.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
