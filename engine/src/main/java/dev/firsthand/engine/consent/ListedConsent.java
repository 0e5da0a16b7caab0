package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// For which purposes a yes stands, from memory: for lists and pages alone. What this process changes is seen at
/// once, what another one changes within [#STALE_MAX], because nothing is believed longer. Whoever opens bytes or
/// publishes asks [Consent] in a transaction.
public final class ListedConsent {
    /// How old what is told may be.
    public static final Duration STALE_MAX = Duration.ofMillis(800);

    private static final int KNOWN_MAX = 200_000;
    private static final Known NOTHING = new Known(Set.of(), Instant.MIN);

    private final Database database;
    private final Consent consent;
    private final InstantSource clock;
    private final Map<ContributorId, Known> known = new ConcurrentHashMap<>();

    public ListedConsent(Database database, Consent consent, InstantSource clock) {
        this.database = database;
        this.consent = consent;
        this.clock = clock;
        database.onChange(subject -> known.remove(new ContributorId(subject)));
    }

    private record Known(Set<Purpose> purposes, Instant asked) {}

    public boolean permits(ContributorId contributor, Purpose purpose) {
        Known found = known.get(contributor);
        if (found == null || isStale(found, clock.instant())) {
            return database.inTransaction(tx -> standing(tx, List.of(contributor)))
                    .getOrDefault(contributor, Set.of())
                    .contains(purpose);
        }
        return found.purposes().contains(purpose);
    }

    /// For each of them; those who are not fresh in memory are asked for in one query.
    public Map<ContributorId, Set<Purpose>> standing(Tx tx, Collection<ContributorId> contributors) {
        Instant now = clock.instant();
        List<ContributorId> unknown = contributors.stream()
                .filter(one -> isStale(known.get(one), now))
                .toList();
        if (!unknown.isEmpty()) {
            load(tx, unknown, now);
        }
        return contributors.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        one -> known.getOrDefault(one, NOTHING).purposes()));
    }

    /// `now` was read before the database was asked, so an answer is never taken for newer than it is.
    private void load(Tx tx, List<ContributorId> unknown, Instant now) {
        if (known.size() + unknown.size() > KNOWN_MAX) {
            known.clear();
        }
        Map<ContributorId, Set<Purpose>> found = consent.standing(tx, unknown);
        unknown.forEach(one -> known.put(one, new Known(Set.copyOf(found.getOrDefault(one, Set.of())), now)));
    }

    private static boolean isStale(@Nullable Known found, Instant now) {
        return found == null
                || found.asked().isAfter(now) // the clock was set back
                || !found.asked().plus(STALE_MAX).isAfter(now);
    }
}
