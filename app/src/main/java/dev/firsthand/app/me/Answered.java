package dev.firsthand.app.me;

import dev.firsthand.engine.consent.Grant;
import java.time.Instant;

/// What was answered last, in the words of the pages.
final class Answered {
    private Answered() {}

    /// The last part of a key of words, such as `GIVEN`.
    static String word(Grant grant, Instant now) {
        return switch (grant.stateAt(now)) {
            case STANDING, REFUSED -> grant.answer().name();
            case WITHDRAWN -> "WITHDRAWN";
            case OUTDATED -> "OUTDATED";
            case EXPIRED -> "EXPIRED";
        };
    }
}
