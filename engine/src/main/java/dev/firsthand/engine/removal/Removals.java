package dev.firsthand.engine.removal;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.privacy.PrivacyStanding;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.recall.RecallCause;
import dev.firsthand.engine.removal.Removal.Decision;
import dev.firsthand.engine.removal.Removal.Declared;
import dev.firsthand.engine.removal.Removal.State;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Takes requests for removal, lets people decide about them, and takes silence for a yes.
public final class Removals {
    /// How many days of a home are asked about: today and those before.
    public static final int DAYS = 7;

    /// So many of a home's requests in 24 hours freeze by themselves; a person sees every further one at once.
    public static final int FREEZING_MAX = 3;

    /// How many open ones are listed.
    public static final int LISTED_MAX = 200;

    public static final int WORDS_MAX = 2_000;

    private static final int SESSIONS_MAX = 1_000;
    private static final Duration FREEZING_SPAN = Duration.ofDays(1);

    private final RemovalRooms rooms;
    private final RemovalRows rows;
    private final RemovalLinks links;
    private final Homes homes;
    private final RemovalFacts facts;
    private final InstantSource clock;

    public Removals(RemovalRooms rooms, InstantSource clock) {
        this.rooms = rooms;
        this.rows = new RemovalRows(rooms.onRecord().columns());
        this.links = new RemovalLinks(rooms.onRecord().columns());
        this.homes = new Homes(rooms.onRecord().columns(), clock);
        this.facts = new RemovalFacts(rooms.onRecord().provenance());
        this.clock = clock;
    }

    /// What leaves this room with a contributor, and with it the keys of requests: what somebody asked to have
    /// removed is gone with the rest. [#outlive] comes before it.
    public static PersonRows personRows() {
        String of = "(SELECT id FROM removal WHERE contributor = :person)";
        return DeletedRows.none()
                .keyed(of)
                .from("removal_home", "DELETE FROM removal_home WHERE contributor = :person")
                .from("removal_session", "DELETE FROM removal_session WHERE removal IN " + of)
                .from("removal_link", "DELETE FROM removal_link WHERE removal IN " + of)
                .from("removal_decision", "DELETE FROM removal_decision WHERE removal IN " + of)
                .from("removal", "DELETE FROM removal WHERE contributor = :person");
    }

    /// All of a home is erased now: whoever asked for removal there goes on to be told so by their link.
    public static void outlive(Tx tx, ContributorId home, Instant now) {
        RemovalLinks.outlive(tx, home, now);
    }

    public Homes homes() {
        return homes;
    }

    public Sightings sightings() {
        return new Sightings(rooms.recordings(), this);
    }

    /// How many recordings were begun in this home on each of its last days, in UTC; empty when there is no such
    /// home.
    public Optional<SortedMap<LocalDate, Integer>> counts(Tx tx, SecretToken code) {
        return homes.find(tx, code).map(home -> {
            SortedMap<LocalDate, Integer> counts = new TreeMap<>();
            today().minusDays(DAYS - 1).datesUntil(today().plusDays(1)).forEach(day -> counts.put(day, 0));
            recorded(tx, home).forEach(line -> counts.merge(day(line), 1, Integer::sum));
            return counts;
        });
    }

    /// Freezes what was recorded in a home on these days, in the caller's transaction. Whoever asks for what is
    /// frozen already joins that request, and is answered alike with a link of their own.
    public AskResult ask(Tx tx, SecretToken code, Asking asking) {
        Optional<ContributorId> home = homes.hold(tx, code);
        if (home.isEmpty()) {
            return new AskResult.NoHome();
        }
        if (asking.words().reveal().length() > WORDS_MAX) {
            return new AskResult.Refused("removal-words-long", "Write at most %d characters.".formatted(WORDS_MAX));
        }
        Set<SessionId> sessions = recorded(tx, home.get()).stream()
                .filter(line -> asking.days().contains(day(line)))
                .map(SessionLine::id)
                .collect(Collectors.toSet());
        if (sessions.isEmpty()) {
            return new AskResult.Refused("removal-nothing-recorded", "Choose a day on which something was recorded.");
        }
        Effect effect = RemovalRows.frozeSince(tx, home.get(), now().minus(FREEZING_SPAN)) < FREEZING_MAX
                ? effect(tx, sessions)
                : Effect.WAITS;
        Removal removal = rows.covering(tx, home.get(), sessions, effect)
                .orElseGet(() -> begin(tx, wanted(home.get(), sessions, effect, Optional.empty())));
        return new AskResult.Asked(links.make(tx, removal.id(), asking.words(), now()));
    }

