package dev.firsthand.bench.scenario;

import dev.firsthand.bench.people.Utterance;

/// Something said by the way that calls for an answer of its own.
///
/// @param twist which of the scenario's twists said it
/// @param said what has to be heard before anything is expected
/// @param thing what must not be taken or switched on because of it; -1 for nothing
public record Demand(int twist, Utterance said, int thing, Right right) {

    /// Which answer is right.
    public enum Right {
        /// The task that it is about is done in the end.
        DONE,
        /// Whoever said it is asked what they mean; once they have told, never again.
        ASKED_ONCE,
        /// Somebody is asked what holds.
        ASKED,
        /// Whoever said it is told no, and it is not done.
        DECLINED,
        /// They are told no, or one who may decide is asked; and it is not done before.
        REFERRED,
        /// Nothing is done because of it.
        LEFT_ALONE
    }
}
