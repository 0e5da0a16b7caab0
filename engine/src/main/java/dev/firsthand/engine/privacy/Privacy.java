package dev.firsthand.engine.privacy;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.EpisodeStages;
import dev.firsthand.engine.episode.Origin;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.quality.Checked;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Keeps the views of episodes and what people answered about them.
public final class Privacy {
    /// Published when an episode's view is ready to be looked at.
    public static final String VIEW_MADE = "privacy-view-made";

    /// How many are asked about at once.
    static final int PAGE = 200;

    private static final int QUEUE_PAGE = 50;

    private static final String LOCK_FOR_ANSWER = "select 1 from privacy_view where episode = :episode for update";
    private static final String LOCK_FOR_SHARE =
            "select 1 from privacy_view where episode = any(:ids) order by episode for share";

    private final Quality quality;
    private final SecondLooks secondLooks;
    private final Consent consent;
    private final Provenance provenance;
    private final Events events;
    private final InstantSource clock;

    public Privacy(
            Quality quality,
            SecondLooks secondLooks,
            Consent consent,
            Provenance provenance,
            Events events,
            InstantSource clock) {
        this.quality = quality;
        this.secondLooks = secondLooks;
        this.consent = consent;
        this.provenance = provenance;
        this.events = events;
        this.clock = clock;
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("privacy_look", "DELETE FROM privacy_look WHERE episode = any(:things)")
                .from("privacy_second_look", "DELETE FROM privacy_second_look WHERE episode = any(:things)")
                .from("privacy_turn", "DELETE FROM privacy_turn WHERE episode = any(:things)")
                .from("privacy_answer", "DELETE FROM privacy_answer WHERE episode = any(:things)")
                .from("privacy_view", "DELETE FROM privacy_view WHERE episode = any(:things)");
    }

    /// Records the view that [Scrub] made.
    @ChangesFact(FactType.REDACT)
    void keep(Tx tx, Checked checked, View view, Map<String, Object> evidence) {
        UUID episode = checked.episode().id().value();
        tx.sql()
                .createUpdate("""
                        insert into privacy_view (episode, cleaned, proxy, contact_sheets, scrub_version, scrubbed_at)
                        values (:episode, :cleaned, :proxy, :sheets, :version, :at)
                        """)
                .bind("episode", episode)
                .bind("cleaned", view.cleaned().value())
                .bind("proxy", view.proxy().value())
                .bindArray(
                        "sheets",
                        UUID.class,
                        view.contactSheets().stream().map(ObjectId::value).toArray())
                .bind("version", Scrub.VERSION)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        EpisodeStages.redacted(tx, checked.episode().id());
        provenance.record(tx, checked.episode().owner(), new Statement(FactType.REDACT, episode, evidence));
        events.publish(tx, new Event(VIEW_MADE, episode));
    }

    /// Records what a person of the desk answers, each answer with its author. The newest stands; but what somebody
    /// saw stands until [Quarantine] lets another person lift it.
    public PrivacyResult answer(Tx tx, StaffMember author, EpisodeId episode, PrivacyAnswer answer) {
        lockForAnswer(tx, episode);
        Optional<Scrubbed> scrubbed =
                Optional.ofNullable(scrubbedViews(tx, List.of(episode)).get(episode));
        if (scrubbed.isEmpty()) {
            return new PrivacyResult.NoView();
        }
        Optional<Quarantine> quarantine = AnswerRows.quarantine(tx, episode);
        Optional<PrivacyResult.Refused> refused =
                forbidden(tx, scrubbed.get()).or(() -> quarantine.flatMap(seen -> seen.refusal(author, answer)));
        if (refused.isPresent()) {
            return refused.get();
        }
        record(tx, author.id(), scrubbed.get().checked().episode(), answer, quarantine);
        settle(tx, author.id(), episode, answer);
        return new PrivacyResult.Kept();
    }

    /// Why nobody may judge it now. Without a reason no withdrawal can pass until the transaction ends.
    Optional<PrivacyResult.Refused> forbidden(Tx tx, Scrubbed scrubbed) {
        ContributorId contributor = scrubbed.checked().episode().contributor();
        return switch (consent.permitForShare(tx, contributor, Purpose.QUALITY_AND_LABELLING)) {
            case PermitResult.Permitted permitted -> Optional.empty();
            case PermitResult.Refused(var code, var message) -> Optional.of(new PrivacyResult.Refused(code, message));
        };
    }

