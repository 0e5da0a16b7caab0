package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.Capture.Begun;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Origin;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.engine.privacy.PrivacyStanding;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.rules.Ruling;
import dev.firsthand.engine.store.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// By what episodes are judged for a copy of this kind. Whoever counts, builds or publishes judges by these alone.
/// Nothing sealed is opened for it.
record Rules(Rooms rooms, ReleaseConsent consent, ReleaseMoves moves, ReleaseRequest request) {
    private static final String CALLED_BACK = "It was called back: it is in no release any more.";
    private static final String NO_PICTURE =
            "It is the motion of a body and has no picture. Ask for a release of motion alone to hold it.";

    static Rules of(Rooms rooms, Holder holder, ReleaseRequest request) {
        return new Rules(
                rooms,
                new ReleaseConsent(rooms.consent(), holder, request.media()),
                new ReleaseMoves(rooms.rules(), rooms.capture().places(), holder, request.media()),
                request);
    }

    private ReleaseFilter filter() {
        return request.filter();
    }

    /// Whether an episode may be in a copy now.
    sealed interface Judged {
        /// It may; so long is what was accepted of it.
        record Fit(EpisodeId episode, ContributorId contributor, long acceptedNanos) implements Judged {}

        /// It may not; `asked` are the rules of law that were, where one of them says so.
        record Out(LeftOut leftOut, Optional<RulesUsed> asked) implements Judged {
            Out(LeftOut leftOut) {
                this(leftOut, Optional.empty());
            }
        }

        /// It is not asked for.
        record Aside(EpisodeId episode) implements Judged {}
    }

    /// As [#judge], and neither an answer about privacy, a withdrawal, a request for removal, nor a change of the
    /// law's rules can pass until the transaction ends.
    List<Judged> judgeHeld(Tx tx, List<EpisodeId> page) {
        rooms.rules().holdStill(tx);
        holdSessions(tx, page);
        rooms.privacy().holdStill(tx, page);
        return judge(tx, page);
    }

    /// Nobody freezes a session of these episodes until the transaction ends. Whoever judges page by page holds all
    /// first: they are locked in one order.
    void holdSessions(Tx tx, Collection<EpisodeId> episodes) {
        Freezes.holdStill(tx, rooms.episodes().sessions(tx, episodes).values());
    }

    /// In the order of the page.
    List<Judged> judge(Tx tx, List<EpisodeId> page) {
        Map<EpisodeId, Origin.Recorded> origins = rooms.episodes().origins(tx, page);
        List<Origin.Recorded> recorded = List.copyOf(origins.values());
        List<SessionId> sessions =
                recorded.stream().map(Origin.Recorded::session).toList();
        Facts facts = new Facts(
                origins,
                begun(tx, sessions),
                rooms.capture().ofBodiesAlone(tx, sessions),
                Freezes.frozen(tx, sessions),
                rooms.privacy().standings(tx, page),
                rooms.labels().labels(tx, page),
                filter().worst().isPresent() ? rooms.quality().worst(tx, page) : Map.of(),
                rooms.reviews().acceptedNanos(tx, page),
                Withheld.of(tx, page),
                consent.refusals(tx, people(recorded)),
                moves.rulings(tx, sessions));
        return page.stream().map(id -> judge(id, facts)).toList();
    }

    /// The episodes among the judged that may be in the copy, with all that is known of them. One whose
    /// contributor's key is gone is not among them.
    Map<EpisodeId, Labelled> whole(Tx tx, List<Judged> judged) {
        return rooms.labels()
                .find(
                        tx,
                        judged.stream()
                                .filter(Judged.Fit.class::isInstance)
                                .map(fit -> ((Judged.Fit) fit).episode())
                                .toList());
    }

    /// Why the motion of a body may not be in the copy, for those of these episodes of which it may not; held still as
    /// [#judgeHeld] holds them. What was said or is forbidden comes before what only lapsed.
    Map<EpisodeId, LeftOut> withoutMotion(Tx tx, Collection<EpisodeId> episodes) {
        Map<EpisodeId, Origin.Recorded> origins = rooms.episodes().origins(tx, episodes);
        Map<ContributorId, PermitResult.Refused> refusals = consent.motionRefusals(tx, people(origins.values()));
        Map<SessionId, Ruling> rulings = moves.motionRulings(
                tx, origins.values().stream().map(Origin.Recorded::session).toList());
        Map<EpisodeId, LeftOut> without = new HashMap<>();
        origins.forEach((id, origin) -> {
            if (rulings.get(origin.session()) instanceof Ruling.Refused(var code, var message, var used)) {
                without.put(id, new LeftOut(id, code, message));
            }
            Optional.ofNullable(refusals.get(origin.contributor()))
                    .map(refused -> new LeftOut(id, refused.code(), refused.message()))
                    .ifPresent(out -> without.merge(
                            id, out, (law, said) -> said.code().equals(ReleaseConsent.EXPIRED) ? law : said));
        });
        return without;
    }

