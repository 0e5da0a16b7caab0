package dev.firsthand.engine.consent;

import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Makes and keeps the notices that are shown before asking. The text names the controller and every buyer,
/// so a change of either is a new version with a digest of its own. English leads: what it asks for is what counts.
public final class Notices {
    /// The language that leads.
    public static final String LANGUAGE = "en";

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
                                        made_at, current_since)
            SELECT :digest, :language, coalesce(max(version), 0) + 1, :body, :text, :purposes, :recipients, :countries,
                   :retention, :now, greatest(CAST(:now AS timestamptz), max(current_since) + interval '1 microsecond')
              FROM consent_notice WHERE language = :language
            ON CONFLICT (digest) DO UPDATE SET current_since = excluded.current_since
            """;

    private static final String INSERT_RECIPIENT =
            "INSERT INTO consent_notice_recipient (notice, holder, name) VALUES (:digest, :holder, :name)"
                    + " ON CONFLICT DO NOTHING";

    private final Holders holders;
    private final Controller controller;
    private final NoticeTexts texts;
    private final InstantSource clock;

    public Notices(Holders holders, Controller controller, NoticeTexts texts, InstantSource clock) {
        this.holders = holders;
        this.controller = controller;
        this.texts = texts;
        this.clock = clock;
    }

    /// The texts that notices are made from.
    public NoticeTexts texts() {
        return texts;
    }

    /// The notice to show now, in the language that leads.
    public Notice current(Tx tx) {
        return current(tx, texts.shown(tx, LANGUAGE).map(Written::of).orElseGet(() -> Written.shipped(texts.lead(tx))));
    }

    /// The notice to show to who reads this language: in English as long as none is published in it.
    public Notice current(Tx tx, String language) {
        Notice lead = current(tx);
        return language.equals(LANGUAGE)
                ? lead
                : texts.shown(tx, language)
                        .map(text -> current(tx, Written.of(text)))
                        .orElse(lead);
    }

    /// Who would be asked again if this text were published, and for what.
    public record Impact(Map<Purpose, Set<NoticeTerms.Change>> changes, int people) {
        public Impact {
            changes = Map.copyOf(changes);
        }

        /// Other words alone ask nobody again.
        public boolean isMaterial() {
            return !changes.isEmpty();
        }
    }

    /// What publishing a text of the leading language changes.
    public Impact impact(Tx tx, NoticeForm form) {
        NoticeTerms next = terms(form);
        Set<UUID> people = new HashSet<>();
        outgrown(tx, next).forEach((notice, changes) -> {
            boolean adds = changes.values().stream().anyMatch(why -> why.contains(NoticeTerms.Change.PURPOSE_ADDED));
            people.addAll(GrantRows.standingUnder(tx, notice, adds ? EnumSet.allOf(Purpose.class) : changes.keySet()));
        });
        return new Impact(current(tx).terms().outgrownBy(next), people.size());
    }

    public Optional<Notice> find(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(FIND)
                .bind("digest", digest.bytes())
                .map((rs, context) -> notice(rs, recipients(tx, digest)))
                .findOne();
    }

    /// The digest of what is read aloud of this notice, if there is any.
    public Optional<String> sound(Tx tx, NoticeDigest digest) {
        return tx.sql()
                .createQuery(SOUND)
                .bind("digest", digest.bytes())
                .mapTo(String.class)
                .findOne();
    }

    /// Whom the notices name.
    public Controller controller() {
        return controller;
    }

    /// True if this is what is shown now to who reads its language; no newer one comes before the transaction ends,
    /// so that an answer to this one is there to be outgrown by it.
    boolean holdsCurrent(Tx tx, Notice notice) {
        NoticeDigest lead = current(tx).digest();
        if (!current(tx, notice.language()).digest().equals(notice.digest())) {
            return false;
        }
        tx.sql().execute(HOLD);
        return newest(tx, LANGUAGE).equals(Optional.of(lead))
                && newest(tx, notice.language()).equals(Optional.of(notice.digest()));
    }

    /// A text of which notices are made; the shipped one has no row.
    private record Written(Optional<UUID> id, NoticeForm form) {
        static Written of(NoticeText text) {
            return new Written(Optional.of(text.id()), text.form());
        }

        static Written shipped(NoticeForm form) {
            return new Written(Optional.empty(), form);
        }

        String language() {
            return form.language();
        }
    }

    private Notice current(Tx tx, Written written) {
        List<Holder> buyers = holders.buyers(tx);
        String text = new NoticePlaces(controller, buyers).fill(written.form());
        var digest = NoticeDigest.of(text);
        if (!newest(tx, written.language()).equals(Optional.of(digest))) {
            tx.sql().execute(LOCK);
            if (!newest(tx, written.language()).equals(Optional.of(digest))) {
                insert(tx, digest, written, text);
                insertRecipients(tx, digest, buyers);
                outdate(tx, terms(written.form()));
            }
        }
        return find(tx, digest).orElseThrow();
    }

    /// Marks each yes that was given for less than is now asked for.
    private void outdate(Tx tx, NoticeTerms now) {
        outgrown(tx, now).forEach((notice, changes) -> GrantRows.outdate(tx, notice, changes.keySet(), moment()));
    }

    private Map<NoticeDigest, Map<Purpose, Set<NoticeTerms.Change>>> outgrown(Tx tx, NoticeTerms now) {
        Map<NoticeDigest, Map<Purpose, Set<NoticeTerms.Change>>> outgrown = new HashMap<>();
        for (NoticeDigest notice : GrantRows.noticesOfStanding(tx)) {
            var changes = find(tx, notice).orElseThrow().terms().outgrownBy(now);
            if (!changes.isEmpty()) {
                outgrown.put(notice, changes);
            }
        }
        return outgrown;
    }

    private NoticeTerms terms(NoticeForm form) {
        Set<String> countries = new HashSet<>(form.countries());
        countries.add(controller.country());
        return new NoticeTerms(form.purposes().keySet(), form.recipients(), countries, controller.retention());
    }

    private static Optional<NoticeDigest> newest(Tx tx, String language) {
        return tx.sql()
                .createQuery(NEWEST_DIGEST)
                .bind("language", language)
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

    private void insert(Tx tx, NoticeDigest digest, Written written, String text) {
        NoticeTerms terms = terms(written.form());
        tx.sql()
                .createUpdate(INSERT)
                .bind("digest", digest.bytes())
                .bind("language", written.language())
                .bind("body", text)
                .bind("text", written.id().orElse(null))
                .bindArray("purposes", String.class, NoticeTextRows.names(terms.purposes()))
                .bindArray("recipients", String.class, NoticeTextRows.names(terms.recipients()))
                .bindArray(
                        "countries",
                        String.class,
                        terms.countries().stream().sorted().toList())
                .bind("retention", terms.retention().toString())
                .bind("now", moment())
                .execute();
    }

    private static void insertRecipients(Tx tx, NoticeDigest digest, List<Holder> buyers) {
        for (Holder buyer : buyers) {
            tx.sql()
                    .createUpdate(INSERT_RECIPIENT)
                    .bind("digest", digest.bytes())
                    .bind("holder", buyer.id().value())
                    .bind("name", buyer.form().legalName())
                    .execute();
        }
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Notices from before terms were kept have those of the controller.
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
