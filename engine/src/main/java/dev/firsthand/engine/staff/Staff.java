package dev.firsthand.engine.staff;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The members of the desk and the one-time links by which they come in. [SignIns] keeps what they carry afterwards.
public final class Staff {
    /// How long a one-time link may lie unused.
    public static final Duration LINK_VALID = Duration.ofDays(7);

    private static final int NAME_LENGTH_MAX = 120;
    private static final String NAME_COLUMN = "staff_member.name";

    private static final String ANYONE = "SELECT EXISTS (SELECT 1 FROM staff_member)";

    private static final String DROP_UNUSED_FIRST_LINKS =
            "DELETE FROM staff_link WHERE used_at IS NULL AND member IS NULL AND made_by IS NULL";

    private static final String INSERT_LINK = """
            INSERT INTO staff_link (hash, role, member, made_by, expires_at)
            VALUES (:hash, :role, :member, :madeBy, :expiresAt)
            """;

    private static final String LINK = """
            SELECT role, member, expires_at, used_at FROM staff_link WHERE hash = :hash FOR UPDATE
            """;

    private static final String USE_LINK = "UPDATE staff_link SET used_at = :now WHERE hash = :hash";

    private static final String INSERT_MEMBER = """
            INSERT INTO staff_member (id, name, role, added_at) VALUES (:id, :name, :role, :addedAt)
            """;

    private static final String MEMBER = "SELECT id, name, role, added_at FROM staff_member WHERE id = :id";

    private static final String FIRST_OPERATOR = """
            SELECT id, name, role, added_at FROM staff_member WHERE role = 'OPERATOR' ORDER BY added_at, id LIMIT 1
            """;

    private final Vault vault;
    private final PersonalColumns columns;
    private final Provenance provenance;
    private final SignIns signIns;
    private final InstantSource clock;

    public Staff(Vault vault, PersonalColumns columns, Provenance provenance, InstantSource clock) {
        this.vault = vault;
        this.columns = columns;
        this.provenance = provenance;
        this.clock = clock;
        this.signIns = new SignIns(clock);
    }

    /// Running sign-ins: list and end them.
    public SignIns signIns() {
        return signIns;
    }

    /// A fresh link for the first operator while there is no staff at all; earlier unused ones stop working.
    public Optional<SecretToken> firstOperatorLink(Tx tx) {
        if (tx.sql().createQuery(ANYONE).mapTo(Boolean.class).one()) {
            return Optional.empty();
        }
        tx.sql().execute(DROP_UNUSED_FIRST_LINKS);
        return Optional.of(insertLink(tx, Role.OPERATOR, Optional.empty(), Optional.empty()));
    }

    /// A link by which a new member with this role can join.
    public SecretToken invite(Tx tx, StaffId by, Role role) {
        return insertLink(tx, role, Optional.empty(), Optional.of(by));
    }

    /// A link by which an existing member who lost every sign-in comes back.
    public SecretToken returnLink(Tx tx, StaffMember member) {
        return insertLink(tx, member.role(), Optional.of(member.id()), Optional.empty());
    }

    /// Follows a link. For a new member the name is taken; a member who comes back keeps the stored one.
    public LinkResult follow(Tx tx, SecretToken link, Personal<String> name) {
        var found = tx.sql()
                .createQuery(LINK)
                .bind("hash", link.hash())
                .map((rs, context) -> link(rs))
                .findOne();
        if (found.isEmpty()) {
            return new LinkResult.Refused(
                    "staff-link-unknown",
                    "No such link. It was mistyped or replaced by a newer one: ask for a new link.");
        }
        return refusal(found.get()).orElseGet(() -> enter(tx, link, found.get(), name));
    }

    /// The member who carries this sign-in, while it runs.
    public Optional<StaffMember> signedIn(Tx tx, SecretToken signIn) {
        return signIns.memberOf(tx, signIn).flatMap(id -> find(tx, id));
    }

    /// Who became operator before all others.
    public Optional<StaffMember> firstOperator(Tx tx) {
        return tx.sql()
                .createQuery(FIRST_OPERATOR)
                .map((rs, context) -> member(rs))
                .findOne()
                .flatMap(member -> member);
    }

