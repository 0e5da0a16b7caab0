package dev.firsthand.engine.consent;

import dev.firsthand.engine.consent.NoticeTextRows.Meant;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The rows of notices as they were shown. Those from before terms were kept have those of the controller.
record NoticeRows(Controller controller) {
    private static final String FIND = """
            SELECT digest, language, version, body, purposes, recipients, countries, retention, made_at
              FROM consent_notice WHERE digest = :digest
            """;

    private static final String NEWEST_DIGEST =
            "SELECT digest FROM consent_notice WHERE language = :language ORDER BY current_since DESC, version DESC LIMIT 1";

    private static final String RECIPIENTS =
            "SELECT holder, name FROM consent_notice_recipient WHERE notice = :digest ORDER BY name, holder";

    // Two servers that meet a new list of buyers at once make one version, not two.
    private static final String LOCK = "LOCK TABLE consent_notice IN SHARE ROW EXCLUSIVE MODE";

    // Answers do not wait for each other, and a newer notice waits for them.
    private static final String HOLD = "LOCK TABLE consent_notice IN ROW EXCLUSIVE MODE";

    private static final String SOUND = """
            SELECT a.digest FROM consent_notice n JOIN consent_notice_audio a ON a.text = n.text WHERE n.digest = :digest
            """;

    // A clock that was set back does not bring an older notice back.
    private static final String INSERT = """
            INSERT INTO consent_notice (digest, language, version, body, text, purposes, recipients, countries, retention,
                                        words, lead_words, made_at, current_since)
            SELECT :digest, :language, coalesce(max(version), 0) + 1, :body, :text, :purposes, :recipients, :countries,
                   :retention, :words, :lead, :now,
                   greatest(CAST(:now AS timestamptz), max(current_since) + interval '1 microsecond')
              FROM consent_notice WHERE language = :language
            ON CONFLICT (digest) DO UPDATE
               SET current_since = excluded.current_since, words = excluded.words, lead_words = excluded.lead_words
            """;

    private static final String INSERT_RECIPIENT =
            "INSERT INTO consent_notice_recipient (notice, holder, name) VALUES (:digest, :holder, :name)"
                    + " ON CONFLICT DO NOTHING";

    /// A notice that is made: of which text, if not of the one that ships, and what that stands for.
    record Made(Optional<UUID> text, String language, String body, NoticeTerms terms, Meant meant) {
        NoticeDigest digest() {
            return NoticeDigest.of(body);
        }
    }

    Optional<Notice> find(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(FIND)
                .bind("digest", digest.bytes())
                .map((rs, context) -> notice(rs, recipients(tx, digest)))
                .findOne();
    }

    static Optional<NoticeDigest> newest(Tx tx, String language) {
        return tx.sql()
                .createQuery(NEWEST_DIGEST)
                .bind("language", language)
                .map((rs, context) -> NoticeDigest.of(rs.getBytes("digest")))
                .findOne();
    }

    static Optional<Meant> meant(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery("SELECT words, lead_words FROM consent_notice WHERE digest = :digest")
                .bind("digest", digest.bytes())
                .map((row, context) -> Meant.of(row))
                .findOne();
    }

    /// The digest of what is read aloud of this notice, if there is any.
    static Optional<String> sound(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(SOUND)
                .bind("digest", digest.bytes())
                .mapTo(String.class)
                .findOne();
    }

    /// Nobody else makes a notice or answers one until the transaction ends.
    static void lock(Tx tx) {
        tx.sql().execute(LOCK);
    }

    /// No notice is made until the transaction ends.
    static void hold(Tx tx) {
        tx.sql().execute(HOLD);
    }

    static void insert(Tx tx, Made made, List<Holder> buyers, Instant now) {
        NoticeTerms terms = made.terms();
        byte[] digest = made.digest().bytes();
        tx.sql()
                .createUpdate(INSERT)
                .bind("digest", digest)
                .bind("language", made.language())
                .bind("body", made.body())
                .bind("text", made.text().orElse(null))
                .bindArray("purposes", String.class, NoticeTextRows.names(terms.purposes()))
                .bindArray("recipients", String.class, NoticeTextRows.names(terms.recipients()))
                .bindArray(
                        "countries",
                        String.class,
                        terms.countries().stream().sorted().toList())
                .bind("retention", terms.retention().toString())
                .bindArray("words", String.class, made.meant().words().lines())
                .bindArray("lead", String.class, made.meant().lead().lines())
                .bind("now", now)
                .execute();
        for (Holder buyer : buyers) {
            tx.sql()
                    .createUpdate(INSERT_RECIPIENT)
                    .bind("digest", digest)
                    .bind("holder", buyer.id().value())
                    .bind("name", buyer.form().legalName())
                    .execute();
        }
    }

    private static List<Notice.Recipient> recipients(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(RECIPIENTS)
                .bind("digest", digest.bytes())
                .map((rs, context) ->
                        new Notice.Recipient(new HolderId(rs.getObject("holder", UUID.class)), rs.getString("name")))
                .list();
    }

    private Notice notice(ResultSet row, List<Notice.Recipient> recipients) throws SQLException {
        boolean known = row.getString("retention") != null;
        var terms = new NoticeTerms(
                NoticeTextRows.set(row, "purposes", Purpose::valueOf),
                NoticeTextRows.set(row, "recipients", RecipientClass::valueOf),
                known ? NoticeTextRows.set(row, "countries", Function.identity()) : Set.of(controller.country()),
                known ? Period.parse(row.getString("retention")) : controller.retention());
        return new Notice(
                NoticeDigest.of(row.getBytes("digest")),
                row.getString("language"),
                row.getInt("version"),
                row.getString("body"),
                terms,
                recipients,
                row.getTimestamp("made_at").toInstant());
    }
}
