package dev.firsthand.engine.review;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.EpisodeStages;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Keeps what people accepted. A new review of an episode takes the place of the last, which stays on record.
public final class Reviews {
    static final int SPANS_MAX = 1_000;

    private final Privacy privacy;
    private final Consent consent;
    private final Provenance provenance;
    private final InstantSource clock;

    public Reviews(Privacy privacy, Consent consent, Provenance provenance, InstantSource clock) {
        this.privacy = privacy;
        this.consent = consent;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from(
                        "review_span",
                        "DELETE FROM review_span WHERE review IN (SELECT id FROM review WHERE episode = any(:things))")
                .from("review", "DELETE FROM review WHERE episode = any(:things)");
    }

    /// What became of a review that somebody sent.
    public sealed interface ReviewResult {
        record Kept(Reviewed reviewed) implements ReviewResult {}

        record Refused(String code, String message) implements ReviewResult {}
    }

    /// Accepts the whole of an episode.
    public ReviewResult acceptWhole(Tx tx, StaffId author, EpisodeId episode, Grounds grounds) {
        return accept(tx, author, episode, Optional.empty(), grounds);
    }

    /// Accepts these spans of an episode, in order and apart; none of them means that nothing is released. What is
    /// left out needs a reason.
    public ReviewResult acceptSpans(Tx tx, StaffId author, EpisodeId episode, List<TimeSpan> spans, Grounds grounds) {
        return accept(tx, author, episode, Optional.of(spans), grounds);
    }

    private ReviewResult accept(
            Tx tx, StaffId author, EpisodeId episode, Optional<List<TimeSpan>> spans, Grounds grounds) {
        return switch (privacy.find(tx, episode).orElse(null)) {
            case PrivacyState.Open(var scrubbed) -> permitted(tx, author, scrubbed, spans, grounds);
            case PrivacyState.SecondLook(var scrubbed) -> permitted(tx, author, scrubbed, spans, grounds);
            case PrivacyState.Waiting(var scrubbed) ->
                new ReviewResult.Refused(
                        "review-before-privacy", "Answer the privacy question of this episode first, then review it.");
            case PrivacyState.Quarantined(var scrubbed, var visible) ->
                new ReviewResult.Refused(
                        "review-quarantined",
                        "This episode is quarantined: a person saw %s in it."
                                .formatted(visible.stream().sorted().toList()));
            case null -> new ReviewResult.Refused("episode-missing", "There is no episode to review under this name.");
        };
    }

    /// No withdrawal can pass until the transaction ends.
    private ReviewResult permitted(
            Tx tx, StaffId author, Scrubbed scrubbed, Optional<List<TimeSpan>> spans, Grounds grounds) {
        ContributorId contributor = scrubbed.checked().episode().contributor();
        return switch (consent.permitForShare(tx, contributor, Purpose.QUALITY_AND_LABELLING)) {
            case PermitResult.Permitted permitted -> checkAndKeep(tx, author, scrubbed, spans, grounds);
            case PermitResult.Refused(var code, var message) -> new ReviewResult.Refused(code, message);
        };
    }

    private ReviewResult checkAndKeep(
            Tx tx, StaffId author, Scrubbed scrubbed, Optional<List<TimeSpan>> chosen, Grounds grounds) {
        TimeSpan whole = scrubbed.checked().episode().recording().span();
        List<TimeSpan> spans = chosen.orElse(List.of(whole));
        long end = whole.startNanos();
        for (TimeSpan span : spans) {
            if (span.startNanos() < end || span.endNanos() > whole.endNanos() || span.startNanos() == span.endNanos()) {
                return new ReviewResult.Refused(
                        "review-spans",
                        "Spans must be in order, apart, not empty, and within %d to %d ns; %d to %d ns is not."
                                .formatted(whole.startNanos(), whole.endNanos(), span.startNanos(), span.endNanos()));
            }
            end = span.endNanos();
        }
        if (spans.size() > SPANS_MAX) {
            return new ReviewResult.Refused(
                    "review-spans", "At most %d spans per episode, got %d.".formatted(SPANS_MAX, spans.size()));
        }
        Optional<ReviewResult> flaw = flaw(grounds, spans.equals(List.of(whole)));
        if (flaw.isEmpty()) {
            keep(tx, author, scrubbed, spans, grounds);
        }
        return flaw.orElseGet(() -> new ReviewResult.Kept(new ReviewedEpisode(scrubbed, spans)));
    }

    private static Optional<ReviewResult> flaw(Grounds grounds, boolean wholeAccepted) {
        if (grounds.note().length() > Grounds.NOTE_CHARS_MAX) {
            return Optional.of(new ReviewResult.Refused(
                    "review-note-long", "The note may have %d characters.".formatted(Grounds.NOTE_CHARS_MAX)));
        }
        if (grounds.reasons().contains(Reason.OTHER) && grounds.note().isBlank()) {
            return Optional.of(new ReviewResult.Refused(
                    "review-note-missing", "For another reason than those of the list, say in the note which."));
        }
        if (!wholeAccepted && grounds.reasons().isEmpty()) {
            return Optional.of(new ReviewResult.Refused(
                    "review-reason-missing", "Say why not all of it is accepted: the contributor is told."));
        }
        return Optional.empty();
    }

