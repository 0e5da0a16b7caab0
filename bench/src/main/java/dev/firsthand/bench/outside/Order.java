package dev.firsthand.bench.outside;

import dev.firsthand.bench.activity.Definition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is lived in a world outside.
///
/// @param activities in turn, one for each episode
/// @param length of an episode, on the world's clock; it is judged then
/// @param hold how long what came true has to stay so with the robot still
/// @param rows how many actions of an answer are carried out before the policy is asked again
/// @param twist what goes otherwise in each episode; its calm twin is lived too
/// @param profile the form of what the policy is shown; the world's usual one unless said
/// @param isProbed whether it is also lived with nothing said, begun later, and mirrored where the world can
public record Order(
        List<Definition> activities,
        int episodes,
        long seed,
        Duration length,
        Duration hold,
        int rows,
        Optional<String> twist,
        Optional<String> profile,
        boolean isProbed) {
    public static final Duration USUAL_LENGTH = Duration.ofSeconds(60);
    public static final Duration USUAL_HOLD = Duration.ofSeconds(2);

    public Order {
        activities = List.copyOf(activities);
        if (activities.isEmpty() || episodes < 1 || rows < 1 || !length.isPositive()) {
            throw new IllegalArgumentException("Say at least one activity, episode, action and second.");
        }
    }
}
