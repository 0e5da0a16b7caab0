package dev.firsthand.engine.household;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.household.ResidentAnswer.Said;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/// What the residents of a home say, each by a private link and under a key of their own.
public final class Residents {
    private static final String ANSWER_COLUMN = "household_resident.answer";

    /// Nobody replaces the link until the transaction ends.
    private static final String ASKED = """
            SELECT id, link <> :link AS earlier FROM household_resident
             WHERE (link = :link OR id = (SELECT resident FROM household_earlier_link WHERE link = :link))
               AND moved_out_at IS NULL
               FOR UPDATE
            """;

    private static final String ANSWER =
            "UPDATE household_resident SET answer = :answer, answered_at = :now WHERE link = :link";

    private static final String ANSWER_EARLIER =
            "UPDATE household_earlier_link SET answer = :answer, answered_at = :now WHERE link = :link";

    private static final String LEAVES =
            "UPDATE household_resident SET left_at = coalesce(left_at, :now) WHERE id = :id";

    private static final String END_EARLIER = "DELETE FROM household_earlier_link WHERE link = :link";

    /// In place of a link that ended comes the one before.
    private static final String STEP_BACK = """
            WITH last AS (DELETE FROM household_earlier_link
                           WHERE link = (SELECT link FROM household_earlier_link WHERE resident = :id
                                          ORDER BY replaced_at DESC, link LIMIT 1)
                          RETURNING resident, link, answer, answered_at)
            UPDATE household_resident r SET link = last.link, answer = last.answer, answered_at = last.answered_at
              FROM last WHERE r.id = last.resident
            """;

    private static final String MOVED_OUT = "UPDATE household_resident SET moved_out_at = :now WHERE id = :id";

    private static final String STANDING = """
            SELECT id, left_at IS NULL AS listed, answer, answered_at FROM household_resident
             WHERE contributor = :contributor AND moved_out_at IS NULL
            """;

    /// Waits for answers under way and keeps later ones waiting until the transaction ends.
    private static final String ALL_FOR_SHARE = STANDING + " ORDER BY id FOR SHARE";

    private static final String ONE_FOR_UPDATE = STANDING + " AND id = :id FOR UPDATE";

    private static final String BY_EARLIER_LINKS = """
            SELECT resident AS id, answer, answered_at FROM household_earlier_link
             WHERE answer IS NOT NULL
               AND resident IN (SELECT id FROM household_resident WHERE contributor = :contributor)
            """;

    private final Vault vault;
    private final PersonalColumns columns;
    private final Provenance provenance;
    private final InstantSource clock;

