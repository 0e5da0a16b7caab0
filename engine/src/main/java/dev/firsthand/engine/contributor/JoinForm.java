package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.Personal;

/// What a person states on joining: preferred language (BCP 47), country (ISO 3166, two letters, or a part of one
/// with rules of its own, such as US-IL), and an age in years that the person has reached, 0 where nothing was
/// said. No document is asked for, no date of birth, and neither is kept.
public record JoinForm(Personal<String> language, Personal<String> country, int ageReached) {}
