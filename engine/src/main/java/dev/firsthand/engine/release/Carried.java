package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.ManifestEpisodes;
import dev.firsthand.engine.copy.ManifestEpisodes.Known;
import dev.firsthand.engine.copy.ManifestEpisodes.Placed;
import dev.firsthand.engine.copy.ManifestHead;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Member;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/// What goes from a superseded copy into the one that takes its place: who stays, in the order and with the words of
/// that copy, and who does not, with the reason.
record Carried(Requested old, Path folder, CopyMedia media, SequencedMap<String, Staying> staying, List<LeftOut> out) {
    Carried {
        out = List.copyOf(out);
    }

    /// An episode that stays, and where it lies in the old copy.
    record Staying(Labelled labelled, Placed placed) {}

    /// Whom to ask about episodes.
    record Asked(Database database, Rules rules) {
        /// By the rules of a release, but that a consent that only lapsed was given for what is in the copy already.
        /// Nothing that is asked about changes until the transaction ends. One leaves, too, of which the copy
        /// holds the motion of a body that may not be in it any more: its files stay as they are or go.
        Map<EpisodeId, LeftOut> leaving(Tx tx, List<EpisodeId> episodes, Set<EpisodeId> withMotion) {
            Map<EpisodeId, LeftOut> leaving = new HashMap<>();
            for (List<EpisodeId> page : episodes.stream()
                    .gather(Gatherers.windowFixed(Eligible.PAGE_MAX))
                    .toList()) {
                List<LeftOut> out = new ArrayList<>();
                for (Judged judged : rules.judgeHeld(tx, page)) {
                    if (judged instanceof Judged.Out(var one, var _)) {
                        out.add(one);
                    }
                }
                List<EpisodeId> moving =
                        page.stream().filter(withMotion::contains).toList();
                out.addAll(rules.withoutMotion(tx, moving).values());
                out.removeIf(one -> one.code().equals(ReleaseConsent.EXPIRED));
                out.forEach(one -> leaving.putIfAbsent(one.episode(), one));
            }
            return leaving;
        }
    }

    static Carried of(Asked asked, Requested old, List<Member> members, Path folder) throws IOException {
        Map<EpisodeId, Labelled> there = new HashMap<>();
        Map<EpisodeId, LeftOut> out = new LinkedHashMap<>();
        Set<EpisodeId> withMotion =
                members.stream().filter(Member::withMotion).map(Member::episode).collect(Collectors.toSet());
        for (List<EpisodeId> page : members.stream()
                .map(Member::episode)
                .distinct()
                .gather(Gatherers.windowFixed(Eligible.PAGE_MAX))
                .toList()) {
            asked.database().inTransactionDo(tx -> {
                out.putAll(asked.leaving(tx, page, withMotion));
                there.putAll(asked.rules().rooms().labels().find(tx, page));
            });
        }
        SequencedMap<String, Placed> placed = ManifestEpisodes.read(folder, known(members, there));
        for (Member member : members) {
            Placed one = placed.get(member.pseudonym());
            Labelled labelled = there.get(member.episode());
            if (one == null || labelled == null) {
                out.putIfAbsent(member.episode(), Rules.unready(member.episode()));
            } else {
                unfit(member.episode(), labelled, one).ifPresent(leaving -> out.putIfAbsent(member.episode(), leaving));
            }
        }
        return new Carried(
                old,
                folder,
                ManifestHead.media(folder),
                staying(members, there, placed, out),
                List.copyOf(out.values()));
    }

    private static Map<String, Known> known(List<Member> members, Map<EpisodeId, Labelled> there) {
        Map<String, Known> known = new HashMap<>();
        for (Member member : members) {
            Labelled labelled = there.get(member.episode());
            if (labelled != null) {
                var checked = labelled.reviewed().scrubbed().checked();
                known.put(
                        member.pseudonym(),
                        new Known(
                                checked.episode().recording().sensors(),
                                checked.findings().stream()
                                        .map(found -> new CopyFinding(found.code(), found.level()))
                                        .toList()));
            }
        }
        return known;
    }

    /// An episode whose span the newest review no longer covers goes: somebody has looked at it again.
    private static Optional<LeftOut> unfit(EpisodeId id, Labelled labelled, Placed placed) {
        TimeSpan span = placed.episode().span();
        boolean covered = labelled.reviewed().acceptedSpans().stream()
                .anyMatch(accepted ->
                        accepted.startNanos() <= span.startNanos() && accepted.endNanos() >= span.endNanos());
        return covered
                ? Optional.empty()
                : Optional.of(new LeftOut(
                        id, "release-review-changed", "A later review does not accept all that was released of it."));
    }

    private static SequencedMap<String, Staying> staying(
            List<Member> members,
            Map<EpisodeId, Labelled> there,
            SequencedMap<String, Placed> placed,
            Map<EpisodeId, LeftOut> out) {
        Map<String, EpisodeId> names = members.stream().collect(Collectors.toMap(Member::pseudonym, Member::episode));
        SequencedMap<String, Staying> staying = new LinkedHashMap<>();
        placed.forEach((name, one) -> {
            EpisodeId episode = Objects.requireNonNull(names.get(name), "a copy's episode without a row");
            if (!out.containsKey(episode)) {
                staying.put(name, new Staying(Objects.requireNonNull(there.get(episode)), one));
            }
        });
        return staying;
    }

    /// The names that left, in their order.
    List<String> withdrawn(List<Member> members) {
        List<String> withdrawn = new ArrayList<>();
        members.stream()
                .map(Member::pseudonym)
                .filter(name -> !staying.containsKey(name))
                .forEach(withdrawn::add);
        return withdrawn;
    }
}
