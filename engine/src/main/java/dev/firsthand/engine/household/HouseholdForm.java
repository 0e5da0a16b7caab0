package dev.firsthand.engine.household;

import dev.firsthand.engine.store.Personal;
import java.util.List;

/// What a contributor says of the home: a word for each other adult who lives there, and how many children do.
public record HouseholdForm(List<Personal<String>> adults, int children) {
    public static final HouseholdForm ALONE = new HouseholdForm(List.of(), 0);

    public HouseholdForm {
        adults = List.copyOf(adults);
    }
}
