package dev.firsthand.bench.policy;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.world.Action;
import java.util.Optional;

/// One decision. Entities are named by their handles.
public record Answer(Action action, Optional<Claim> claim, Optional<Speech> say) {
    public static Answer of(Action action) {
        return new Answer(action, Optional.empty(), Optional.empty());
    }

    /// "I have done what was asked for as the n-th", and how sure the policy is.
    public record Claim(int request, int confidencePerMille) {}

    /// Said to somebody: the act and its slot, which is a handle.
    public record Speech(int listener, SpeechAct act, int about) {}
}
