package dev.firsthand.engine.consent;

import java.util.Map;

/// What a person answered after the notice `shown`, and how.
public record Given(NoticeDigest shown, Map<Purpose, Boolean> answers, Manner manner) {
    public Given {
        answers = Map.copyOf(answers);
    }
}
