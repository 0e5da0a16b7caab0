package dev.firsthand.motion.soundness;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What all checks came to.
///
/// @param thresholds the version of the limits that were used
/// @param findingsLeftOut how many findings there were beyond those listed
public record SoundnessReport(
        String thresholds, SortedMap<Check, Verdict> verdicts, List<Finding> findings, int findingsLeftOut) {
    public SoundnessReport {
        verdicts = new TreeMap<>(verdicts);
        findings = List.copyOf(findings);
    }

    /// The worst verdict of all.
    public Verdict verdict() {
        return verdicts.containsValue(Verdict.FAIL)
                ? Verdict.FAIL
                : verdicts.containsValue(Verdict.WARN) ? Verdict.WARN : Verdict.PASS;
    }

    /// How many checks could not be made. The return to a mark is not among them: it is made where somebody asks for
    /// it.
    public int notMade() {
        return (int) verdicts.entrySet().stream()
                .filter(one -> one.getKey() != Check.RETURN_TO_MARK && one.getValue() == Verdict.NOT_MADE)
                .count();
    }

    public Verdict of(Check check) {
        return verdicts.getOrDefault(check, Verdict.NOT_MADE);
    }

    /// In how many of the stretches of a clip that lasts so long a check found something: how often it raises an alarm.
    public int stretchesWith(Check check, double clipSeconds, double stretchSeconds) {
        int raised = 0;
        for (int i = 0; i < stretches(clipSeconds, stretchSeconds); i++) {
            long from = Math.round(i * stretchSeconds * 1e9);
            long to = Math.round((i + 1) * stretchSeconds * 1e9);
            raised += findings.stream()
                            .anyMatch(one -> one.check() == check
                                    && one.span().startNanos() < to
                                    && one.span().endNanos() > from)
                    ? 1
                    : 0;
        }
        return raised;
    }

    /// How many stretches a clip has, the last one shorter; none of a check that was not made.
    public int stretches(Check check, double clipSeconds, double stretchSeconds) {
        return of(check) == Verdict.NOT_MADE ? 0 : stretches(clipSeconds, stretchSeconds);
    }

    private static int stretches(double clipSeconds, double stretchSeconds) {
        return (int) Math.ceil(clipSeconds / stretchSeconds);
    }
}
