package dev.firsthand.app.me;

import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was answered last, in the words of the pages.
final class Answered {
    private Answered() {}

    /// The last part of a key of words, such as `GIVEN`; empty where nothing was answered.
    static Optional<String> of(List<Grant> standing, Purpose purpose, Instant now) {
        return standing.stream()
                .filter(grant -> grant.purpose() == purpose)
                .map(grant -> word(grant, now))
                .findFirst();
    }

    static String word(Grant grant, Instant now) {
        return switch (grant.stateAt(now)) {
            case STANDING, REFUSED -> grant.answer().name();
            case WITHDRAWN -> "WITHDRAWN";
            case OUTDATED -> "OUTDATED";
            case EXPIRED -> "EXPIRED";
        };
    }
}
