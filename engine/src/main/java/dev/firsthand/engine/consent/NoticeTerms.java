package dev.firsthand.engine.consent;

import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What a notice asks for, apart from its words. `countries` are those where recordings are kept, ISO 3166, two
/// letters.
public record NoticeTerms(
        Set<Purpose> purposes, Set<RecipientClass> recipients, Set<String> countries, Period retention) {
    public NoticeTerms {
        purposes = Set.copyOf(purposes);
        recipients = Set.copyOf(recipients);
        countries = Set.copyOf(countries);
    }

    /// A change after which an earlier yes is not enough. Of the words alone somebody may say that they are
    /// others for the same ([OtherWords]).
    public enum Change {
        PURPOSE_ADDED,
        RECIPIENT_ADDED,
        COUNTRY_ADDED,
        RETENTION_LONGER,
        WORDS_CHANGED
    }

    /// For which purposes a yes under these terms does not reach the newer ones, and why, whatever the words.
    public Map<Purpose, Set<Change>> outgrownBy(NoticeTerms newer) {
        Map<Purpose, Set<Change>> outgrown = new EnumMap<>(Purpose.class);
        for (Purpose purpose : newer.purposes) {
            Set<Change> changes = changes(purpose, newer);
            if (!changes.isEmpty()) {
                outgrown.put(purpose, changes);
            }
        }
        return outgrown;
    }

    private Set<Change> changes(Purpose purpose, NoticeTerms newer) {
        if (!purposes.contains(purpose)) {
            return EnumSet.of(Change.PURPOSE_ADDED);
        }
        Set<Change> changes = EnumSet.noneOf(Change.class);
        if (newer.recipients.stream().anyMatch(kind -> kind.reaches(purpose) && !recipients.contains(kind))) {
            changes.add(Change.RECIPIENT_ADDED);
        }
        if (!countries.containsAll(newer.countries)) {
            changes.add(Change.COUNTRY_ADDED);
        }
        if (LocalDate.EPOCH.plus(newer.retention).isAfter(LocalDate.EPOCH.plus(retention))) {
            changes.add(Change.RETENTION_LONGER);
        }
        return changes;
    }
}