    /// The contributor says who is in a recording that did not agree: as if that person had asked, beside whatever
    /// others asked. False when there is no such recording of theirs.
    public boolean declare(Tx tx, ContributorId contributor, SessionId session, Visible who) {
        boolean theirs = standing(tx, session).map(SessionLine::contributor).equals(Optional.of(contributor));
        var declared = new Declared(who, Optional.empty());
        if (theirs && !RemovalRows.said(tx, session, declared)) {
            begin(tx, wanted(contributor, Set.of(session), Effect.FREEZES, Optional.of(declared)));
        }
        return theirs;
    }

    static Optional<SessionLine> standing(Tx tx, SessionId session) {
        return SessionList.find(tx, List.of(session)).stream()
                .filter(line -> line.stage() != SessionStage.REMOVED)
                .findFirst();
    }

    private static Effect effect(Tx tx, Set<SessionId> sessions) {
        return freezable(tx, sessions).isEmpty() ? Effect.WAITS : Effect.FREEZES;
    }

    Removal wanted(ContributorId home, Set<SessionId> sessions, Effect effect, Optional<Declared> declared) {
        return new Removal(
                new RemovalId(UUID.randomUUID()),
                home,
                now(),
                effect == Effect.FREEZES,
                declared,
                State.ASKED,
                now().plus(Removal.DECIDED_WITHIN),
                sessions,
                List.of());
    }

    Removal begin(Tx tx, Removal removal) {
        rooms.onRecord().vault().create(removal.id().person());
        RemovalRows.insert(tx, removal);
        if (removal.froze()) {
            freeze(tx, removal, removal.askedAt());
        }
        facts.asked(tx, removal);
        return removal;
    }

    private static void freeze(Tx tx, Removal removal, Instant now) {
        Set<SessionId> sessions =
                removal.declared().isPresent() ? removal.sessions() : freezable(tx, removal.sessions());
        Freezes.freeze(tx, sessions, removal.id().value(), now);
    }

    /// What two people decided to keep is not frozen by asking once more.
    private static Set<SessionId> freezable(Tx tx, Set<SessionId> sessions) {
        Set<SessionId> freezable = new HashSet<>(sessions);
        freezable.removeAll(RemovalRows.keptTwice(tx, sessions));
        return freezable;
    }

    /// The removal that whoever carries this link asked for.
    public Optional<Removal> find(Tx tx, SecretToken link) {
        return links.find(tx, link).flatMap(id -> rows.find(tx, id));
    }

    /// On which day, in UTC, all that whoever carries this link asked for was gone with the rest of its home.
    public Optional<LocalDate> removedOn(Tx tx, SecretToken link) {
        return RemovalLinks.removedOn(tx, link);
    }

    public Optional<Removal> find(Tx tx, RemovalId id) {
        return rows.find(tx, id);
    }

    /// Those about which a person has to decide, at most [#LISTED_MAX]: the most pressing of each home first.
    public List<Removal> open(Tx tx) {
        return rows.open(tx, LISTED_MAX);
    }

    /// What those who asked said, newest first.
    public List<Personal<String>> words(Tx tx, RemovalId id) {
        return links.words(tx, id);
    }

    /// Whoever asked does not agree to a decision to keep: frozen again, for another person to decide. False when
    /// there is nothing to appeal, or it was appealed before.
    public boolean appeal(Tx tx, SecretToken link) {
        Optional<Removal> kept =
                links.find(tx, link).flatMap(id -> rows.lock(tx, id)).filter(found -> found.mayAppeal(now()));
        kept.ifPresent(removal -> {
            RemovalRows.state(tx, removal.id(), State.APPEALED, now().plus(Removal.DECIDED_WITHIN));
            freeze(tx, removal, now());
            facts.asked(tx, removal);
        });
        return kept.isPresent();
    }

