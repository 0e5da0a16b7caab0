package dev.firsthand.engine.consent;

import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Makes and keeps the notices that are shown before asking. The text names the controller and every buyer,
/// so a change of either is a new version with a digest of its own.
public final class Notices {
    /// The language of the text that ships with Firsthand.
    public static final String LANGUAGE = "en";

    private static final String TEMPLATE = "notice-en.txt";

    private static final String FIND =
            "SELECT digest, language, version, body, made_at FROM consent_notice WHERE digest = :digest";

    private static final String NEWEST_DIGEST =
            "SELECT digest FROM consent_notice WHERE language = :language ORDER BY current_since DESC, version DESC LIMIT 1";

    private static final String RECIPIENTS =
            "SELECT holder, name FROM consent_notice_recipient WHERE notice = :digest ORDER BY name, holder";

    // Two servers that meet a new list of buyers at once make one version, not two.
    private static final String LOCK = "LOCK TABLE consent_notice IN SHARE ROW EXCLUSIVE MODE";

    private static final String INSERT = """
            INSERT INTO consent_notice (digest, language, version, body, made_at, current_since)
            SELECT :digest, :language, coalesce(max(version), 0) + 1, :body, :now, :now
              FROM consent_notice WHERE language = :language
            ON CONFLICT (digest) DO UPDATE SET current_since = excluded.current_since
            """;

    private static final String INSERT_RECIPIENT =
            "INSERT INTO consent_notice_recipient (notice, holder, name) VALUES (:digest, :holder, :name)"
                    + " ON CONFLICT DO NOTHING";

    private final Holders holders;
    private final Controller controller;
    private final InstantSource clock;
    private final String template;

    public Notices(Holders holders, Controller controller, InstantSource clock) {
        this.holders = holders;
        this.controller = controller;
        this.clock = clock;
        this.template = template();
    }

    /// The notice to show now.
    public Notice current(Tx tx) {
        List<Holder> buyers = holders.buyers(tx);
        String text = text(buyers);
        var digest = NoticeDigest.of(text);
        if (!newest(tx).equals(Optional.of(digest))) {
            tx.sql().execute(LOCK);
            if (!newest(tx).equals(Optional.of(digest))) {
                insert(tx, digest, text, buyers);
            }
        }
        return find(tx, digest).orElseThrow();
    }

    public Optional<Notice> find(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(FIND)
                .bind("digest", digest.bytes())
                .map((rs, context) -> notice(rs, recipients(tx, digest)))
                .findOne();
    }

    /// Who is responsible for the recordings.
    public Controller controller() {
        return controller;
    }

    /// True if no newer notice was shown to anyone.
    boolean isNewest(Tx tx, Notice notice) {
        return newest(tx).equals(Optional.of(notice.digest()));
    }

    private Optional<NoticeDigest> newest(Tx tx) {
        return tx.sql()
                .createQuery(NEWEST_DIGEST)
                .bind("language", LANGUAGE)
                .map((rs, context) -> NoticeDigest.of(rs.getBytes("digest")))
                .findOne();
    }

    private List<Notice.Recipient> recipients(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(RECIPIENTS)
                .bind("digest", digest.bytes())
                .map((rs, context) ->
                        new Notice.Recipient(new HolderId(rs.getObject("holder", UUID.class)), rs.getString("name")))
                .list();
    }

    private void insert(Tx tx, NoticeDigest digest, String text, List<Holder> buyers) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.sql()
                .createUpdate(INSERT)
                .bind("digest", digest.bytes())
                .bind("language", LANGUAGE)
                .bind("body", text)
                .bind("now", now)
                .execute();
        for (Holder buyer : buyers) {
            tx.sql()
                    .createUpdate(INSERT_RECIPIENT)
                    .bind("digest", digest.bytes())
                    .bind("holder", buyer.id().value())
                    .bind("name", buyer.form().legalName())
                    .execute();
        }
    }

    private String text(List<Holder> buyers) {
        return template.replace("{controller.name}", controller.name())
                .replace("{controller.address}", controller.address())
                .replace("{controller.contact}", controller.contact())
                .replace("{controller.country}", controller.country())
                .replace("{retention}", words(controller.retention()))
                .replace("{buyers}", lines(buyers));
    }

    private static String lines(List<Holder> buyers) {
        if (buyers.isEmpty()) {
            return "- none";
        }
        return buyers.stream()
                .map(Holder::form)
                .map(form -> "- %s (%s): %s".formatted(form.legalName(), form.country(), form.purpose()))
                .collect(Collectors.joining("\n"));
    }

    private static String words(Period period) {
        return List.of(
                        part(period.getYears(), "year"),
                        part(period.getMonths(), "month"),
                        part(period.getDays(), "day"))
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static String part(int count, String unit) {
        if (count == 0) {
            return "";
        }
        return count == 1 ? "1 " + unit : count + " " + unit + "s";
    }

    private static String template() {
        try (var in = Notices.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("the notice " + TEMPLATE + " is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the notice " + TEMPLATE + " cannot be read", e);
        }
    }

    private static Notice notice(ResultSet row, List<Notice.Recipient> recipients) throws SQLException {
        return new Notice(
                NoticeDigest.of(row.getBytes("digest")),
                row.getString("language"),
                row.getInt("version"),
                row.getString("body"),
                recipients,
                row.getTimestamp("made_at").toInstant());
    }
}
