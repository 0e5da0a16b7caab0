package dev.firsthand.recording.video;

import java.io.IOException;

/// A video that could not be made. `code` is stable (docs/formats/video.md); the message is for the operator.
public final class VideoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    VideoException(String code, String message) {
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
