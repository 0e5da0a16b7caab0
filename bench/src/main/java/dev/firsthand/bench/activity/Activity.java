package dev.firsthand.bench.activity;

import java.util.List;

/// A definition laid out in a home: its goal over that home's world, and what the home had to add to make it possible.
///
/// @param supplied categories of tools that the goal needs and the definition does not name
public record Activity(String key, Definition definition, Symbols symbols, Goal goal, List<String> supplied) {
    public Activity {
        supplied = List.copyOf(supplied);
    }
}
