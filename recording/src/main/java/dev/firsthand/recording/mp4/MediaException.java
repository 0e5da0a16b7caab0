package dev.firsthand.recording.mp4;

import java.io.IOException;

/// A media file that cannot be read, or could not be made. `code` is stable (docs/formats/video.md); the message says
/// what is wrong and, where a contributor may see it, what to do.
public final class MediaException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public MediaException(String code, String message) {
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
