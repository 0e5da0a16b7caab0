package dev.firsthand.recording.mp4;

import java.io.IOException;

/// A file that is not an mp4 that [Mp4File] reads. `code` is stable; the message says where and why.
public final class Mp4Exception extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Mp4Exception(String code, String message) {
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
