package dev.firsthand.bench.scenario;

import dev.firsthand.bench.people.Role;

/// Somebody of a scenario, before the home is laid out.
public record Resident(String name, Role role, String language) {}
