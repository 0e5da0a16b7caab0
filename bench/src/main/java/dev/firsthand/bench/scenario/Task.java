package dev.firsthand.bench.scenario;

/// One thing that is asked for.
///
/// @param activity the name of a definition in the library
/// @param releaseMs when it is asked for
/// @param deadlineMs when it is judged first
/// @param holdMs how long it has to stay so after the deadline
/// @param requester which of the scenario's people asks
/// @param humanRefMs how long a person takes, by the class of the activity
public record Task(
        String key,
        String activity,
        long releaseMs,
        long deadlineMs,
        long holdMs,
        int weight,
        int requester,
        long humanRefMs) {
    public Task {
        if (releaseMs < 0 || deadlineMs <= releaseMs || holdMs < 0 || weight <= 0) {
            throw new IllegalArgumentException("task %s: release %d ms, deadline %d ms, hold %d ms, weight %d"
                    .formatted(key, releaseMs, deadlineMs, holdMs, weight));
        }
    }

    Task withWeight(int other) {
        return new Task(key, activity, releaseMs, deadlineMs, holdMs, other, requester, humanRefMs);
    }

    Task withRequester(int other) {
        return new Task(key, activity, releaseMs, deadlineMs, holdMs, weight, other, humanRefMs);
    }
}
