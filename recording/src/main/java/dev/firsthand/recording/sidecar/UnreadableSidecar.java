package dev.firsthand.recording.sidecar;

import java.io.IOException;

/// Leaves a reader at the place where a file can't be read on; becomes [SidecarResult.Refused] at the reader's door.
final class UnreadableSidecar extends IOException {
    private final String code;

    UnreadableSidecar(String code, String message) {
        super(message);
        this.code = code;
    }

    SidecarResult.Refused refused() {
        return new SidecarResult.Refused(code, String.valueOf(getMessage()));
    }
}
