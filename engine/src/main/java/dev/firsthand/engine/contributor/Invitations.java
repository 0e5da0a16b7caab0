package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Invitation links: made by staff, one or many, capped, expiring, ended at will.
public final class Invitations {
    /// How many invitations one page lists.
    public static final int PAGE_MAX = 100;

    /// The most links that are made at once.
    public static final int MANY_MAX = 1_000;

    private static final String NOTE_COLUMN = "contributor_invitation.note";

    private static final String INSERT = """
            INSERT INTO contributor_invitation
                   (id, hash, made_by, joins_max, made_at, expires_at, task, language, note, number)
            VALUES (:id, :hash, :madeBy, :joinsMax, :now, :expiresAt, :task, :language, :note, :number)
            """;

    // One statement counts the join, so that two people at the last place cannot both get in.
    private static final String TAKE_PLACE = """
            UPDATE contributor_invitation SET joins = joins + 1
             WHERE hash = :hash AND joins < joins_max AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String COLUMNS = """
            SELECT id, number, made_by, joins_max, joins, expires_at, task, language, note,
                   CASE WHEN ended_at IS NOT NULL THEN 'ENDED'
                        WHEN expires_at <= :now THEN 'EXPIRED'
                        WHEN joins >= joins_max THEN 'FULL'
                        ELSE 'OPEN' END AS state
              FROM contributor_invitation
            """;

    private static final String FIND = COLUMNS + " WHERE hash = :hash";

    private static final String ANY_OPEN = """
            SELECT EXISTS (SELECT 1 FROM contributor_invitation
             WHERE joins < joins_max AND ended_at IS NULL AND expires_at > :now)
            """;

    private static final String ORDER = " ORDER BY made_at DESC, id DESC LIMIT :limit";

    private static final String FIRST_PAGE = COLUMNS + ORDER;

    private static final String NEXT_PAGE = COLUMNS
            + " WHERE (made_at, id) < (SELECT made_at, id FROM contributor_invitation WHERE id = :after)" + ORDER;

    private static final String END =
            "UPDATE contributor_invitation SET ended_at = :now WHERE id = :id AND ended_at IS NULL";

    private final PersonalColumns columns;
    private final InstantSource clock;

    Invitations(PersonalColumns columns, InstantSource clock) {
        this.columns = columns;
        this.clock = clock;
    }

    public Invitation.New make(Tx tx, PersonId madeBy, InvitationTerms terms) {
        return makeMany(tx, madeBy, terms, 1).getFirst();
    }

    /// So many links on the same terms, numbered from 1.
    public List<Invitation.New> makeMany(Tx tx, PersonId madeBy, InvitationTerms terms, int count) {
        if (count < 1 || count > MANY_MAX) {
            throw new IllegalArgumentException("1 to %d links are made at once, not %d".formatted(MANY_MAX, count));
        }
        Personal<String> note = terms.audience().note();
        Optional<byte[]> noteBytes =
                note.reveal().isEmpty() ? Optional.empty() : Optional.of(columns.seal(madeBy, NOTE_COLUMN, note));
        Instant now = now();
        List<Invitation.New> made = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            var invitation = new Invitation(
                    UUID.randomUUID(),
                    number,
                    terms.joinsMax(),
                    0,
                    Invitation.State.OPEN,
                    now.plus(terms.validFor()),
                    terms.audience());
            var link = SecretToken.random();
            tx.sql()
                    .createUpdate(INSERT)
                    .bind("id", invitation.id())
                    .bind("hash", link.hash())
                    .bind("madeBy", madeBy.value())
                    .bind("joinsMax", terms.joinsMax())
                    .bind("now", now)
                    .bind("expiresAt", invitation.expiresAt())
                    .bind("task", terms.audience().task())
                    .bind("language", terms.audience().language())
                    .bind("note", noteBytes)
                    .bind("number", number)
                    .execute();
            made.add(new Invitation.New(invitation, link));
        }
        return made;
    }

    /// Whether somebody could join by any of them.
    public boolean anyOpen(Tx tx) {
        return tx.sql()
                .createQuery(ANY_OPEN)
                .bind("now", now())
                .mapTo(Boolean.class)
                .one();
    }

    /// The newest invitations, [#PAGE_MAX] of them.
    public InvitationPage all(Tx tx) {
        return page(tx.sql()
                .createQuery(FIRST_PAGE)
                .bind("now", now())
                .bind("limit", PAGE_MAX + 1)
                .map((rs, context) -> invitation(rs))
                .list());
    }

    /// The invitations that follow `after`, the mark that the page before gave.
    public InvitationPage all(Tx tx, UUID after) {
        return page(tx.sql()
                .createQuery(NEXT_PAGE)
                .bind("now", now())
                .bind("after", after)
                .bind("limit", PAGE_MAX + 1)
                .map((rs, context) -> invitation(rs))
                .list());
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

    /// What this link is for; empty when we made no such link. Looking takes no place.
    public Optional<Invitation> find(Tx tx, SecretToken link) {
        return tx.sql()
                .createQuery(FIND)
                .bind("now", now())
                .bind("hash", link.hash())
                .map((rs, context) -> invitation(rs))
                .findOne();
    }

    /// Why nobody can join by this link now; empty when somebody can.
    public Optional<JoinResult.Refused> standing(Tx tx, SecretToken link) {
        return find(tx, link)
                .map(found -> refusal(found.state()))
                .orElseGet(() -> Optional.of(new JoinResult.Refused(
                        "invitation-unknown",
                        "No such invitation. The link was cut or mistyped: open it again as it was sent.")));
    }

    /// Counts one join, or says why it may not be.
    Optional<JoinResult.Refused> takePlace(Tx tx, SecretToken link) {
        int taken = tx.sql()
                .createUpdate(TAKE_PLACE)
                .bind("hash", link.hash())
                .bind("now", now())
                .execute();
        return taken == 1 ? Optional.empty() : standing(tx, link);
    }

    private static Optional<JoinResult.Refused> refusal(Invitation.State state) {
        return switch (state) {
            case OPEN -> Optional.empty();
            case ENDED ->
                Optional.of(new JoinResult.Refused(
                        "invitation-ended",
                        "This invitation was ended by the people who sent it: ask them for a new one."));
            case EXPIRED ->
                Optional.of(new JoinResult.Refused(
                        "invitation-expired",
                        "This invitation is past its last day: ask the people who sent it for a new one."));
            case FULL ->
                Optional.of(new JoinResult.Refused(
                        "invitation-used-up",
                        "Every place of this invitation is taken: ask the people who sent it for a new one."));
        };
    }

    private static InvitationPage page(List<Invitation> found) {
        if (found.size() <= PAGE_MAX) {
            return new InvitationPage(found, Optional.empty());
        }
        List<Invitation> shown = found.subList(0, PAGE_MAX);
        return new InvitationPage(shown, Optional.of(shown.getLast().id()));
    }

    private Invitation invitation(ResultSet row) throws SQLException {
        var madeBy = new PersonId(row.getObject("made_by", UUID.class));
        Personal<String> opened = Optional.ofNullable(row.getBytes("note"))
                .flatMap(note -> columns.open(madeBy, NOTE_COLUMN, note))
                .orElse(Personal.of(""));
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                row.getInt("joins_max"),
                row.getInt("joins"),
                Invitation.State.valueOf(row.getString("state")),
                row.getTimestamp("expires_at").toInstant(),
                new InvitationTerms.Audience(
                        Optional.ofNullable(row.getObject("task", UUID.class)),
                        Optional.ofNullable(row.getString("language")),
                        opened));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
