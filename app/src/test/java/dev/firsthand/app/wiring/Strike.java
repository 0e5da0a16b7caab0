package dev.firsthand.app.wiring;

import java.io.IOException;

/// Something terrible that a test does at a chosen moment.
@FunctionalInterface
interface Strike {
    void strike() throws IOException;
}
