package dev.firsthand.motion.robot;

import java.io.IOException;

/// A robot description that can't be used. `code` is stable (docs/reference/motion.md).
public final class UnreadableRobot extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public UnreadableRobot(String code, String message) {
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
