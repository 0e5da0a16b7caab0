package dev.firsthand.engine.rules;

import dev.firsthand.engine.rules.TransferGround.Basis;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;

/// The rows of what was set, signed and counted.
final class RuleRows {
    /// How much of a list anybody is shown.
    private static final int LISTED_MAX = 500;

    private RuleRows() {}

    static void holdStill(Tx tx) {
        tx.sql().execute("LOCK TABLE rules_edit, rules_signature, rules_ground IN SHARE MODE");
    }

    /// The value that was set last, of each rule of which one was set.
    static Map<RuleId, String> newest(Tx tx) {
        Map<RuleId, String> values = new HashMap<>();
        tx.sql()
                .createQuery("SELECT DISTINCT ON (rule) rule, value FROM rules_edit ORDER BY rule, number DESC")
                .map((row, context) -> Map.entry(new RuleId(row.getString("rule")), row.getString("value")))
                .forEach(one -> values.put(one.getKey(), one.getValue()));
        return values;
    }

    static List<RuleEdit> history(Tx tx, Rule rule) {
        return tx.sql()
                .createQuery("""
                        SELECT value, reason, made_by, made_at FROM rules_edit
                         WHERE rule = :rule ORDER BY number DESC LIMIT :max
                        """)
                .bind("rule", rule.id().value())
                .bind("max", LISTED_MAX)
                .map((row, context) -> new RuleEdit(
                        rule.id(),
                        rule.topic().kind().read(row.getString("value")),
                        row.getString("reason"),
                        new StaffId(row.getObject("made_by", UUID.class)),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }

    static void insert(Tx tx, UUID id, RuleEdit edit) {
        tx.sql()
                .createUpdate("""
                        INSERT INTO rules_edit (id, rule, value, reason, made_by, made_at)
                        VALUES (:id, :rule, :value, :reason, :by, :at)
                        """)
                .bind("id", id)
                .bind("rule", edit.rule().value())
                .bind("value", edit.value().text())
                .bind("reason", edit.reason())
                .bind("by", edit.by().value())
                .bind("at", edit.at())
                .execute();
    }

    static void insert(Tx tx, UUID id, Signature signature) {
        tx.sql()
                .createUpdate("""
                        INSERT INTO rules_signature (id, jurisdiction, reason, signed_by, signed_at)
                        VALUES (:id, :jurisdiction, :reason, :by, :at)
                        """)
                .bind("id", id)
                .bind("jurisdiction", signature.jurisdiction().code())
                .bind("reason", signature.reason())
                .bind("by", signature.by().value())
                .bind("at", signature.at())
                .execute();
    }

    static List<Signature> signatures(Tx tx) {
        return tx.sql()
                .createQuery("""
                        SELECT jurisdiction, reason, signed_by, signed_at, ended_at, ended_by, end_reason
                          FROM rules_signature
                         ORDER BY signed_at DESC, jurisdiction LIMIT :max
                        """)
                .bind("max", LISTED_MAX)
                .map((row, context) -> signature(row))
                .list();
    }

    /// The newest that stands.
    static List<Signature> signatures(Tx tx, Jurisdiction law) {
        return tx.sql()
                .createQuery("""
                        SELECT jurisdiction, reason, signed_by, signed_at, ended_at, ended_by, end_reason
                          FROM rules_signature
                         WHERE jurisdiction = :law AND ended_at IS NULL ORDER BY signed_at DESC LIMIT 1
                        """)
                .bind("law", law.code())
                .map((row, context) -> signature(row))
                .list();
    }

    /// False when it stands already.
    static boolean insert(Tx tx, UUID id, TransferGround ground, Instant at) {
        return tx.sql()
                        .createUpdate("""
                                INSERT INTO rules_ground (id, origin, target, basis, reference, made_at)
                                VALUES (:id, :from, :to, :basis, :reference, :at) ON CONFLICT DO NOTHING
                                """)
                        .bind("id", id)
                        .bind("from", ground.from().code())
                        .bind("to", ground.to().code())
                        .bind("basis", ground.basis().name())
                        .bind("reference", ground.reference())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /// False when it does not stand.
    static boolean end(Tx tx, TransferGround ground, Instant at) {
        return tx.sql()
                        .createUpdate("""
                                UPDATE rules_ground SET ended_at = :at
                                 WHERE origin = :from AND target = :to AND basis = :basis AND ended_at IS NULL
                                """)
                        .bind("at", at)
                        .bind("from", ground.from().code())
                        .bind("to", ground.to().code())
                        .bind("basis", ground.basis().name())
                        .execute()
                == 1;
    }

    static List<TransferGround> grounds(Tx tx) {
        return tx.sql()
                .createQuery("""
                        SELECT origin, target, basis, reference FROM rules_ground
                         WHERE ended_at IS NULL ORDER BY origin, target, basis
                        """)
                .map((row, context) -> new TransferGround(
                        new Jurisdiction(row.getString("origin")),
                        new Jurisdiction(row.getString("target")),
                        Basis.valueOf(row.getString("basis")),
                        row.getString("reference")))
                .list();
    }

    static void insert(Tx tx, UUID id, PlaceRecord place) {
        tx.sql()
                .createUpdate("""
                        INSERT INTO rules_place (id, code, jurisdiction, reference, made_at)
                        VALUES (:id, :code, :jurisdiction, :reference, :at)
                        """)
                .bind("id", id)
                .bind("code", place.code())
                .bind("jurisdiction", place.jurisdiction().code())
                .bind("reference", place.reference())
                .bind("at", place.madeAt())
                .execute();
    }

    static List<PlaceRecord> places(Tx tx) {
        return tx.sql()
                .createQuery("""
                        SELECT code, jurisdiction, reference, made_at, ended_at, ended_by, end_reason
                          FROM rules_place ORDER BY made_at DESC, code
                        """)
                .map((row, context) -> new PlaceRecord(
                        row.getString("code"),
                        new Jurisdiction(row.getString("jurisdiction")),
                        row.getString("reference"),
                        row.getTimestamp("made_at").toInstant(),
                        ending(row)))
                .list();
    }

    /// False when it was ended before.
    static boolean end(Tx tx, PlaceRecord place, Ending ending) {
        return end(tx.sql().createUpdate("""
                                UPDATE rules_place SET ended_at = :at, ended_by = :by, end_reason = :reason
                                 WHERE code = :code AND ended_at IS NULL
                                """).bind("code", place.code()), ending);
    }

    /// All that stand of this law; false when none does.
    static boolean end(Tx tx, Jurisdiction law, Ending ending) {
        return end(tx.sql().createUpdate("""
                                UPDATE rules_signature SET ended_at = :at, ended_by = :by, end_reason = :reason
                                 WHERE jurisdiction = :law AND ended_at IS NULL
                                """).bind("law", law.code()), ending);
    }

    private static boolean end(Update update, Ending ending) {
        return update.bind("at", ending.at())
                        .bind("by", ending.by().value())
                        .bind("reason", ending.reason())
                        .execute()
                > 0;
    }

    private static Optional<Ending> ending(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("ended_at");
        return at == null
                ? Optional.empty()
                : Optional.of(new Ending(
                        new StaffId(row.getObject("ended_by", UUID.class)),
                        row.getString("end_reason"),
                        at.toInstant()));
    }

    /// How many people there would be with these. Whoever else counts waits until the transaction ends.
    static long exportedAfter(Tx tx, Jurisdiction law, int year, Collection<UUID> people) {
        tx.sql().execute("LOCK TABLE rules_exported IN SHARE ROW EXCLUSIVE MODE");
        return people.stream().distinct().count()
                + tx.sql()
                        .createQuery("""
                                SELECT count(*) FROM rules_exported
                                 WHERE law = :law AND year = :year AND NOT person = ANY(:people)
                                """)
                        .bind("law", law.code())
                        .bind("year", year)
                        .bindArray("people", UUID.class, people)
                        .mapTo(Long.class)
                        .one();
    }

    static void countExported(Tx tx, Jurisdiction law, int year, Collection<UUID> people) {
        tx.sql()
                .createUpdate("""
                        INSERT INTO rules_exported (law, year, person)
                        SELECT :law, :year, unnest(:people) ON CONFLICT DO NOTHING
                        """)
                .bind("law", law.code())
                .bind("year", year)
                .bindArray("people", UUID.class, people)
                .execute();
    }

    static void keep(Tx tx, UUID subject, RulesUsed used) {
        var rows = tx.sql().prepareBatch("""
                INSERT INTO rules_used (subject, rule, certainty, table_sha256)
                VALUES (:subject, :rule, :certainty, :table) ON CONFLICT DO NOTHING
                """);
        used.rules()
                .forEach((rule, certainty) -> rows.bind("subject", subject)
                        .bind("rule", rule.value())
                        .bind("certainty", certainty.name())
                        .bind("table", used.tableSha256())
                        .add());
        rows.execute();
    }

    static SortedMap<RuleId, Certainty> kept(Tx tx, UUID subject) {
        SortedMap<RuleId, Certainty> used = new TreeMap<>();
        tx.sql()
                .createQuery("SELECT rule, certainty FROM rules_used WHERE subject = :subject")
                .bind("subject", subject)
                .map((row, context) ->
                        Map.entry(new RuleId(row.getString("rule")), Certainty.valueOf(row.getString("certainty"))))
                .forEach(one -> used.put(one.getKey(), one.getValue()));
        return used;
    }

    static List<UUID> decidedBy(Tx tx, RuleId rule, int max) {
        return tx.sql()
                .createQuery("SELECT subject FROM rules_used WHERE rule = :rule ORDER BY number DESC LIMIT :max")
                .bind("rule", rule.value())
                .bind("max", max)
                .mapTo(UUID.class)
                .list();
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(
                new Jurisdiction(row.getString("jurisdiction")),
                row.getString("reason"),
                new StaffId(row.getObject("signed_by", UUID.class)),
                row.getTimestamp("signed_at").toInstant(),
                ending(row));
    }
}
