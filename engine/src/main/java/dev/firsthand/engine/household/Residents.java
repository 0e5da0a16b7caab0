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
            "SELECT id FROM household_resident WHERE link = :link AND left_at IS NULL FOR UPDATE";

    private static final String ANSWER =
            "UPDATE household_resident SET answer = :answer, answered_at = :now WHERE id = :id";

    /// Waits for answers under way and keeps later ones waiting until the transaction ends.
    private static final String AT_HOME_FOR_SHARE = """
            SELECT id, answer, answered_at FROM household_resident
             WHERE contributor = :contributor AND left_at IS NULL
             ORDER BY id FOR SHARE
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

    /// Who is asked by this link; empty when it was never made, was replaced, or nothing of the person is left.
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

    record Standing(ResidentId resident, Optional<ResidentAnswer> answer) {
        boolean allowsAt(Instant now) {
            return answer.filter(said -> said.allowsAt(now)).isPresent();
        }
    }

    /// What stands of each who lives there, and none of it changes until the transaction ends.
    List<Standing> standingForShare(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(AT_HOME_FOR_SHARE)
                .bind("contributor", contributor.value())
                .map((rs, context) -> standing(rs))
                .list();
    }

    private Standing standing(ResultSet row) throws SQLException {
        var resident = new ResidentId(row.getObject("id", UUID.class));
        byte[] sealed = row.getBytes("answer");
        if (sealed == null) {
            return new Standing(resident, Optional.empty());
        }
        Instant at = row.getTimestamp("answered_at").toInstant();
        return new Standing(
                resident,
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
