package dev.firsthand.app.cli;

import java.io.IOException;

/// A door of the server answered with a refusal; the message carries what it said.
final class DoorRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    DoorRefused(String path, int status, String body) {
        this.status = status;
        super("%s answered %d: %s".formatted(path, status, body));
    }

    int status() {
        return status;
    }
}
