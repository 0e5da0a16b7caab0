package dev.firsthand.app.edge;

import java.io.IOException;
import java.util.List;

/// The server was asked to stand where it would not be safe, or in a way that cannot be. Tells every fault.
public final class StandingRefused extends IOException {
    private static final long serialVersionUID = 1;

    StandingRefused(List<String> faults) {
        super(
                faults.size() == 1
                        ? faults.getFirst()
                        : "There are %d faults:\n- %s".formatted(faults.size(), String.join("\n- ", faults)));
    }
}
