package dev.firsthand.bench.people;

import java.util.List;

/// Somebody who lives in the home or visits it.
///
/// @param entity the number in the world
/// @param languages what they speak, the best first
/// @param belongings entities that are theirs
public record Person(int entity, Role role, List<String> languages, List<Integer> belongings) {
    public Person {
        languages = List.copyOf(languages);
        belongings = List.copyOf(belongings);
    }
}
