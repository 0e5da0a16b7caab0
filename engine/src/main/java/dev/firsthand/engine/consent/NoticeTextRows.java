package dev.firsthand.engine.consent;

import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rows of texts and of what is read aloud.
final class NoticeTextRows {
    private static final String SELECT = """
            SELECT t.id, t.number, t.language, t.body, t.purposes, t.recipients, t.countries, t.written_by, t.written_at,
                   t.signed_by, t.signed_at, t.published_at, t.other_words_than, t.other_words_by,
                   t.other_words_reason, a.digest AS audio
              FROM consent_notice_text t LEFT JOIN consent_notice_audio a ON a.text = t.id
            """;

    private static final String INSERT = """
            INSERT INTO consent_notice_text
                   (id, language, number, body, purposes, recipients, countries, written_by, written_at)
            SELECT :id, :language, coalesce(max(number), 0) + 1, :body, :purposes, :recipients, :countries, :by, :now
              FROM consent_notice_text WHERE language = :language
            """;

    private static final String PUBLISH = """
            UPDATE consent_notice_text
               SET published_at = :now, words = :words, lead_words = coalesce(lead_words, :words), other_words_than = :than,
                   other_words_by = :by, other_words_reason = :reason
             WHERE id = :id
            """;

    private static final String KEEP_SOUND = """
            INSERT INTO consent_notice_audio (text, digest, type, sound)
            VALUES (:text, encode(sha256(:sound), 'hex'), :type, :sound)
            ON CONFLICT (text) DO UPDATE SET digest = excluded.digest, type = excluded.type, sound = excluded.sound
            """;

    private NoticeTextRows() {}

    static List<NoticeText> all(Tx tx, int limit) {
        return tx.sql()
                .createQuery(SELECT + " ORDER BY t.written_at DESC, t.id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> text(row))
                .list();
    }

    static Optional<NoticeText> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(SELECT + " WHERE t.id = :id")
                .bind("id", id)
                .map((row, context) -> text(row))
                .findOne();
    }

    static Optional<NoticeText> newest(Tx tx, String language) {
        return newest(tx, language, "");
    }

    static Optional<NoticeText> newestPublished(Tx tx, String language) {
        return newest(tx, language, " AND t.published_at IS NOT NULL");
    }

    private static Optional<NoticeText> newest(Tx tx, String language, String further) {
        return tx.sql()
                .createQuery(SELECT + " WHERE t.language = :language" + further + " ORDER BY t.number DESC LIMIT 1")
                .bind("language", language)
                .map((row, context) -> text(row))
                .findOne();
    }

    /// Signing, publishing and adding sound come one after the other.
    static Optional<UUID> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("SELECT id FROM consent_notice_text WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    static void insert(Tx tx, UUID id, NoticeForm form, NoticeText.Hand written) {
        tx.sql().execute("LOCK TABLE consent_notice_text IN SHARE ROW EXCLUSIVE MODE"); // numbers have no holes
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", id)
                .bind("language", form.language())
                .bind("body", form.body())
                .bindArray("purposes", String.class, names(form.purposes().keySet()))
                .bindArray("recipients", String.class, names(form.recipients()))
                .bindArray(
                        "countries",
                        String.class,
                        form.countries().stream().sorted().toList())
                .bind("by", written.by().value())
                .bind("now", written.at())
                .execute();
    }

    /// What a text stands for, and what the English text stood for that it was signed for.
    record Meant(NoticeWords words, NoticeWords lead) {
        static Meant of(ResultSet row) throws SQLException {
            return new Meant(words(row, "words"), words(row, "lead_words"));
        }

        private static NoticeWords words(ResultSet row, String column) throws SQLException {
            Array lines = row.getArray(column);
            return lines == null ? NoticeWords.UNKNOWN : NoticeWords.ofLines((String[]) lines.getArray());
        }
    }

    static Meant meant(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("SELECT words, lead_words FROM consent_notice_text WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> Meant.of(row))
                .one();
    }

    static void sign(Tx tx, UUID id, NoticeText.Hand speaker, NoticeWords lead) {
        tx.sql()
                .createUpdate("UPDATE consent_notice_text SET signed_by = :by, signed_at = :at, lead_words = :lead"
                        + " WHERE id = :id")
                .bind("by", speaker.by().value())
                .bind("at", speaker.at())
                .bindArray("lead", String.class, lead.lines())
                .bind("id", id)
                .execute();
    }

    static void publish(Tx tx, UUID id, NoticeWords words, Optional<OtherWords> same, Instant now) {
        tx.sql()
                .createUpdate(PUBLISH)
                .bind("now", now)
                .bindArray("words", String.class, words.lines())
                .bind(
                        "than",
                        same.map(OtherWords::than).map(NoticeDigest::bytes).orElse(null))
                .bind("by", same.map(OtherWords::by).map(StaffId::value).orElse(null))
                .bind("reason", same.map(OtherWords::reason).orElse(null))
                .bind("id", id)
                .execute();
    }

    static void keepSound(Tx tx, UUID text, Sound sound) {
        tx.sql()
                .createUpdate(KEEP_SOUND)
                .bind("text", text)
                .bind("type", sound.type())
                .bind("sound", sound.bytes())
                .execute();
    }

    static Optional<Sound> sound(Tx tx, String digest) {
        return tx.sql()
                .createQuery("SELECT type, sound FROM consent_notice_audio WHERE digest = :digest LIMIT 1")
                .bind("digest", digest)
                .map((row, context) -> new Sound(row.getString("type"), row.getBytes("sound")))
                .findOne();
    }

    static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().sorted().map(Enum::name).toList();
    }

    static <T> Set<T> set(ResultSet row, String column, Function<String, T> value) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(value)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static NoticeText text(ResultSet row) throws SQLException {
        var terms = new NoticeTerms(
                set(row, "purposes", Purpose::valueOf),
                set(row, "recipients", RecipientClass::valueOf),
                set(row, "countries", Function.identity()),
                Period.ZERO);
        Optional<UUID> signer = Optional.ofNullable(row.getObject("signed_by", UUID.class));
        Optional<Instant> signedAt = instant(row, "signed_at");
        return new NoticeText(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                NoticeForm.of(row.getString("language"), row.getString("body"), terms),
                new NoticeText.Hand(
                        new StaffId(row.getObject("written_by", UUID.class)),
                        row.getTimestamp("written_at").toInstant()),
                signer.map(by -> new NoticeText.Hand(new StaffId(by), signedAt.orElseThrow())),
                instant(row, "published_at"),
                otherWords(row),
                Optional.ofNullable(row.getString("audio")));
    }

    private static Optional<OtherWords> otherWords(ResultSet row) throws SQLException {
        byte[] than = row.getBytes("other_words_than");
        return than == null
                ? Optional.empty()
                : Optional.of(new OtherWords(
                        NoticeDigest.of(than),
                        new StaffId(row.getObject("other_words_by", UUID.class)),
                        row.getString("other_words_reason")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(java.sql.Timestamp::toInstant);
    }
}
