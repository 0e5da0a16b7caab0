package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.release.Eligible.Judged.In;
import dev.firsthand.engine.release.Eligible.Judged.Out;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The episodes that may go into a copy, and those that may not, each with its reason.
record Eligible(List<Labelled> episodes, List<LeftOut> leftOut) {
    /// Episodes that one set of queries asks about.
    static final int PAGE_MAX = 200;

    Eligible {
        episodes = List.copyOf(episodes);
        leftOut = List.copyOf(leftOut);
    }

    /// Looks at every episode of the house, a page in a transaction: nothing is held from one page to the next, so
    /// whoever publishes asks again about what the copy holds.
    static Eligible of(Database database, Rules rules) {
        List<Labelled> episodes = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<EpisodeId> page = page(database, rules, EpisodeId.BEFORE_ALL);
        while (!page.isEmpty()) {
            List<EpisodeId> ids = page;
            for (Judged judged : database.inTransaction(tx -> rules.judge(tx, ids))) {
                switch (judged) {
                    case In(var labelled) -> episodes.add(labelled);
                    case Out(var out) -> leftOut.add(out);
                }
            }
            page = page(database, rules, ids.getLast());
        }
        return new Eligible(episodes, leftOut);
    }

    private static List<EpisodeId> page(Database database, Rules rules, EpisodeId last) {
        return database.inTransaction(tx -> rules.rooms().episodes().recordedAfter(tx, last, PAGE_MAX));
    }

    /// Whether an episode may be in a copy now.
    sealed interface Judged {
        record In(Labelled labelled) implements Judged {}

        record Out(LeftOut leftOut) implements Judged {}
    }

    /// By what episodes are judged for a copy of this kind.
    record Rules(Rooms rooms, ReleaseConsent consent, ReleaseKind kind) {
        /// In the order of the page. Neither an answer about privacy nor a withdrawal can pass until the transaction
        /// ends.
        List<Judged> judge(Tx tx, List<EpisodeId> page) {
            Map<EpisodeId, PrivacyState> states = rooms.privacy().findForShare(tx, page);
            List<EpisodeId> open = page.stream()
                    .filter(id -> states.get(id) instanceof PrivacyState.Open)
                    .toList();
            Map<EpisodeId, Labelled> labelled = rooms.labels().find(tx, open);
            Facts facts = new Facts(states, labelled, unlabelled(tx, open, labelled), refusals(tx, labelled.values()));
            return page.stream().map(id -> judge(id, facts)).toList();
        }

        /// What is known of a page of episodes. `reviewed` are those that only lack their label.
        private record Facts(
                Map<EpisodeId, PrivacyState> states,
                Map<EpisodeId, Labelled> labelled,
                Set<EpisodeId> reviewed,
                Map<ContributorId, PermitResult.Refused> refusals) {}

        private Set<EpisodeId> unlabelled(Tx tx, List<EpisodeId> open, Map<EpisodeId, Labelled> labelled) {
            List<EpisodeId> missing =
                    open.stream().filter(id -> !labelled.containsKey(id)).toList();
            return missing.isEmpty()
                    ? Set.of()
                    : rooms.reviews().find(tx, missing).keySet();
        }

        private Map<ContributorId, PermitResult.Refused> refusals(Tx tx, Collection<Labelled> labelled) {
            return consent.refusals(
                    tx, labelled.stream().map(Rules::contributor).collect(Collectors.toUnmodifiableSet()));
        }

        private static ContributorId contributor(Labelled labelled) {
            return labelled.reviewed().scrubbed().checked().episode().contributor();
        }

        private Judged judge(EpisodeId id, Facts facts) {
            return switch (facts.states().get(id)) {
                case null -> out(id, "episode-not-ready", "Its view is not there yet, or could not be made.");
                case PrivacyState.Waiting(var scrubbed) ->
                    out(id, "privacy-not-answered", "Nobody has answered the privacy question about it.");
                case PrivacyState.SecondLook(var scrubbed) ->
                    out(id, "privacy-second-look", "Another person is to look at it once more before it is released.");
                case PrivacyState.Quarantined(var scrubbed, var visible) ->
                    out(
                            id,
                            "episode-quarantined",
                            "A person saw %s in it."
                                    .formatted(visible.stream().sorted().toList()));
                case PrivacyState.Open(var scrubbed) ->
                    Optional.ofNullable(facts.labelled().get(id))
                            .map(labelled -> judge(id, labelled, facts))
                            .orElseGet(() -> unready(id, facts));
            };
        }

        private static Judged unready(EpisodeId id, Facts facts) {
            return facts.reviewed().contains(id)
                    ? out(id, "episode-not-labelled", "Its contributor has not said how the task ended.")
                    : out(id, "episode-not-reviewed", "Nobody has reviewed it.");
        }

        private Judged judge(EpisodeId id, Labelled labelled, Facts facts) {
            PrivacyLevel level = labelled.reviewed().scrubbed().level();
            if (level.compareTo(kind.least()) < 0) {
                return out(
                        id,
                        "privacy-level-low",
                        "Its privacy level is %s, a %s release needs %s: somebody has to look at it."
                                .formatted(
                                        level.wireName(),
                                        kind.wireName(),
                                        kind.least().wireName()));
            }
            if (labelled.reviewed().acceptedSpans().isEmpty()) {
                return out(id, "review-nothing-accepted", "The review accepted none of it.");
            }
            return Optional.ofNullable(facts.refusals().get(contributor(labelled)))
                    .map(refused -> out(id, refused.code(), refused.message()))
                    .orElseGet(() -> new In(labelled));
        }

        private static Judged out(EpisodeId id, String code, String message) {
            return new Out(new LeftOut(id, code, message));
        }
    }
}
