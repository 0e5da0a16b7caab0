package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.Personal;

/// What a person states on joining: preferred language (BCP 47), country (ISO 3166, two letters, or a part of one
/// with rules of its own, such as US-IL), and whether the person is at least 18. No document is asked for and none
/// is kept.
public record JoinForm(Personal<String> language, Personal<String> country, boolean statesAdult) {}
