package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;

/// From where somebody tries to sign in: an address, and the family of the browser, empty for a program.
public record Visit(Personal<String> address, Personal<String> browser) {}
