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

    public Verdict of(Check check) {
        return verdicts.getOrDefault(check, Verdict.NOT_MADE);
    }
}