    /// How many people of the desk may look at recordings.
    public int reviewers(Tx tx) {
        return tx.sql()
                .createQuery("SELECT count(*) FROM staff_member WHERE role IN ('OPERATOR', 'REVIEWER')")
                .mapTo(Integer.class)
                .one();
    }

    /// Empty also when the person's key is gone: then nothing legible is left.
    public Optional<StaffMember> find(Tx tx, StaffId id) {
        return tx.sql()
                .createQuery(MEMBER)
                .bind("id", id.value())
                .map((rs, context) -> member(rs))
                .findOne()
                .flatMap(member -> member);
    }

    private Optional<LinkResult> refusal(Link link) {
        if (link.used()) {
            return Optional.of(new LinkResult.Refused(
                    "staff-link-used", "This link was used before and works once only: ask for a new link."));
        }
        if (!clock.instant().isBefore(link.expiresAt())) {
            return Optional.of(new LinkResult.Refused(
                    "staff-link-expired",
                    "This link ended at %s (links live %d days): ask for a new link."
                            .formatted(link.expiresAt(), LINK_VALID.toDays())));
        }
        return Optional.empty();
    }

    private LinkResult enter(Tx tx, SecretToken token, Link link, Personal<String> name) {
        Optional<StaffMember> member = link.member().isPresent()
                ? find(tx, link.member().get())
                : validName(name).map(valid -> add(tx, valid, link.role()));
        if (member.isEmpty()) {
            return new LinkResult.Refused(
                    "staff-name-invalid",
                    "A name of 1 to %d characters is needed: send the link again with a name."
                            .formatted(NAME_LENGTH_MAX));
        }
        tx.sql()
                .createUpdate(USE_LINK)
                .bind("now", now())
                .bind("hash", token.hash())
                .execute();
        return new LinkResult.SignedIn(
                member.get(), signIns.begin(tx, member.get().id()));
    }

    @ChangesFact(FactType.STAFF_ADDED)
    StaffMember add(Tx tx, Personal<String> name, Role role) {
        var member = new StaffMember(new StaffId(UUID.randomUUID()), name, role, now());
        vault.create(member.id().person());
        tx.sql()
                .createUpdate(INSERT_MEMBER)
                .bind("id", member.id().value())
                .bind("name", columns.seal(member.id().person(), NAME_COLUMN, name))
                .bind("role", role.name())
                .bind("addedAt", member.addedAt())
                .execute();
        provenance.record(
                tx,
                member.id().person(),
                new Statement(
                        FactType.STAFF_ADDED,
                        member.id().value(),
                        Map.of("role", role.name(), "addedAt", member.addedAt().toString())));
        return member;
    }

    private SecretToken insertLink(Tx tx, Role role, Optional<StaffId> member, Optional<StaffId> madeBy) {
        var token = SecretToken.random();
        tx.sql()
                .createUpdate(INSERT_LINK)
                .bind("hash", token.hash())
                .bind("role", role.name())
                .bind("member", member.map(StaffId::value))
                .bind("madeBy", madeBy.map(StaffId::value))
                .bind("expiresAt", now().plus(LINK_VALID))
                .execute();
        return token;
    }

    private static Optional<Personal<String>> validName(Personal<String> name) {
        String stripped = name.reveal().strip();
        boolean valid = !stripped.isEmpty()
                && stripped.length() <= NAME_LENGTH_MAX
                && stripped.codePoints().noneMatch(Character::isISOControl);
        return valid ? Optional.of(Personal.of(stripped)) : Optional.empty();
    }

    private Optional<StaffMember> member(ResultSet row) throws SQLException {
        var id = new StaffId(row.getObject("id", UUID.class));
        Role role = Role.valueOf(row.getString("role"));
        Instant addedAt = row.getTimestamp("added_at").toInstant();
        return columns.open(id.person(), NAME_COLUMN, row.getBytes("name"))
                .map(name -> new StaffMember(id, name, role, addedAt));
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getObject("member", UUID.class)).map(StaffId::new),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("used_at") != null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Link(Role role, Optional<StaffId> member, Instant expiresAt, boolean used) {}
}
