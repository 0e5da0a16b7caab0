package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Invitation links: made by staff, capped, expiring, ended at will.
public final class Invitations {
    /// How many invitations one page lists.
    public static final int PAGE_MAX = 100;

    private static final String INSERT = """
            INSERT INTO contributor_invitation (id, hash, made_by, joins_max, made_at, expires_at)
            VALUES (:id, :hash, :madeBy, :joinsMax, :now, :expiresAt)
            """;

    // One statement counts the join, so that two people at the last place cannot both get in.
    private static final String TAKE_PLACE = """
            UPDATE contributor_invitation SET joins = joins + 1
             WHERE hash = :hash AND joins < joins_max AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String STATE = """
            SELECT ended_at IS NOT NULL AS ended, expires_at <= :now AS expired
              FROM contributor_invitation WHERE hash = :hash
            """;

    private static final String STANDING = """
            SELECT EXISTS (SELECT 1 FROM contributor_invitation
             WHERE hash = :hash AND joins < joins_max AND ended_at IS NULL AND expires_at > :now)
            """;

    private static final String OPEN = """
            SELECT id, joins_max, joins, expires_at FROM contributor_invitation
             WHERE ended_at IS NULL AND expires_at > :now AND joins < joins_max
             ORDER BY made_at DESC, id
             LIMIT :limit
            """;

    private static final String END =
            "UPDATE contributor_invitation SET ended_at = :now WHERE id = :id AND ended_at IS NULL";

    private final InstantSource clock;

    Invitations(InstantSource clock) {
        this.clock = clock;
    }

    public Invitation.New make(Tx tx, PersonId madeBy, InvitationTerms terms) {
        Instant now = now();
        var link = SecretToken.random();
        var invitation = new Invitation(UUID.randomUUID(), terms.joinsMax(), 0, now.plus(terms.validFor()));
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", invitation.id())
                .bind("hash", link.hash())
                .bind("madeBy", madeBy.value())
                .bind("joinsMax", terms.joinsMax())
                .bind("now", now)
                .bind("expiresAt", invitation.expiresAt())
                .execute();
        return new Invitation.New(invitation, link);
    }

    /// The newest invitations that still let someone in, at most [#PAGE_MAX].
    public List<Invitation> open(Tx tx) {
        return tx.sql()
                .createQuery(OPEN)
                .bind("now", now())
                .bind("limit", PAGE_MAX)
                .map((rs, context) -> invitation(rs))
                .list();
    }

    /// Ends an invitation; true if it was not ended before.
    public boolean end(Tx tx, UUID invitation) {
        return tx.sql()
                        .createUpdate(END)
                        .bind("now", now())
                        .bind("id", invitation)
                        .execute()
                == 1;
    }

    /// Why nobody can join by this link now; empty when somebody can. Looking takes no place.
    public Optional<JoinResult.Refused> standing(Tx tx, SecretToken link) {
        boolean open = tx.sql()
                .createQuery(STANDING)
                .bind("hash", link.hash())
                .bind("now", now())
                .mapTo(Boolean.class)
                .one();
        return open ? Optional.empty() : Optional.of(refusal(tx, link));
    }

    /// Counts one join, or says why it may not be.
    Optional<JoinResult.Refused> takePlace(Tx tx, SecretToken link) {
        int taken = tx.sql()
                .createUpdate(TAKE_PLACE)
                .bind("hash", link.hash())
                .bind("now", now())
                .execute();
        return taken == 1 ? Optional.empty() : Optional.of(refusal(tx, link));
    }

    private JoinResult.Refused refusal(Tx tx, SecretToken link) {
        return tx.sql()
                .createQuery(STATE)
                .bind("hash", link.hash())
                .bind("now", now())
                .map((rs, context) -> refusal(rs.getBoolean("ended"), rs.getBoolean("expired")))
                .findOne()
                .orElseGet(() -> new JoinResult.Refused(
                        "invitation-unknown",
                        "No such invitation. The link was cut or mistyped: open it again as it was sent."));
    }

    private static JoinResult.Refused refusal(boolean ended, boolean expired) {
        if (ended) {
            return new JoinResult.Refused(
                    "invitation-ended", "This invitation was ended by the people who sent it: ask them for a new one.");
        }
        if (expired) {
            return new JoinResult.Refused(
                    "invitation-expired",
                    "This invitation is past its last day: ask the people who sent it for a new one.");
        }
        return new JoinResult.Refused(
                "invitation-used-up",
                "Every place of this invitation is taken: ask the people who sent it for a new one.");
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getInt("joins_max"),
                row.getInt("joins"),
                row.getTimestamp("expires_at").toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