    /// Those that may be judged now, of pages that begin at these places and end with an empty one: for lists.
    Stream<EpisodeId> judgeable(Tx tx, IntFunction<List<EpisodeId>> pages) {
        return IntStream.iterate(0, from -> from + PAGE)
                .mapToObj(pages)
                .takeWhile(page -> !page.isEmpty())
                .flatMap(page -> judgeable(tx, page));
    }

    private Stream<EpisodeId> judgeable(Tx tx, List<EpisodeId> page) {
        Map<EpisodeId, Origin.Recorded> origins = quality.origins(tx, page);
        Map<ContributorId, Set<Purpose>> standing = consent.standing(
                tx, origins.values().stream().map(Origin.Recorded::contributor).collect(Collectors.toSet()));
        return page.stream()
                .filter(episode -> Optional.ofNullable(origins.get(episode))
                        .map(origin -> standing.getOrDefault(origin.contributor(), Set.of()))
                        .filter(purposes -> purposes.contains(Purpose.QUALITY_AND_LABELLING))
                        .isPresent());
    }

    @ChangesFact(FactType.PRIVACY_ANSWER)
    private void record(Tx tx, StaffId author, Episode episode, PrivacyAnswer answer, Optional<Quarantine> quarantine) {
        Set<Visible> visible = visible(answer);
        AnswerRows.insert(tx, new AnswerRows.Row(episode.id(), author, wireName(answer), visible, clock.instant()));
        Map<String, Object> predicate = new TreeMap<>(Map.of(
                "answer",
                wireName(answer),
                "visible",
                Quarantine.names(visible),
                "author",
                author.value().toString()));
        if (answer instanceof PrivacyAnswer.NothingVisible(var reason)) {
            quarantine.ifPresent(seen -> {
                predicate.put("lifts", Quarantine.names(seen.visible()));
                predicate.put("reason", reason.reveal().strip());
            });
        }
        provenance.record(
                tx,
                episode.owner(),
                new Statement(FactType.PRIVACY_ANSWER, episode.id().value(), predicate));
    }

    /// Whether this member may lift what others saw in an episode.
    public boolean mayLift(Tx tx, StaffMember member, EpisodeId episode) {
        return AnswerRows.quarantine(tx, episode)
                .filter(seen -> seen.mayLift(member))
                .isPresent();
    }

    /// The first answer takes the episode out of the queue; some of those that saw nothing come back for a second.
    private void settle(Tx tx, StaffId author, EpisodeId episode, PrivacyAnswer answer) {
        boolean second = SecondLooks.answered(tx, episode, author, answer, clock.instant());
        if (!visible(answer).isEmpty()) {
            SecondLooks.drop(tx, episode);
            EpisodeStages.quarantined(tx, episode);
        } else if (!second) {
            EpisodeStages.cleared(tx, episode); // a second look that agrees leaves what was accepted as it is
        }
        int first = tx.sql()
                .createUpdate(
                        "update privacy_view set answered_at = :at where episode = :episode and answered_at is null")
                .bind("episode", episode.value())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        if (first == 1 && answer instanceof PrivacyAnswer.NothingVisible) {
            secondLooks.mayDraw(tx, episode, author, clock.instant());
        }
    }

    /// The episode as far as privacy has come with it: empty while there is no view.
    public Optional<PrivacyState> find(Tx tx, EpisodeId episode) {
        return Optional.ofNullable(find(tx, List.of(episode)).get(episode));
    }

    /// As above, and nobody else can answer until the transaction ends: for whoever answers only what waits.
    public Optional<PrivacyState> findForAnswer(Tx tx, EpisodeId episode) {
        lockForAnswer(tx, episode);
        return find(tx, episode);
    }

    private static void lockForAnswer(Tx tx, EpisodeId episode) {
        tx.sql()
                .createQuery(LOCK_FOR_ANSWER)
                .bind("episode", episode.value())
                .mapTo(int.class)
                .findOne();
    }

    /// As [#find], those of a page that have a view.
    public Map<EpisodeId, PrivacyState> find(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, PrivacyStanding> standings = standings(tx, ids);
        Map<EpisodeId, PrivacyState> states = new HashMap<>();
        scrubbedViews(tx, ids)
                .forEach((id, scrubbed) -> Optional.ofNullable(standings.get(id))
                        .ifPresent(standing -> states.put(id, state(scrubbed, standing))));
        return states;
    }

