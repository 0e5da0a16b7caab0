package dev.firsthand.bench.outside;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What became of one life in a world.
///
/// @param credit the share of the goal that was so at the end, and stayed so
/// @param ending `over`, `emergency-stop`, or how the policy failed
/// @param why what was wrong with the policy's answer, where it failed
/// @param asked how often the policy was asked
/// @param actions SHA-256 over all that it answered
/// @param events how often each kind happened
/// @param found what was so in the end
public record Lived(
        double credit,
        String ending,
        Optional<String> why,
        int asked,
        long timeMs,
        String actions,
        Map<String, Integer> events,
        Map<String, Boolean> found) {
    static final String OVER = "over";
    static final String EMERGENCY_STOP = "emergency-stop";

    boolean isFailure() {
        return !ending.equals(OVER) && !ending.equals(EMERGENCY_STOP);
    }

    Map<String, Object> fields() {
        var fields = new TreeMap<String, Object>(Map.of(
                "credit", credit,
                "ending", ending,
                "asked", asked,
                "t_ms", timeMs,
                "actions_sha256", actions,
                "events", events,
                "found", found));
        why.ifPresent(told -> fields.put("why", told));
        return fields;
    }
}
