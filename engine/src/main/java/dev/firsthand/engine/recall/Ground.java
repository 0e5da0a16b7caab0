package dev.firsthand.engine.recall;

import java.util.Locale;

/// Why an episode is called back. A holder is told the ground and nothing else of the cause.
public enum Ground {
    /// Its contributor took the consent back.
    WITHDRAWAL,
    /// Somebody else is in it who did not agree.
    BYSTANDER,
    /// A child is in it.
    MINOR,
    /// It is not what it was released as.
    QUALITY,
    /// A court or an authority ordered it.
    COURT;

    /// As notices write it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
