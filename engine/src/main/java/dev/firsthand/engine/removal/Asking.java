package dev.firsthand.engine.removal;

import dev.firsthand.engine.store.Personal;
import java.time.LocalDate;
import java.util.Set;

/// What a form at a home's page says: the days in UTC, and words for whoever decides, which may be empty.
public record Asking(Set<LocalDate> days, Personal<String> words) {
    public Asking {
        days = Set.copyOf(days);
    }
}