    /// No answer about any of them can pass until the transaction ends: for whoever publishes.
    public void holdStill(Tx tx, Collection<EpisodeId> ids) {
        tx.sql()
                .createQuery(LOCK_FOR_SHARE)
                .bindArray("ids", UUID.class, values(ids))
                .mapTo(int.class)
                .list();
    }

    /// How far privacy has come with each of a page that has a view. Nothing sealed is opened for it.
    public Map<EpisodeId, PrivacyStanding> standings(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Answers> answers = AnswerRows.answers(tx, ids);
        Set<EpisodeId> pending = SecondLooks.pending(tx, ids);
        Map<EpisodeId, PrivacyStanding> standings = new HashMap<>();
        tx.sql()
                .createQuery("select episode from privacy_view where episode = any(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .forEach(id -> {
                    PrivacyStanding answered = Optional.ofNullable(answers.get(id))
                            .map(Answers::standing)
                            .orElseGet(PrivacyStanding.Waiting::new);
                    standings.put(id, pending.contains(id) ? beforeSecondLook(answered) : answered);
                });
        return standings;
    }

    private static List<UUID> values(Collection<EpisodeId> ids) {
        return ids.stream().map(EpisodeId::value).toList();
    }

    /// Episodes that wait for a person's answer and may have one, oldest first, one page.
    public List<EpisodeId> awaitingAnswer(Tx tx) {
        return judgeable(tx, from -> awaitingAnswer(tx, from)).limit(QUEUE_PAGE).toList();
    }

    private static List<EpisodeId> awaitingAnswer(Tx tx, int from) {
        return tx.sql()
                .createQuery("""
                        select episode from privacy_view where answered_at is null
                         order by scrubbed_at, episode limit :page offset :from
                        """)
                .bind("page", PAGE)
                .bind("from", from)
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list();
    }

    private Map<EpisodeId, Scrubbed> scrubbedViews(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, View> views = new HashMap<>();
        tx.sql()
                .createQuery(
                        "select episode, cleaned, proxy, contact_sheets from privacy_view where episode = any(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .map((row, context) -> Map.entry(new EpisodeId(row.getObject("episode", UUID.class)), view(row)))
                .forEach(view -> views.put(view.getKey(), view.getValue()));
        Map<EpisodeId, Scrubbed> scrubbed = new HashMap<>();
        Map<EpisodeId, Checked> checked = quality.find(tx, views.keySet());
        views.forEach((id, view) -> Optional.ofNullable(checked.get(id))
                .ifPresent(found -> scrubbed.put(id, new ScrubbedEpisode(found, view))));
        return scrubbed;
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                new ObjectId(row.getObject("cleaned", UUID.class)),
                new ObjectId(row.getObject("proxy", UUID.class)),
                Arrays.stream((UUID[]) row.getArray("contact_sheets").getArray())
                        .map(ObjectId::new)
                        .toList());
    }

    /// A first answer that saw something needs no second one.
    private static PrivacyStanding beforeSecondLook(PrivacyStanding standing) {
        return standing instanceof PrivacyStanding.Open ? new PrivacyStanding.SecondLook() : standing;
    }

    private static PrivacyState state(Scrubbed scrubbed, PrivacyStanding standing) {
        return switch (standing) {
            case PrivacyStanding.Waiting() -> new PrivacyState.Waiting(scrubbed);
            case PrivacyStanding.SecondLook() -> new PrivacyState.SecondLook(scrubbed);
            case PrivacyStanding.Open(var level) ->
                new PrivacyState.Open(
                        switch (level) {
                            case SCRUBBED -> scrubbed;
                            case CLEARED_BY_PERSON -> new ClearedEpisode(scrubbed.checked(), scrubbed.view());
                        });
            case PrivacyStanding.Quarantined(var visible) -> new PrivacyState.Quarantined(scrubbed, visible);
        };
    }

    private static Set<Visible> visible(PrivacyAnswer answer) {
        return switch (answer) {
            case PrivacyAnswer.SomethingVisible(var what) -> what;
            case PrivacyAnswer.NothingVisible nothing -> Set.of();
            case PrivacyAnswer.NotLooked() -> Set.of();
        };
    }

    private static String wireName(PrivacyAnswer answer) {
        return switch (answer) {
            case PrivacyAnswer.NothingVisible nothing -> "nothing-visible";
            case PrivacyAnswer.SomethingVisible(var what) -> "something-visible";
            case PrivacyAnswer.NotLooked() -> "not-looked";
        };
    }
}
