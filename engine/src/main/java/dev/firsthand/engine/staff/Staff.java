package dev.firsthand.engine.staff;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.TypedText;
import dev.firsthand.engine.store.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The members of the desk and the one-time links by which they come in. [SignIns] keeps what they carry afterwards,
/// [PasswordDoor] lets them in without a link.
public final class Staff {
    /// How long a one-time link may lie unused.
    public static final Duration LINK_VALID = Duration.ofDays(7);

    /// How many members are listed.
    public static final int LISTED_MAX = 500;

    private static final int NAME_LENGTH_MAX = 120;

    private final Vault vault;
    private final Provenance provenance;
    private final MemberRows rows;
    private final PasswordRows passwords;
    private final SignIns signIns;
    private final InstantSource clock;

    public Staff(Vault vault, PersonalColumns columns, Provenance provenance, InstantSource clock) {
        this.vault = vault;
        this.provenance = provenance;
        this.clock = clock;
        this.rows = new MemberRows(columns);
        this.passwords = new PasswordRows(columns);
        this.signIns = new SignIns(columns, clock);
    }

    /// Running sign-ins: list and end them.
    public SignIns signIns() {
        return signIns;
    }

    PasswordRows passwords() {
        return passwords;
    }

    /// A fresh link for the first operator while there is no staff at all; earlier unused ones stop working.
    public Optional<SecretToken> firstOperatorLink(Tx tx) {
        if (MemberRows.anyone(tx)) {
            return Optional.empty();
        }
        StaffLinks.dropUnusedFirst(tx);
        return Optional.of(link(tx, Role.OPERATOR, Optional.empty(), Optional.empty()));
    }

    /// A link by which a new member with this role can join.
    public SecretToken invite(Tx tx, StaffId by, Role role) {
        return link(tx, role, Optional.empty(), Optional.of(by));
    }

    /// A link by which an existing member who lost every sign-in comes back.
    public SecretToken returnLink(Tx tx, StaffMember member) {
        return link(tx, member.role(), Optional.of(member.id()), Optional.empty());
    }

    /// What a link is for; looking does not use it up.
    public LinkOffer offer(Tx tx, SecretToken link) {
        Optional<StaffLinks.Link> found = StaffLinks.find(tx, link);
        Optional<LinkResult.Refused> refused = refusal(found);
        if (refused.isPresent()) {
            return new LinkOffer.Refused(refused.get().code(), refused.get().message());
        }
        Role role = found.orElseThrow().role();
        return returning(tx, link)
                .flatMap(member -> find(tx, member))
                .<LinkOffer>map(member -> new LinkOffer.Returning(member, signInName(tx, member.id())))
                .orElseGet(() -> new LinkOffer.Newcomer(role));
    }

    /// Follows a link from a program. For a new member the name is taken; one who comes back keeps the stored one.
    public LinkResult follow(Tx tx, SecretToken link, Personal<String> name) {
        return follow(tx, link, name, Personal.of(""));
    }

    LinkResult follow(Tx tx, SecretToken token, Personal<String> name, Personal<String> browser) {
        Optional<StaffLinks.Link> link = StaffLinks.lock(tx, token);
        Optional<LinkResult.Refused> refused = refusal(link);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<StaffId> back = link.orElseThrow().member();
        Optional<String> flaw = back.isPresent() ? Optional.empty() : flaw(name);
        if (flaw.isPresent()) {
            return new LinkResult.Refused("staff-name-invalid", flaw.get());
        }
        Optional<StaffMember> member = back.isPresent()
                ? present(tx, back.get())
                : Optional.of(
                        add(tx, Personal.of(name.reveal().strip()), link.get().role()));
        if (member.isEmpty()) {
            return new LinkResult.Refused("staff-link-unknown", "Who this link brought back is not here any more.");
        }
        StaffLinks.use(tx, token, now());
        return new LinkResult.SignedIn(
                member.get(), signIns.begin(tx, member.get().id(), browser));
    }

    /// Whom a link brings back; empty when it is for somebody new.
    Optional<StaffId> returning(Tx tx, SecretToken link) {
        return StaffLinks.find(tx, link).flatMap(StaffLinks.Link::member);
    }

    /// The member who carries this sign-in, while it runs.
    public Optional<StaffMember> signedIn(Tx tx, SecretToken signIn) {
        return signIns.memberOf(tx, signIn).flatMap(id -> present(tx, id));
    }

