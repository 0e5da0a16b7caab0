package dev.firsthand.recording.video;

import java.io.IOException;

/// A file that is not an mp4 that [Mp4File] reads. `code` is stable; the message says where and why.
@SuppressWarnings("serial")
public final class Mp4Exception extends IOException {
    private final String code;

    Mp4Exception(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
