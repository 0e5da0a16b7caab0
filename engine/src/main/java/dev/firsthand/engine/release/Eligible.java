package dev.firsthand.engine.release;

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
/// neither list. `withMotion`: those episodes of which the motion of a body may be in it too, where there is one.
record Eligible(List<Labelled> episodes, Set<EpisodeId> withMotion, List<LeftOut> leftOut) {
    /// Episodes that one set of queries asks about.
    static final int PAGE_MAX = 200;

    Eligible {
        episodes = List.copyOf(episodes);
        withMotion = Set.copyOf(withMotion);
        leftOut = List.copyOf(leftOut);
    }

    /// Looks at every episode of the house, a page in a transaction: nothing is held from one page to the next, so
    /// whoever publishes asks again about what the copy holds.
    static Eligible of(Database database, Rules rules) {
        var sorted = new Sorted(new ArrayList<>(), new HashSet<>(), new ArrayList<>());
        List<EpisodeId> page = page(database, rules, EpisodeId.BEFORE_ALL);
        while (!page.isEmpty()) {
            List<EpisodeId> ids = page;
            database.inTransactionDo(tx -> sorted.add(tx, rules, ids));
            page = page(database, rules, ids.getLast());
        }
        return new Eligible(sorted.episodes, sorted.withMotion, sorted.leftOut);
    }

    private record Sorted(List<Labelled> episodes, Set<EpisodeId> withMotion, List<LeftOut> leftOut) {
        void add(Tx tx, Rules rules, List<EpisodeId> page) {
            List<Judged> all = rules.judgeHeld(tx, page);
            Map<EpisodeId, Labelled> whole = rules.whole(tx, all);
            for (Judged judged : all) {
                switch (judged) {
                    case Judged.Fit fit ->
                        Optional.ofNullable(whole.get(fit.episode()))
                                .ifPresentOrElse(
                                        labelled -> add(fit, labelled),
                                        () -> leftOut.add(Rules.unready(fit.episode())));
                    case Judged.Out(var out, var _) -> leftOut.add(out);
                    case Judged.Aside aside -> {}
                }
            }
        }

        private void add(Judged.Fit fit, Labelled labelled) {
            episodes.add(labelled);
            if (fit.withoutMotion().isEmpty()) {
                withMotion.add(fit.episode());
            }
        }
    }

    private static List<EpisodeId> page(Database database, Rules rules, EpisodeId last) {
        return database.inTransaction(tx -> rules.rooms().episodes().recordedAfter(tx, last, PAGE_MAX));
    }
}
