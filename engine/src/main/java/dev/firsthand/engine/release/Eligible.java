package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The episodes that may go into a copy, and those that may not, each with its reason. What was not asked for is in
/// neither list. `withMotion`: those of the episodes of which the motion of a body may be in it too;
/// `withoutMotion`: those of which it may not, and why.
record Eligible(
        List<Labelled> episodes, Set<EpisodeId> withMotion, List<LeftOut> withoutMotion, List<LeftOut> leftOut) {
    /// Episodes that one set of queries asks about.
    static final int PAGE_MAX = 200;

    Eligible {
        episodes = List.copyOf(episodes);
        withMotion = Set.copyOf(withMotion);
        withoutMotion = List.copyOf(withoutMotion);
        leftOut = List.copyOf(leftOut);
    }

    /// Looks at every episode of the house, a page in a transaction: nothing is held from one page to the next, so
    /// whoever publishes asks again about what the copy holds.
    static Eligible of(Database database, Rules rules) {
        List<Labelled> episodes = new ArrayList<>();
        Set<EpisodeId> withMotion = new HashSet<>();
        List<LeftOut> withoutMotion = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<EpisodeId> page = page(database, rules, EpisodeId.BEFORE_ALL);
        while (!page.isEmpty()) {
            List<EpisodeId> ids = page;
            int before = episodes.size();
            database.inTransactionDo(tx -> {
                sort(tx, rules, ids, episodes, leftOut);
                List<EpisodeId> moving = moving(episodes.subList(before, episodes.size()));
                Map<EpisodeId, LeftOut> without = rules.withoutMotion(tx, moving);
                withMotion.addAll(moving);
                withMotion.removeAll(without.keySet());
                withoutMotion.addAll(without.values());
            });
            page = page(database, rules, ids.getLast());
        }
        return new Eligible(episodes, withMotion, withoutMotion, leftOut);
    }

    private static void sort(Tx tx, Rules rules, List<EpisodeId> page, List<Labelled> episodes, List<LeftOut> leftOut) {
        List<Judged> all = rules.judgeHeld(tx, page);
        Map<EpisodeId, Labelled> whole = rules.whole(tx, all);
        for (Judged judged : all) {
            switch (judged) {
                case Judged.Fit fit ->
                    Optional.ofNullable(whole.get(fit.episode()))
                            .ifPresentOrElse(episodes::add, () -> leftOut.add(Rules.unready(fit.episode())));
                case Judged.Out(var out, var _) -> leftOut.add(out);
                case Judged.Aside aside -> {}
            }
        }
    }

    private static List<EpisodeId> moving(List<Labelled> labelled) {
        return labelled.stream()
                .map(one -> one.reviewed().scrubbed().checked().episode())
                .filter(episode -> episode.recording().motion().isPresent())
                .map(Episode::id)
                .toList();
    }

    private static List<EpisodeId> page(Database database, Rules rules, EpisodeId last) {
        return database.inTransaction(tx -> rules.rooms().episodes().recordedAfter(tx, last, PAGE_MAX));
    }
}
