package dev.firsthand.bench.people;

/// Something said.
///
/// @param timeMs when, on the home's clock
/// @param speaker an entity
/// @param listener who is meant; -1 for nobody in particular
/// @param about the slot: a task's index for requests, an entity for the rest; -1 for none
/// @param language a tag such as `en`
public record Utterance(long timeMs, int speaker, int listener, SpeechAct act, int about, String language) {}
