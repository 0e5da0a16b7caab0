package dev.firsthand.engine.release;

import dev.firsthand.engine.release.Releases.LeftOut;
import java.util.List;

/// What a copy is made of, and what is left out of it.
record Parts(List<Part> parts, List<LeftOut> leftOut) {
    Parts {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }
}