    /// Who became operator before all others that are still there.
    public Optional<StaffMember> firstOperator(Tx tx) {
        return rows.operatorsLocked(tx).stream().findFirst();
    }

    /// How many people of the desk may look at recordings.
    public int reviewers(Tx tx) {
        return MemberRows.reviewers(tx);
    }

    /// Also one who was removed. Empty when the person's key is gone: then nothing legible is left.
    public Optional<StaffMember> find(Tx tx, StaffId id) {
        return rows.find(tx, id);
    }

    Optional<StaffMember> present(Tx tx, StaffId id) {
        return rows.present(tx, id);
    }

    /// Who is there, in the order of joining, at most [#LISTED_MAX].
    public List<StaffMember> members(Tx tx) {
        return rows.allPresent(tx, LISTED_MAX);
    }

    /// The name by which a member signs in; empty for a member from before passwords.
    public Optional<Personal<String>> signInName(Tx tx, StaffId member) {
        return passwords.of(tx, member).map(PasswordRows.Row::name);
    }

    void choose(Tx tx, StaffId member, Personal<String> signInName, PasswordHash hash) {
        passwords.put(tx, member, signInName, hash, now());
    }

    /// Removes a member: every sign-in, the password, and the links to and from this member end. The name stays
    /// beside what the member decided.
    public RemoveResult remove(Tx tx, StaffId by, StaffId id) {
        List<StaffMember> operators = rows.operatorsLocked(tx);
        Optional<StaffMember> member = present(tx, id);
        if (member.isEmpty()) {
            return new RemoveResult.Refused("member-unknown", "There is no such member of the desk.");
        }
        if (id.equals(by)) {
            return new RemoveResult.Refused("member-is-you", "Nobody removes themselves: ask another operator.");
        }
        if (member.get().role() == Role.OPERATOR && operators.size() == 1) {
            return new RemoveResult.Refused(
                    "member-last-operator", "This is the last operator: invite another one before.");
        }
        leave(tx, by, member.get());
        return new RemoveResult.Removed(member.get());
    }

    @ChangesFact(FactType.STAFF_REMOVED)
    void leave(Tx tx, StaffId by, StaffMember member) {
        MemberRows.remove(tx, member.id(), now());
        signIns.endAll(tx, member.id());
        passwords.remove(tx, member.id());
        StaffLinks.dropUnusedAround(tx, member.id());
        provenance.record(
                tx,
                member.id().person(),
                new Statement(
                        FactType.STAFF_REMOVED,
                        member.id().value(),
                        Map.of("by", by.value(), "removedAt", now().toString())));
    }

    @ChangesFact(FactType.STAFF_ADDED)
    StaffMember add(Tx tx, Personal<String> name, Role role) {
        var member = new StaffMember(new StaffId(UUID.randomUUID()), name, role, now());
        vault.create(member.id().person());
        rows.insert(tx, member);
        provenance.record(
                tx,
                member.id().person(),
                new Statement(
                        FactType.STAFF_ADDED,
                        member.id().value(),
                        Map.of("role", role.name(), "addedAt", member.addedAt().toString())));
        return member;
    }

    private Optional<LinkResult.Refused> refusal(Optional<StaffLinks.Link> link) {
        if (link.isEmpty()) {
            return Optional.of(new LinkResult.Refused(
                    "staff-link-unknown",
                    "No such link. It was mistyped or replaced by a newer one: ask for a new link."));
        }
        if (link.get().used()) {
            return Optional.of(new LinkResult.Refused(
                    "staff-link-used", "This link was used before and works once only: ask for a new link."));
        }
        if (!clock.instant().isBefore(link.get().expiresAt())) {
            return Optional.of(new LinkResult.Refused(
                    "staff-link-expired",
                    "This link ended at %s (links live %d days): ask for a new link."
                            .formatted(link.get().expiresAt(), LINK_VALID.toDays())));
        }
        return Optional.empty();
    }

    private SecretToken link(Tx tx, Role role, Optional<StaffId> member, Optional<StaffId> madeBy) {
        return StaffLinks.insert(tx, new StaffLinks.Link(role, member, now().plus(LINK_VALID), false), madeBy);
    }

    /// Why nobody can be called that.
    private static Optional<String> flaw(Personal<String> name) {
        try {
            TypedText.line("a name", name.reveal(), NAME_LENGTH_MAX);
            return Optional.empty();
        } catch (IllegalArgumentException flaw) {
            return Optional.of("Your name is needed, but %s.".formatted(flaw.getMessage()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
