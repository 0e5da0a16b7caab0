package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.release.Eligible.Judged.In;
import dev.firsthand.engine.release.Eligible.Judged.Out;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.List;

/// The episodes that may go into a copy, and those that may not, each with its reason.
record Eligible(List<Labelled> episodes, List<LeftOut> leftOut) {
    private static final int PAGE_MAX = 200;

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
            for (Judged judged : database.inTransaction(
                    tx -> ids.stream().map(id -> rules.judge(tx, id)).toList())) {
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
        /// Neither an answer about privacy nor a withdrawal can pass until the transaction ends.
        Judged judge(Tx tx, EpisodeId id) {
            return switch (rooms.privacy().findForShare(tx, id).orElse(null)) {
                case null -> out(id, "episode-not-ready", "Its view is not there yet, or could not be made.");
                case PrivacyState.Waiting(var scrubbed) ->
                    out(id, "privacy-not-answered", "Nobody has answered the privacy question about it.");
                case PrivacyState.Quarantined(var scrubbed, var visible) ->
                    out(
                            id,
                            "episode-quarantined",
                            "A person saw %s in it."
                                    .formatted(visible.stream().sorted().toList()));
                case PrivacyState.Open(var scrubbed) ->
                    rooms.labels()
                            .find(tx, id)
                            .map(labelled -> judge(tx, labelled))
                            .orElseGet(() -> unready(tx, id));
            };
        }

        private Judged unready(Tx tx, EpisodeId id) {
            return rooms.reviews().find(tx, id).isEmpty()
                    ? out(id, "episode-not-reviewed", "Nobody has reviewed it.")
                    : out(id, "episode-not-labelled", "Its contributor has not said how the task ended.");
        }

        private Judged judge(Tx tx, Labelled labelled) {
            Scrubbed scrubbed = labelled.reviewed().scrubbed();
            EpisodeId id = scrubbed.checked().episode().id();
            if (scrubbed.level().compareTo(kind.least()) < 0) {
                return out(
                        id,
                        "privacy-level-low",
                        "Its privacy level is %s, a %s release needs %s: somebody has to look at it."
                                .formatted(
                                        scrubbed.level().wireName(),
                                        kind.wireName(),
                                        kind.least().wireName()));
            }
            if (labelled.reviewed().acceptedSpans().isEmpty()) {
                return out(id, "review-nothing-accepted", "The review accepted none of it.");
            }
            return consent.refusal(tx, scrubbed.checked().episode().contributor())
                    .map(refused -> out(id, refused.code(), refused.message()))
                    .orElseGet(() -> new In(labelled));
        }

        private static Judged out(EpisodeId id, String code, String message) {
            return new Out(new LeftOut(id, code, message));
        }
    }
}