    @ChangesFact(FactType.REVIEW)
    private void keep(Tx tx, StaffId author, Scrubbed scrubbed, List<TimeSpan> spans, Grounds grounds) {
        String[] reasons = grounds.reasons().stream().map(Enum::name).sorted().toArray(String[]::new);
        UUID review = UUID.randomUUID();
        UUID episode = scrubbed.checked().episode().id().value();
        tx.sql()
                .createUpdate("""
                        insert into review (id, episode, author, reviewed_at, reasons)
                        values (:id, :episode, :author, :at, :reasons)
                        """)
                .bindArray("reasons", String.class, (Object[]) reasons)
                .bind("id", review)
                .bind("episode", episode)
                .bind("author", author.value())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        for (TimeSpan span : spans) {
            tx.sql()
                    .createUpdate("""
                            insert into review_span (review, start_nanos, end_nanos) values (:review, :start, :end)
                            """)
                    .bind("review", review)
                    .bind("start", span.startNanos())
                    .bind("end", span.endNanos())
                    .execute();
        }
        EpisodeStages.reviewed(tx, scrubbed.checked().episode().id());
        Map<String, Object> predicate = Map.of(
                "accepted_spans_nanos",
                spans.stream()
                        .map(span -> List.of(span.startNanos(), span.endNanos()))
                        .toList(),
                "reasons",
                List.of(reasons),
                "note",
                grounds.note(),
                "author",
                author.value().toString(),
                "reviewer_kind",
                "person");
        provenance.record(tx, scrubbed.checked().episode().owner(), new Statement(FactType.REVIEW, episode, predicate));
    }

    /// The episode with its newest review; empty while there is none, or once privacy has closed it.
    public Optional<Reviewed> find(Tx tx, EpisodeId episode) {
        return Optional.ofNullable(find(tx, List.of(episode)).get(episode));
    }

    /// As above, those of a page that are reviewed and open.
    public Map<EpisodeId, Reviewed> find(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, List<TimeSpan>> accepted = newestSpans(tx, ids);
        Map<EpisodeId, Reviewed> found = new HashMap<>();
        privacy.find(tx, accepted.keySet()).forEach((id, state) -> {
            if (state instanceof PrivacyState.Open(var scrubbed)) {
                found.put(id, new ReviewedEpisode(scrubbed, accepted.getOrDefault(id, List.of())));
            }
        });
        return found;
    }

    /// What was decided last, whatever privacy says of it since.
    public Optional<Decision> decision(Tx tx, EpisodeId episode) {
        List<TimeSpan> accepted = newestSpans(tx, List.of(episode)).getOrDefault(episode, List.of());
        return tx.sql()
                .createQuery(
                        "select reviewed_at, reasons from review where episode = :episode order by place desc limit 1")
                .bind("episode", episode.value())
                .map((row, context) -> new Decision(
                        row.getTimestamp("reviewed_at").toInstant(),
                        accepted,
                        Arrays.stream((String[]) row.getArray("reasons").getArray())
                                .map(Reason::valueOf)
                                .collect(Collectors.toUnmodifiableSet())))
                .findOne();
    }

    /// What the newest review of each episode accepted, whether or not it is open still: who has none is not in it.
    public Map<EpisodeId, List<TimeSpan>> accepted(Tx tx, Collection<EpisodeId> ids) {
        return newestSpans(tx, ids);
    }

    /// How long the newest reviews of a page have accepted, in nanoseconds; 0 where one accepted nothing.
    /// Privacy is not asked, and nothing sealed is opened.
    public Map<EpisodeId, Long> acceptedNanos(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Long> accepted = new HashMap<>();
        newestSpans(tx, ids)
                .forEach((id, spans) -> accepted.put(
                        id,
                        spans.stream()
                                .mapToLong(span -> span.length().toNanos())
                                .sum()));
        return accepted;
    }

    /// A review that accepted nothing has a row without a span.
    private static Map<EpisodeId, List<TimeSpan>> newestSpans(Tx tx, Collection<EpisodeId> ids) {
        record Row(EpisodeId episode, Optional<TimeSpan> span) {}
        Map<EpisodeId, List<TimeSpan>> spans = new HashMap<>();
        tx.sql()
                .createQuery("""
                        select r.episode, s.start_nanos, s.end_nanos
                          from (select distinct on (episode) episode, id from review
                                 where episode = any(:ids) order by episode, place desc) r
                          left join review_span s on s.review = r.id
                         order by r.episode, s.start_nanos
                        """)
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .map((row, context) -> new Row(new EpisodeId(row.getObject("episode", UUID.class)), span(row)))
                .forEach(row -> {
                    List<TimeSpan> ofEpisode = spans.computeIfAbsent(row.episode(), id -> new ArrayList<>());
                    row.span().ifPresent(ofEpisode::add);
                });
        return spans;
    }

    private static Optional<TimeSpan> span(ResultSet row) throws SQLException {
        long start = row.getLong("start_nanos");
        return row.wasNull() ? Optional.empty() : Optional.of(new TimeSpan(start, row.getLong("end_nanos")));
    }
}
