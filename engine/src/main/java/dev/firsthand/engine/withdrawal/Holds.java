package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Custody.HandedOver;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.Erasures.OpenFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.rules.Obligation;
import dev.firsthand.engine.rules.Topic;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.HoldKey;
import dev.firsthand.engine.store.HoldVault;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Hold.EndAsked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the law has kept of people who withdraw. A held copy is erased from use: nobody who works with recordings
/// has its key, and when the hold ends the key is destroyed.
public final class Holds {
    /// The longest reason, in characters.
    public static final int REASON_LENGTH_MAX = 1_000;

    public static final Duration LENGTH_MAX = Duration.ofDays(3_653);

    private static final byte[] REASON = "hold/1\0reason".getBytes(StandardCharsets.US_ASCII);

    private static final String COLUMNS = """
            SELECT id, contributor, withdrawal, kind, reason, author, set_at, ends_at, end_asked_by, end_asked_reason, ended_at
              FROM withdrawal_hold
            """;
    private static final String INSERT = """
            INSERT INTO withdrawal_hold (id, contributor, kind, reason, author, set_at, ends_at)
            VALUES (:id, :contributor, :kind, :reason, :author, :now, :ends)
            """;
    private static final String OPEN_OF =
            COLUMNS + " WHERE contributor = :contributor AND ended_at IS NULL ORDER BY set_at, id";
    private static final String NEWEST = COLUMNS + " ORDER BY set_at DESC, id DESC LIMIT :limit";
    private static final String PAST = COLUMNS + " WHERE ended_at IS NULL AND ends_at <= :now ORDER BY ends_at, id";
    private static final String ASK_END = """
            UPDATE withdrawal_hold SET end_asked_by = :by, end_asked_reason = :reason WHERE id = :id
            """;
    private static final String END = "UPDATE withdrawal_hold SET ended_at = :now WHERE id = :id AND ended_at IS NULL";

    private static final String ENDED =
            "SELECT id FROM withdrawal_hold WHERE ended_at IS NOT NULL AND cleared_at IS NULL";
    private static final String CLEARED = "UPDATE withdrawal_hold SET cleared_at = :now WHERE id = :id";

    private final WithdrawalRooms rooms;
    private final Database database;
    private final HoldVault vault;
    private final InstantSource clock;

