package dev.firsthand.engine.recall;

import dev.firsthand.engine.capture.Freezes;
import java.util.List;
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

    private static final List<Ground> GRAVEST_FIRST = List.of(MINOR, COURT, BYSTANDER, WITHDRAWAL, QUALITY);

    /// Of two reasons the one by which a holder has to do more.
    Ground graver(Ground other) {
        return isGraverThan(other) ? this : other;
    }

    static List<String> gravestFirst() {
        return GRAVEST_FIRST.stream().map(Enum::name).toList();
    }

    boolean isGraverThan(Ground other) {
        return GRAVEST_FIRST.indexOf(this) < GRAVEST_FIRST.indexOf(other);
    }

    /// What is asked of models: they are trained again only for a child, otherwise it is enough to leave the episode
    /// out from now on.
    String models() {
        return switch (this) {
            case MINOR -> RecallNotice.TRAIN_AGAIN;
            case WITHDRAWAL, BYSTANDER, QUALITY, COURT -> RecallNotice.LEAVE_OUT;
        };
    }

    /// For the code by which an episode is left out of a release.
    static Ground ofCode(String code) {
        if (code.startsWith("consent-")) {
            return WITHDRAWAL;
        }
        // Nobody has decided about the second yet; what somebody decides is told by another notice.
        return code.equals("episode-quarantined") || code.equals(Freezes.CODE) ? BYSTANDER : QUALITY;
    }

    /// As notices write it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
