package dev.firsthand.recording.validation;

import java.util.List;

/// What the validator found: at most [#SHOWN_MAX] places of each rule, and how many more there are in all.
/// `warnings` counts the places, shown or not, of rules of that level.
public record ValidationReport(
        long episodes, long frames, long files, List<BrokenRule> broken, long notShown, long warnings) {
    public static final int SHOWN_MAX = 10;

    public ValidationReport {
        broken = List.copyOf(broken);
    }

    /// True when no rule is broken; warnings may be there.
    public boolean valid() {
        return broken.stream().noneMatch(one -> one.rule().level() == Rule.Level.BROKEN);
    }

    /// How many places break a rule of this level, shown or not.
    public long places(Rule.Level level) {
        return switch (level) {
            case WARNING -> warnings;
            case BROKEN -> broken.size() + notShown - warnings;
        };
    }

    /// True when there is not even a warning: what we release.
    public boolean clean() {
        return broken.isEmpty();
    }
}
