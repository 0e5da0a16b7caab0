package dev.firsthand.bench.people;

import dev.firsthand.bench.world.Mixing;
import java.util.Optional;

/// Something said.
///
/// @param timeMs when, on the home's clock
/// @param speaker an entity
/// @param listener who is meant; -1 for nobody in particular
/// @param about the slot: a task's index for requests, an entity for the rest; -1 for none
/// @param language a tag such as `en`
/// @param saying where act and slot do not tell what is meant
public record Utterance(
        long timeMs, int speaker, int listener, SpeechAct act, int about, String language, Optional<Saying> saying) {
    public Utterance(long timeMs, int speaker, int listener, SpeechAct act, int about, String language) {
        this(timeMs, speaker, listener, act, about, language, Optional.empty());
    }

    public Utterance saying(Saying words) {
        return new Utterance(timeMs, speaker, listener, act, about, language, Optional.of(words));
    }

    /// The same in every run, as an enum's own is not.
    public long hash() {
        long who = (long) speaker << 32 | (listener & 0xffffffffL);
        long what = (long) act.code() << 32 | (about & 0xffffffffL);
        return Mixing.chain(Mixing.chain(Mixing.chain(timeMs, who), what), language.hashCode());
    }
}
