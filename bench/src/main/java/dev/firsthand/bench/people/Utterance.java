package dev.firsthand.bench.people;

import dev.firsthand.bench.world.Mixing;

/// Something said.
///
/// @param timeMs when, on the home's clock
/// @param speaker an entity
/// @param listener who is meant; -1 for nobody in particular
/// @param about the slot: a task's index for requests, an entity for the rest; -1 for none
/// @param language a tag such as `en`
public record Utterance(long timeMs, int speaker, int listener, SpeechAct act, int about, String language) {
    /// The same in every run, as an enum's own is not.
    public long hash() {
        long who = (long) speaker << 32 | (listener & 0xffffffffL);
        long what = (long) act.code() << 32 | (about & 0xffffffffL);
        return Mixing.chain(Mixing.chain(Mixing.chain(timeMs, who), what), language.hashCode());
    }
}