    private static Set<ContributorId> people(Collection<Origin.Recorded> origins) {
        return origins.stream().map(Origin.Recorded::contributor).collect(Collectors.toSet());
    }

    static LeftOut unready(EpisodeId id) {
        return new LeftOut(id, "episode-not-ready", "Its view is not there yet, or could not be made.");
    }

    /// What is known of a page of episodes.
    private record Facts(
            Map<EpisodeId, Origin.Recorded> origins,
            Map<SessionId, Begun> begun,
            Set<SessionId> ofBodiesAlone,
            Set<SessionId> frozen,
            Map<EpisodeId, PrivacyStanding> standings,
            Map<EpisodeId, Label> labels,
            Map<EpisodeId, Level> worst,
            Map<EpisodeId, Long> acceptedNanos,
            Set<EpisodeId> withheld,
            Map<ContributorId, PermitResult.Refused> refusals,
            Map<SessionId, Ruling> rulings) {
        Origin.Recorded origin(EpisodeId id) {
            return Objects.requireNonNull(origins.get(id), "a page names episodes that are there");
        }

        boolean isOfBodyAlone(EpisodeId id) {
            return ofBodiesAlone.contains(origin(id).session());
        }

        Optional<Label> label(EpisodeId id) {
            return Optional.ofNullable(labels.get(id));
        }

        @Nullable
        Ruling ruling(EpisodeId id) {
            return rulings.get(origin(id).session());
        }

        Optional<Begun> session(EpisodeId id) {
            return Optional.ofNullable(begun.get(origin(id).session()));
        }
    }

    private Map<SessionId, Begun> begun(Tx tx, List<SessionId> sessions) {
        return filter().asksAboutSession() ? rooms.capture().begun(tx, sessions) : Map.of();
    }

    private Judged judge(EpisodeId id, Facts facts) {
        if (!facts.origins().containsKey(id)) {
            return facts.withheld().contains(id)
                    ? out(id, Withheld.CODE, CALLED_BACK)
                    : new Judged.Out(unready(id)); // its contributor withdrew and is erased
        }
        if (!askedFor(id, facts)) {
            return new Judged.Aside(id);
        }
        if (facts.frozen().contains(facts.origin(id).session())) {
            return out(id, Freezes.CODE, "Somebody who may be in it asked for its removal.");
        }
        if (facts.withheld().contains(id)) {
            return out(id, Withheld.CODE, CALLED_BACK);
        }
        if (facts.isOfBodyAlone(id) && request.media() instanceof ReleaseMedia.Pictures) {
            return out(id, "release-no-picture", NO_PICTURE);
        }
        return switch (facts.standings().get(id)) {
            case null -> new Judged.Out(unready(id));
            case PrivacyStanding.Waiting() ->
                out(id, "privacy-not-answered", "Nobody has answered the privacy question about it.");
            case PrivacyStanding.SecondLook() ->
                out(id, "privacy-second-look", "Another person is to look at it once more before it is released.");
            case PrivacyStanding.Quarantined(var visible) ->
                out(
                        id,
                        "episode-quarantined",
                        "A person saw %s in it."
                                .formatted(visible.stream().sorted().toList()));
            case PrivacyStanding.Open(var level) -> judge(id, level, facts);
        };
    }

    /// What is not known yet, such as the outcome of an episode without a label, speaks against none.
    private boolean askedFor(EpisodeId id, Facts facts) {
        if (!facts.isOfBodyAlone(id) && request.media() instanceof ReleaseMedia.Motion) {
            return false;
        }
        boolean session = !filter().asksAboutSession()
                || facts.session(id).map(filter()::fits).orElse(false);
        return session
                && facts.label(id).map(Label::outcome).map(filter()::fits).orElse(true)
                && Optional.ofNullable(facts.worst().get(id))
                        .map(filter()::fits)
                        .orElse(true);
    }

    private Judged judge(EpisodeId id, PrivacyLevel level, Facts facts) {
        Long accepted = facts.acceptedNanos().get(id);
        if (accepted == null) {
            return out(id, "episode-not-reviewed", "Nobody has reviewed it.");
        }
        if (facts.label(id).isEmpty()) {
            return out(id, "episode-not-labelled", "Its contributor has not said how the task ended.");
        }
        ReleaseKind kind = request.kind();
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
        if (accepted == 0) {
            return out(id, "review-nothing-accepted", "The review accepted none of it.");
        }
        ContributorId contributor = facts.origin(id).contributor();
        return Optional.ofNullable(facts.refusals().get(contributor))
                .map(refused -> out(id, refused.code(), refused.message()))
                .orElseGet(() -> switch (facts.ruling(id)) {
                    case Ruling.Permitted permitted -> new Judged.Fit(id, contributor, accepted);
                    case Ruling.Refused(var code, var message, var used) ->
                        new Judged.Out(new LeftOut(id, code, message), Optional.of(used));
                    case null -> new Judged.Out(unready(id)); // nothing legible is left of its contributor
                });
    }

    private static Judged out(EpisodeId id, String code, String message) {
        return new Judged.Out(new LeftOut(id, code, message));
    }
}