    Residents(Vault vault, PersonalColumns columns, Provenance provenance, InstantSource clock) {
        this.vault = vault;
        this.columns = columns;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Who is asked by this link, listed or not, also after another one took its place; empty when it was never
    /// made, the person said by it that they moved out, or nothing of them is left.
    public Optional<ResidentId> asked(Tx tx, SecretToken link) {
        return asker(tx, link).map(Asker::resident);
    }

    /// Who a link is of, and whether another one took its place.
    private record Asker(ResidentId resident, SecretToken link, boolean earlier) {}

    private Optional<Asker> asker(Tx tx, SecretToken link) {
        return tx.sql()
                .createQuery(ASKED)
                .bind("link", link.hash())
                .map((rs, context) ->
                        new Asker(new ResidentId(rs.getObject("id", UUID.class)), link, rs.getBoolean("earlier")))
                .findOne()
                .filter(asker -> vault.key(asker.resident().person()).isPresent());
    }

    /// Takes a yes or no, in place of any that was said by this link before; empty where [#asked] is.
    public Optional<ResidentAnswer> answer(Tx tx, SecretToken link, Said said) {
        return asker(tx, link).map(asker -> keep(tx, asker, said));
    }

    @ChangesFact(FactType.RESIDENT_ANSWERED)
    private ResidentAnswer keep(Tx tx, Asker asker, Said said) {
        ResidentId resident = asker.resident();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ResidentAnswer answer = answered(said, now);
        tx.sql()
                .createUpdate(asker.earlier() ? ANSWER_EARLIER : ANSWER)
                .bind("link", asker.link().hash())
                .bind("answer", columns.seal(resident.person(), ANSWER_COLUMN, Personal.of(letter(said))))
                .bind("now", now)
                .execute();
        Map<String, Object> predicate = Map.of(
                "mayRecord", said == Said.YES,
                "at", now.toString(),
                "endsAt", answer.endsAt().toString());
        provenance.record(
                tx, resident.person(), new Statement(FactType.RESIDENT_ANSWERED, resident.value(), predicate));
        return answer;
    }

    /// Takes their word that they do not live there any more: they are not asked, and no answer counts that was
    /// given by this link, which ends. False where [#asked] is empty.
    public boolean moveOut(Tx tx, SecretToken link) {
        Optional<Asker> asker = asker(tx, link);
        asker.ifPresent(one -> keepMovedOut(tx, one));
        return asker.isPresent();
    }

    @ChangesFact(FactType.RESIDENT_ANSWERED)
    private void keepMovedOut(Tx tx, Asker asker) {
        ResidentId resident = asker.resident();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        set(tx, LEAVES, resident, now);
        if (asker.earlier()) {
            tx.sql().createUpdate(END_EARLIER).bind("link", asker.link().hash()).execute();
        } else if (tx.sql().createUpdate(STEP_BACK).bind("id", resident.value()).execute() == 0) {
            set(tx, MOVED_OUT, resident, now);
        }
        Map<String, Object> predicate = Map.of("livesThere", false, "at", now.toString());
        provenance.record(
                tx, resident.person(), new Statement(FactType.RESIDENT_ANSWERED, resident.value(), predicate));
    }

    private static void set(Tx tx, String moment, ResidentId resident, Instant now) {
        tx.sql()
                .createUpdate(moment)
                .bind("id", resident.value())
                .bind("now", now)
                .execute();
    }

    /// What stands of somebody: by the newest link, and by those before it; `listed` while the contributor says that
    /// they live there.
    record Standing(
            ResidentId resident, boolean listed, Optional<ResidentAnswer> answer, List<ResidentAnswer> earlier) {
        Standing {
            earlier = List.copyOf(earlier);
        }

        /// Who is listed must have said yes, and by no link no; who is not any more must not have said no.
        boolean allowsAt(Instant now) {
            return !forbidsAt(now)
                    && (!listed || answer.filter(said -> said.allowsAt(now)).isPresent());
        }

        private boolean forbidsAt(Instant now) {
            return Stream.concat(answer.stream(), earlier.stream()).anyMatch(said -> said.forbidsAt(now));
        }
    }

    /// What stands of each who was ever listed and did not say that they moved out, and none of it changes
    /// until the transaction ends.
    List<Standing> standingForShare(Tx tx, ContributorId contributor) {
        return standing(tx, contributor, tx.sql().createQuery(ALL_FOR_SHARE));
    }

    /// What stands of one of them, and nobody answers by their link until the transaction ends.
    Optional<Standing> hold(Tx tx, ContributorId contributor, ResidentId resident) {
        return standing(tx, contributor, tx.sql().createQuery(ONE_FOR_UPDATE).bind("id", resident.value())).stream()
                .findFirst();
    }

    /// Held first: what was said by earlier links does not change after that.
    private List<Standing> standing(Tx tx, ContributorId contributor, Query held) {
        List<Standing> newest = held.bind("contributor", contributor.value())
                .map((rs, context) -> new Standing(id(rs), rs.getBoolean("listed"), said(rs), List.of()))
                .list();
        Map<ResidentId, List<ResidentAnswer>> earlier = new HashMap<>();
        tx.sql()
                .createQuery(BY_EARLIER_LINKS)
                .bind("contributor", contributor.value())
                .map((rs, context) -> Map.entry(id(rs), said(rs)))
                .forEach(one -> one.getValue()
                        .ifPresent(said -> earlier.computeIfAbsent(one.getKey(), resident -> new ArrayList<>())
                                .add(said)));
        return newest.stream()
                .map(one -> new Standing(
                        one.resident(), one.listed(), one.answer(), earlier.getOrDefault(one.resident(), List.of())))
                .toList();
    }

    private static ResidentId id(ResultSet row) throws SQLException {
        return new ResidentId(row.getObject("id", UUID.class));
    }

    private Optional<ResidentAnswer> said(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("answer");
        if (sealed == null) {
            return Optional.empty();
        }
        Instant at = row.getTimestamp("answered_at").toInstant();
        return columns.open(id(row).person(), ANSWER_COLUMN, sealed)
                .map(opened -> answered(opened.reveal().equals(letter(Said.YES)) ? Said.YES : Said.NO, at));
    }

    /// One letter: a sealed "yes" and a sealed "no" would differ in length.
    private static String letter(Said said) {
        return said.name().substring(0, 1);
    }

    private static ResidentAnswer answered(Said said, Instant at) {
        return new ResidentAnswer(
                said, at.atOffset(ZoneOffset.UTC).plus(Consent.VALIDITY).toInstant());
    }
}
