package dev.firsthand.bench.activity;

import java.util.Map;

/// Which number of a home's plan a definition's names have: an entity's own, a substance's counted on from the
/// entities.
public record Symbols(Map<String, Integer> numbers) {
    public Symbols {
        numbers = Map.copyOf(numbers);
    }

    public int of(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("the home holds nothing named %s".formatted(name));
        }
        return number;
    }
}
