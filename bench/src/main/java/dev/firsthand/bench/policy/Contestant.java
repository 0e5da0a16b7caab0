package dev.firsthand.bench.policy;

import dev.firsthand.bench.scenario.Stage;
import java.util.function.BiFunction;

/// A policy that can take part, with what it declares about itself.
///
/// @param isPrivileged whether it sees more than a [View]: printed beside its score
/// @param open a fresh one for an episode; only a privileged one may look at the stage
public record Contestant(String name, boolean isPrivileged, BiFunction<Stage, Handles, Policy> open) {
    public Policy enter(Stage stage, Handles handles) {
        return open.apply(stage, handles);
    }
}
