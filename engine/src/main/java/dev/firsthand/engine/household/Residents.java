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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the residents of a home say, each by a private link and under a key of their own.
public final class Residents {
    private static final String ANSWER_COLUMN = "household_resident.answer";

    /// Nobody replaces the link until the transaction ends.
    private static final String ASKED =
            "SELECT id FROM household_resident WHERE link = :link AND moved_out_at IS NULL FOR UPDATE";

    private static final String ANSWER =
            "UPDATE household_resident SET answer = :answer, answered_at = :now WHERE id = :id";

    private static final String MOVES_OUT =
            "UPDATE household_resident SET moved_out_at = :now, left_at = coalesce(left_at, :now) WHERE id = :id";

    private static final String STANDING = """
            SELECT id, left_at IS NULL AS listed, answer, answered_at FROM household_resident
             WHERE contributor = :contributor AND moved_out_at IS NULL
            """;

    /// Waits for answers under way and keeps later ones waiting until the transaction ends.
    private static final String ALL_FOR_SHARE = STANDING + " ORDER BY id FOR SHARE";

    private static final String ONE_FOR_UPDATE = STANDING + " AND id = :id FOR UPDATE";

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

    /// Who is asked by this link, listed or not; empty when it was never made, was replaced, the person said
    /// that they moved out, or nothing of them is left.
    public Optional<ResidentId> asked(Tx tx, SecretToken link) {
        return tx.sql()
                .createQuery(ASKED)
                .bind("link", link.hash())
                .mapTo(UUID.class)
                .findOne()
                .map(ResidentId::new)
                .filter(resident -> vault.key(resident.person()).isPresent());
    }

    /// Takes a yes or no, in place of any before; empty where [#asked] is.
    public Optional<ResidentAnswer> answer(Tx tx, SecretToken link, Said said) {
        return asked(tx, link).map(resident -> keep(tx, resident, said));
    }

    @ChangesFact(FactType.RESIDENT_ANSWERED)
    ResidentAnswer keep(Tx tx, ResidentId resident, Said said) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ResidentAnswer answer = answered(said, now);
        tx.sql()
                .createUpdate(ANSWER)
                .bind("id", resident.value())
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

    /// Takes their word that they do not live there any more: they are not asked, and no answer of theirs
    /// counts. False where [#asked] is empty.
    public boolean moveOut(Tx tx, SecretToken link) {
        Optional<ResidentId> resident = asked(tx, link);
        resident.ifPresent(one -> keepMovedOut(tx, one));
        return resident.isPresent();
    }

    @ChangesFact(FactType.RESIDENT_ANSWERED)
    void keepMovedOut(Tx tx, ResidentId resident) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.sql()
                .createUpdate(MOVES_OUT)
                .bind("id", resident.value())
                .bind("now", now)
                .execute();
        Map<String, Object> predicate = Map.of("livesThere", false, "at", now.toString());
        provenance.record(
                tx, resident.person(), new Statement(FactType.RESIDENT_ANSWERED, resident.value(), predicate));
    }

    /// What stands of somebody; `listed` while the contributor says that they live there.
    record Standing(ResidentId resident, boolean listed, Optional<ResidentAnswer> answer) {
        /// Who is listed must have said yes; who is not any more must not have said no.
        boolean allowsAt(Instant now) {
            return listed ? answer.filter(said -> said.allowsAt(now)).isPresent() : !forbidsAt(now);
        }

        boolean forbidsAt(Instant now) {
            return answer.filter(said -> said.forbidsAt(now)).isPresent();
        }
    }

    /// What stands of each who was ever listed and did not say that they moved out, and none of it changes
    /// until the transaction ends.
    List<Standing> standingForShare(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(ALL_FOR_SHARE)
                .bind("contributor", contributor.value())
                .map((rs, context) -> standing(rs))
                .list();
    }

    /// What stands of one of them, and nobody answers by their link until the transaction ends.
    Optional<Standing> hold(Tx tx, ContributorId contributor, ResidentId resident) {
        return tx.sql()
                .createQuery(ONE_FOR_UPDATE)
                .bind("contributor", contributor.value())
                .bind("id", resident.value())
                .map((rs, context) -> standing(rs))
                .findOne();
    }

    private Standing standing(ResultSet row) throws SQLException {
        var resident = new ResidentId(row.getObject("id", UUID.class));
        boolean listed = row.getBoolean("listed");
        byte[] sealed = row.getBytes("answer");
        if (sealed == null) {
            return new Standing(resident, listed, Optional.empty());
        }
        Instant at = row.getTimestamp("answered_at").toInstant();
        return new Standing(
                resident,
                listed,
                columns.open(resident.person(), ANSWER_COLUMN, sealed)
                        .map(opened -> answered(opened.reveal().equals(letter(Said.YES)) ? Said.YES : Said.NO, at)));
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
