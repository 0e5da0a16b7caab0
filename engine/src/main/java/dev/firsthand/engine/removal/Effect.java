package dev.firsthand.engine.removal;

/// What a request does by itself, before anybody decides about it.
enum Effect {
    FREEZES,
    WAITS
}
