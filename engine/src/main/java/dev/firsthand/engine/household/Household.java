package dev.firsthand.engine.household;

import java.util.List;

/// Who lives with a contributor, as the contributor said: the other adults, none for who lives alone, and how many
/// children.
public record Household(List<Resident> adults, int children) {
    public Household {
        adults = List.copyOf(adults);
    }
}