    public Holds(WithdrawalRooms rooms, Database database, HoldVault vault, InstantSource clock) {
        this.rooms = rooms;
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /// Why something is held, and until when at the latest.
    public record Ground(HoldKind kind, Personal<String> reason, Instant endsAt) {}

    /// What became of a hold that somebody wanted to set.
    public sealed interface SetResult {
        record Set(Hold hold) implements SetResult {}

        record Refused(String code, String message) implements SetResult {}
    }

    /// Has what is kept of this contributor held. After the contributor's withdrawal has erased everything there is
    /// nothing left to hold.
    public SetResult set(Tx tx, StaffId author, ContributorId contributor, Ground ground) {
        Instant now = now();
        if (ground.reason().reveal().isBlank() || ground.reason().reveal().length() > REASON_LENGTH_MAX) {
            return new SetResult.Refused(
                    "hold-reason", "Say why, in at most %d characters.".formatted(REASON_LENGTH_MAX));
        }
        if (!ground.endsAt().isAfter(now) || ground.endsAt().isAfter(now.plus(LENGTH_MAX))) {
            return new SetResult.Refused("hold-end", "A hold ends on a day to come, within ten years.");
        }
        if (rooms.people().contributors().find(tx, contributor).isEmpty()) {
            return new SetResult.Refused("contributor-unknown", "There is no such contributor, or nothing is left.");
        }
        return new SetResult.Set(insert(tx, contributor, Optional.of(author), ground));
    }

    @ChangesFact(FactType.HOLD_SET)
    Hold insert(Tx tx, ContributorId contributor, Optional<StaffId> author, Ground ground) {
        UUID id = UUID.randomUUID();
        HoldKey key = vault.create(id);
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", id)
                .bind("contributor", contributor.value())
                .bind("kind", ground.kind().name())
                .bind("reason", key.seal(ground.reason().reveal().getBytes(StandardCharsets.UTF_8), REASON))
                .bind("author", author.map(StaffId::value))
                .bind("now", now())
                .bind("ends", ground.endsAt().truncatedTo(ChronoUnit.MICROS))
                .execute();
        provenance().record(tx, contributor.person(), statement(FactType.HOLD_SET, id, ground.kind(), author));
        return find(tx, id).orElseThrow();
    }

    /// What became of somebody's word that a hold end before its day.
    public sealed interface EndResult {
        /// Another person has to say so as well.
        record Asked() implements EndResult {}

        /// What it held is destroyed by [#clear].
        record Ended() implements EndResult {}

        record Refused(String code, String message) implements EndResult {}
    }

    /// Says, with a reason, that a hold end before its day. The second person who does ends it: what a court wants
    /// kept is not for one to destroy.
    public EndResult end(Tx tx, StaffId by, UUID id, Personal<String> reason) {
        Optional<Hold> open =
                find(tx, id, " FOR UPDATE").filter(hold -> hold.endedAt().isEmpty());
        if (open.isEmpty()) {
            return new EndResult.Refused("hold-ended", "This hold has ended already.");
        }
        if (reason.reveal().isBlank() || reason.reveal().length() > REASON_LENGTH_MAX) {
            return new EndResult.Refused(
                    "hold-reason", "Say why, in at most %d characters.".formatted(REASON_LENGTH_MAX));
        }
        Hold hold = open.get();
        if (hold.endAsked().isEmpty()) {
            askEnd(tx, by, hold, reason);
            return new EndResult.Asked();
        }
        if (!hold.mayEnd(by)) {
            return new EndResult.Refused(
                    "hold-same-person", "You have asked for that. Another operator looks at it and ends the hold.");
        }
        ended(tx, hold, Optional.of(by), Optional.of(reason));
        return new EndResult.Ended();
    }

    @ChangesFact(FactType.HOLD_END_ASKED)
    private void askEnd(Tx tx, StaffId by, Hold hold, Personal<String> reason) {
        HoldKey key = vault.create(hold.id());
        tx.sql()
                .createUpdate(ASK_END)
                .bind("id", hold.id())
                .bind("by", by.value())
                .bind("reason", key.seal(reason.reveal().getBytes(StandardCharsets.UTF_8), REASON))
                .execute();
        provenance().record(tx, by.person(), statement(FactType.HOLD_END_ASKED, hold, Optional.of(by), reason));
    }

    @ChangesFact(FactType.HOLD_ENDED)
    private void ended(Tx tx, Hold hold, Optional<StaffId> by, Optional<Personal<String>> reason) {
        if (tx.sql().createUpdate(END).bind("id", hold.id()).bind("now", now()).execute() == 0) {
            return;
        }
        Statement statement = statement(FactType.HOLD_ENDED, hold, by, reason.orElseGet(() -> Personal.of("its day")));
        by.ifPresentOrElse(
                member -> provenance().record(tx, member.person(), statement),
                () -> provenance().recordImpersonal(tx, statement));
        hold.withdrawal().ifPresent(withdrawal -> tx.changed(withdrawal.value()));
    }

    public Optional<Hold> find(Tx tx, UUID id) {
        return find(tx, id, "");
    }

    private Optional<Hold> find(Tx tx, UUID id, String locking) {
        return tx.sql()
                .createQuery(COLUMNS + " WHERE id = :id" + locking)
                .bind("id", id)
                .map((row, context) -> hold(row))
                .findOne();
    }

    /// Those of a withdrawal, and whether they run.
    public List<Hold> of(Tx tx, WithdrawalId withdrawal) {
        return tx.sql()
                .createQuery(COLUMNS + " WHERE withdrawal = :withdrawal ORDER BY set_at, id")
                .bind("withdrawal", withdrawal.value())
                .map((row, context) -> hold(row))
                .list();
    }

    /// Until when something of a withdrawal is kept; empty where nothing is any more.
    public Optional<Instant> keptUntil(Tx tx, WithdrawalId withdrawal) {
        return of(tx, withdrawal).stream()
                .filter(hold -> hold.endedAt().isEmpty())
                .map(Hold::endsAt)
                .max(Comparator.naturalOrder());
    }

    /// The newest first.
    public List<Hold> newest(Tx tx) {
        return tx.sql()
                .createQuery(NEWEST)
                .bind("limit", Withdrawals.LISTED_MAX)
                .map((row, context) -> hold(row))
                .list();
    }

    /// The law where the contributor lives may have logs kept, whoever asks for their erasure: once it is in force.
    void setByLaw(Tx tx, ContributorId contributor) {
        byLaw(tx, contributor).ifPresent(ground -> insert(tx, contributor, Optional.empty(), ground));
    }

    private Optional<Ground> byLaw(Tx tx, ContributorId contributor) {
        boolean known = open(tx, contributor).stream().anyMatch(hold -> hold.kind() == HoldKind.IN_LOG_1Y);
        return rooms.people()
                .contributors()
                .find(tx, contributor)
                .filter(found -> !known)
                .flatMap(found -> rooms.people().rules().asksItself(tx, found.home(), Topic.RETENTION_LOG))
                .map(this::ground);
    }

    private Ground ground(Obligation logs) {
        String rules = logs.restsOn().stream()
                .map(rule -> "%s, %s (%s)".formatted(rule.id().value(), rule.source(), rule.certainty()))
                .collect(Collectors.joining("; "));
        return new Ground(HoldKind.IN_LOG_1Y, Personal.of(rules), now().plus(Duration.ofDays(logs.amount())));
    }

    /// Moves what must be held under the keys of the holds, in the transaction that erases the rest.
    void keep(Tx tx, ContributorId contributor, WithdrawalId withdrawal) throws IOException {
        List<Hold> holds = open(tx, contributor);
        if (holds.isEmpty()) {
            return;
        }
        List<OpenFact> facts = provenance().erasures().open(tx, contributor.person());
        List<HandedOver> objects = holds.stream().anyMatch(hold -> hold.kind().holdsRecordings())
                ? rooms.recordings().custody().handOver(tx, contributor.person())
                : List.of();
        for (Hold hold : holds) {
            HoldKey key = vault.create(hold.id());
            HeldRows.keepFacts(tx, hold.id(), key, facts);
            if (hold.kind().holdsRecordings()) {
                HeldRows.keepObjects(tx, hold.id(), key, objects);
            }
        }
        tx.sql()
                .createUpdate("""
                        UPDATE withdrawal_hold SET withdrawal = :withdrawal, contributor = NULL
                         WHERE contributor = :contributor
                        """)
                .bind("withdrawal", withdrawal.value())
                .bind("contributor", contributor.value())
                .execute();
    }

    /// Ends the holds whose time is over, and destroys what ended ones held; says how many that were.
    int clear() throws IOException {
        List<Hold> past = database.inTransaction(tx -> tx.sql()
                .createQuery(PAST)
                .bind("now", now())
                .map((row, context) -> hold(row))
                .list());
        past.forEach(hold -> database.inTransactionDo(tx -> ended(tx, hold, Optional.empty(), Optional.empty())));
        List<UUID> ended = database.inTransaction(
                tx -> tx.sql().createQuery(ENDED).mapTo(UUID.class).list());
        for (UUID hold : ended) {
            vault.destroy(hold);
            for (BlobKey blob : database.inTransaction(tx -> HeldRows.blobs(tx, hold))) {
                rooms.recordings().custody().eraseHandedOver(blob);
            }
            database.inTransactionDo(tx -> {
                HeldRows.remove(tx, hold);
                tx.sql()
                        .createUpdate(CLEARED)
                        .bind("id", hold)
                        .bind("now", now())
                        .execute();
            });
        }
        return past.size() + ended.size();
    }

    /// Until when something of somebody would be kept who took everything back now; empty where nothing would.
    public Optional<Instant> wouldKeepUntil(Tx tx, ContributorId contributor) {
        return Stream.concat(
                        open(tx, contributor).stream().map(Hold::endsAt),
                        byLaw(tx, contributor).stream().map(Ground::endsAt))
                .max(Comparator.naturalOrder());
    }

    private List<Hold> open(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(OPEN_OF)
                .bind("contributor", contributor.value())
                .map((row, context) -> hold(row))
                .list();
    }

    private Provenance provenance() {
        return rooms.onRecord().provenance();
    }

    private static Statement statement(FactType type, UUID hold, HoldKind kind, Optional<StaffId> author) {
        return new Statement(
                type,
                hold,
                Map.of(
                        "kind",
                        kind.name(),
                        "by",
                        author.map(who -> who.value().toString()).orElse("law")));
    }

    /// Reasons are a member's own words: they stand in what is sealed under that member's key alone.
    private static Statement statement(FactType type, Hold hold, Optional<StaffId> by, Personal<String> reason) {
        Map<String, Object> predicate =
                new TreeMap<>(statement(type, hold.id(), hold.kind(), by).predicate());
        predicate.put("reason", reason.reveal().strip());
        return new Statement(type, hold.id(), predicate);
    }

    private Hold hold(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Hold(
                id,
                Optional.ofNullable(row.getObject("contributor", UUID.class)).map(ContributorId::new),
                Optional.ofNullable(row.getObject("withdrawal", UUID.class)).map(WithdrawalId::new),
                HoldKind.valueOf(row.getString("kind")),
                reason(id, row.getBytes("reason")),
                Optional.ofNullable(row.getObject("author", UUID.class)).map(StaffId::new),
                row.getTimestamp("set_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                endAsked(id, row),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant));
    }

    private Optional<EndAsked> endAsked(UUID id, ResultSet row) throws SQLException {
        UUID by = row.getObject("end_asked_by", UUID.class);
        return by == null
                ? Optional.empty()
                : Optional.of(new EndAsked(new StaffId(by), reason(id, row.getBytes("end_asked_reason"))));
    }

    /// Empty once the key of the hold is destroyed.
    private Personal<String> reason(UUID hold, byte[] sealed) {
        return Personal.of(vault.key(hold)
                .map(key -> new String(key.open(sealed, REASON), StandardCharsets.UTF_8))
                .orElse(""));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
