package dev.firsthand.engine.privacy;

import dev.firsthand.engine.quality.Checked;

/// A checked episode with a view that holds pictures and their times and nothing else. Only this room makes one.
public sealed interface Scrubbed permits ScrubbedEpisode, ClearedByPerson {
    Checked checked();

    View view();

    default PrivacyLevel level() {
        return PrivacyLevel.SCRUBBED;
    }
}
