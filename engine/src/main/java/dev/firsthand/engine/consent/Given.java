package dev.firsthand.engine.consent;

import java.util.Map;
import java.util.Optional;

/// What a person answered after the notice `shown`, and how; for a page also on which occasion.
public record Given(NoticeDigest shown, Map<Purpose, Boolean> answers, Manner manner, Optional<Occasion> occasion) {
    public Given {
        answers = Map.copyOf(answers);
    }
}
