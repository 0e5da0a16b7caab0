package dev.firsthand.app.house;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// One place that breaks a rule of the house, and how to mend it. `line` counts from one.
record Fault(Path file, int line, String message) {
    static final Comparator<Fault> BY_PLACE =
            Comparator.comparing(Fault::file).thenComparingInt(Fault::line).thenComparing(Fault::message);

    /// A rule may be broken where its reason fails: a comment on that line or the one above says why.
    private static final Pattern REASON = Pattern.compile("(?://|#|--|<!--) tidy: \\S+");

    boolean isExcused(List<String> lines) {
        return hasReason(lines, line) || hasReason(lines, line - 1);
    }

    private static boolean hasReason(List<String> lines, int line) {
        return line >= 1
                && line <= lines.size()
                && REASON.matcher(lines.get(line - 1)).find();
    }

    @Override
    public String toString() {
        return "%s:%d: %s".formatted(file, line, message);
    }
}
