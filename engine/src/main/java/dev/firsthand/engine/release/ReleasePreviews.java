package dev.firsthand.engine.release;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.rules.Certainty;
import dev.firsthand.engine.rules.RuleId;
import dev.firsthand.engine.store.Database;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts what a release would hold if it were asked for now, by the rules that build it, without making anything.
public final class ReleasePreviews {
    /// Episodes that one set of queries asks about: no row is kept in memory, so it may be many.
    private static final int PAGE_MAX = 5_000;

    private final Database database;
    private final Rooms rooms;

    public ReleasePreviews(Database database, Rooms rooms) {
        this.database = database;
        this.rooms = rooms;
    }

    /// Episodes, how long their accepted spans are together, and of how many people they are. `leftOut` counts by
    /// the code of the reason; `rules` are those of law that were asked where one refused, of all of them together:
    /// beside an episode they would tell where it is from. `aside` were not asked for.
    public record Preview(
            long episodes,
            Duration accepted,
            long contributors,
            SortedMap<String, Long> leftOut,
            SortedMap<RuleId, Certainty> rules,
            long aside) {
        public Preview {
            rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
            leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        }
    }

    /// Empty when the holder is not registered. A page of episodes in a transaction: what changes meanwhile may be
    /// counted before or after.
    public Optional<Preview> look(ReleaseRequest request) {
        return database.inTransaction(tx -> rooms.holders().find(tx, request.holder()))
                .map(holder -> count(Rules.of(rooms, holder, request)));
    }

    /// Whether such a release would hold no episode. Ends at the first page of episodes with one that fits.
    public boolean wouldBeEmpty(ReleaseRequest request) {
        return database.inTransaction(tx -> rooms.holders().find(tx, request.holder()))
                .filter(holder -> fitsNone(Rules.of(rooms, holder, request)))
                .isPresent();
    }

    private boolean fitsNone(Rules rules) {
        List<EpisodeId> page = page(EpisodeId.BEFORE_ALL);
        while (!page.isEmpty()) {
            List<EpisodeId> ids = page;
            if (database.inTransaction(tx -> rules.judge(tx, ids)).stream().anyMatch(Judged.Fit.class::isInstance)) {
                return false;
            }
            page = page(ids.getLast());
        }
        return true;
    }

    private Preview count(Rules rules) {
        var sums = new Sums();
        List<EpisodeId> page = page(EpisodeId.BEFORE_ALL);
        while (!page.isEmpty()) {
            List<EpisodeId> ids = page;
            database.inTransaction(tx -> rules.judge(tx, ids)).forEach(sums::add);
            page = page(ids.getLast());
        }
        return sums.preview();
    }

    private List<EpisodeId> page(EpisodeId last) {
        return database.inTransaction(tx -> rooms.episodes().recordedAfter(tx, last, PAGE_MAX));
    }

    private static final class Sums {
        private final Set<ContributorId> contributors = new HashSet<>();
        private final SortedMap<String, Long> leftOut = new TreeMap<>();
        private final SortedMap<RuleId, Certainty> rules = new TreeMap<>();
        private long episodes;
        private long acceptedNanos;
        private long aside;

        void add(Judged judged) {
            switch (judged) {
                case Judged.Fit(var episode, var contributor, var nanos) -> {
                    episodes++;
                    acceptedNanos += nanos;
                    contributors.add(contributor);
                }
                case Judged.Out(var out, var asked) -> {
                    leftOut.merge(out.code(), 1L, Long::sum);
                    asked.ifPresent(used -> rules.putAll(used.rules()));
                }
                case Judged.Aside ignored -> aside++;
            }
        }

        Preview preview() {
            return new Preview(episodes, Duration.ofNanos(acceptedNanos), contributors.size(), leftOut, rules, aside);
        }
    }
}