    public DecideResult decide(Tx tx, StaffId member, RemovalId id, Verdict verdict) {
        Optional<Removal> open = rows.lock(tx, id).filter(Removal::isOpen);
        if (open.isEmpty()) {
            return new DecideResult.Refused("removal-decided", "This is decided already. Go on with the next.");
        }
        if (!open.get().mayDecide(member)) {
            return new DecideResult.Refused(
                    "removal-same-person",
                    "You decided this before, or saw who is in it: it is decided by another person.");
        }
        if (!verdict.removes() && isQuarantined(tx, open.get())) {
            return new DecideResult.Refused(
                    "removal-quarantined",
                    "What was seen in it stands. Somebody who did not see it looks again and lifts it first, from the"
                            + " page of the recording; a child, or somebody who did not agree, an operator.");
        }
        if (!verdict.hasReason()) {
            return new DecideResult.Refused(
                    "removal-reason-missing",
                    "Write the reason, in %d to %d characters: whoever asked reads it."
                            .formatted(Verdict.REASON_MIN, Verdict.REASON_MAX));
        }
        decided(
                tx,
                open.get(),
                new Decision(verdict.removes(), Optional.of(member), Optional.of(verdict.reason()), now()));
        return new DecideResult.Decided();
    }

    /// What the desk saw is not kept by overlooking it.
    private boolean isQuarantined(Tx tx, Removal removal) {
        List<EpisodeId> episodes =
                taken(tx, removal.sessions()).stream().map(Taken::episode).toList();
        return removal.declared().flatMap(Declared::by).isPresent()
                && rooms.recordings().privacy().standings(tx, episodes).values().stream()
                        .anyMatch(PrivacyStanding.Quarantined.class::isInstance);
    }

    /// Removes one about which nobody decided in time; 0 when there is none.
    public int lapse(Tx tx) {
        Optional<Removal> due = rows.due(tx, now());
        due.ifPresent(removal -> decided(tx, removal, new Decision(true, Optional.empty(), Optional.empty(), now())));
        return due.isPresent() ? 1 : 0;
    }

    void decided(Tx tx, Removal removal, Decision decision) {
        rows.insertDecision(tx, removal.id(), decision);
        RemovalRows.state(tx, removal.id(), decision.removes() ? State.REMOVED : State.KEPT, removal.decideBy());
        facts.decided(tx, removal, decision);
        if (decision.removes()) {
            remove(tx, removal);
        } else {
            keep(tx, removal);
        }
    }

    /// Frozen for good; [Erasing] does the rest. The recall comes last: it waits for whoever publishes.
    private void remove(Tx tx, Removal removal) {
        Freezes.freeze(tx, removal.sessions(), removal.id().value(), now());
        removal.sessions().forEach(session -> Capture.reached(tx, session, SessionStage.REMOVED));
        rooms.recordings()
                .recalls()
                .call(
                        tx,
                        new RecallCause(removal.id().value(), removal.ground()),
                        taken(tx, removal.sessions()).stream()
                                .map(Taken::episode)
                                .toList());
    }

    /// What stood still goes on.
    private void keep(Tx tx, Removal removal) {
        Set<SessionId> thawed = Freezes.thaw(tx, removal.id().value(), now());
        Set<UUID> subjects = thawed.stream().map(SessionId::value).collect(Collectors.toSet());
        taken(tx, thawed).forEach(taken -> subjects.add(taken.episode().value()));
        subjects.forEach(subject -> rooms.onRecord().events().publish(tx, new Event(Freezes.THAWED, subject)));
    }

    private Collection<Taken> taken(Tx tx, Set<SessionId> sessions) {
        return rooms.recordings().episodes().ofSessions(tx, sessions).values();
    }

    /// What of the last days is not removed yet.
    private List<SessionLine> recorded(Tx tx, ContributorId home) {
        Instant since = today().minusDays(DAYS - 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return SessionList.begunSince(tx, home, since, SESSIONS_MAX).stream()
                .filter(line -> line.stage() != SessionStage.REMOVED)
                .toList();
    }

    private static LocalDate day(SessionLine line) {
        return line.startedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
