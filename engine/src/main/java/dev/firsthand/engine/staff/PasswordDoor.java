package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Signs members in by name and password, and lets them choose both. Hashes are computed outside any transaction.
///
/// A name that nobody has is answered like a wrong password and takes as long. Who fails often waits, by name and by
/// address, longer each time and never for good; a one-time link asks for no password and always works.
public final class PasswordDoor {
    /// How many tries are free of a pause.
    static final int FREE_BY_NAME = 5;

    static final int FREE_BY_ADDRESS = 20;

    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final LinkResult.Refused TAKEN =
            new LinkResult.Refused("sign-in-name-taken", "Somebody else has this sign-in name: choose another one.");
    private static final LinkResult.Refused CROWDED = new LinkResult.Refused(
            "sign-in-busy", "Too many people sign in at this moment: try again in a few seconds.");

    private final Database database;
    private final Staff staff;
    private final Passwords passwords;
    private final Tries names;
    private final Tries addresses;

    public PasswordDoor(Database database, Staff staff, InstantSource clock) {
        this(database, staff, clock, new Passwords());
    }

    PasswordDoor(Database database, Staff staff, InstantSource clock, Passwords passwords) {
        this.database = database;
        this.staff = staff;
        this.passwords = passwords;
        this.names = new Tries(clock, FREE_BY_NAME);
        this.addresses = new Tries(clock, FREE_BY_ADDRESS);
    }

    public SignInResult signIn(ChosenPassword typed, Visit visit) {
        String name = key(typed.signInName());
        String address = visit.address().reveal();
        Optional<Duration> pause = begin(name, address);
        if (pause.isPresent()) {
            return new SignInResult.Paused(pause.get());
        }
        Optional<PasswordRows.Row> row =
                database.inTransaction(tx -> staff.passwords().named(tx, typed.signInName()));
        Optional<Boolean> right = row.isPresent()
                ? passwords.matches(typed.password(), row.get().hash())
                : passwords.matchesNobody(typed.password());
        if (right.isEmpty()) {
            takeBack(name, address);
            return new SignInResult.Paused(BUSY);
        }
        if (row.isEmpty() || !right.get()) {
            return new SignInResult.Wrong();
        }
        names.succeeded(name);
        addresses.takenBack(address);
        renewOutdated(row.get(), typed.password());
        return database.inTransaction(tx -> begin(tx, row.get().member(), visit.browser()));
    }

    private SignInResult begin(Tx tx, StaffId id, Personal<String> browser) {
        Optional<StaffMember> member = staff.present(tx, id);
        return member.isPresent()
                ? new SignInResult.SignedIn(member.get(), staff.signIns().begin(tx, id, browser))
                : new SignInResult.Wrong();
    }

    /// Follows a one-time link with a password for the next time. A new member says a name; `name` of one who comes
    /// back is not looked at. A refusal leaves the link unused.
    public LinkResult follow(SecretToken link, Personal<String> name, ChosenPassword chosen, Personal<String> browser) {
        if (database.inTransaction(tx -> staff.offer(tx, link)) instanceof LinkOffer.Refused(var code, var message)) {
            return new LinkResult.Refused(code, message);
        }
        Optional<LinkResult.Refused> flaw = chosen.flaw();
        if (flaw.isPresent()) {
            return flaw.get();
        }
        Optional<PasswordHash> hash = passwords.hash(chosen.password());
        if (hash.isEmpty()) {
            return CROWDED;
        }
        return database.inTransaction(tx -> {
            if (taken(tx, chosen, staff.returning(tx, link))) {
                return TAKEN;
            }
            LinkResult result = staff.follow(tx, link, name, browser);
            if (result instanceof LinkResult.SignedIn(var member, var token)) {
                staff.choose(tx, member.id(), chosen.signInName(), hash.get());
            }
            return result;
        });
    }

    /// Another password for a signed-in member. Who has one already shows that it is known; every sign-in but `here`
    /// ends.
    public PasswordResult change(
            StaffMember member, SecretToken here, Personal<String> present, ChosenPassword chosen) {
        Optional<PasswordResult> refused =
                presentRefusal(member, present).or(() -> chosen.flaw().map(PasswordDoor::refused));
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<PasswordHash> hash = passwords.hash(chosen.password());
        if (hash.isEmpty()) {
            return refused(CROWDED);
        }
        return database.inTransaction(tx -> {
            if (taken(tx, chosen, Optional.of(member.id()))) {
                return refused(TAKEN);
            }
            staff.choose(tx, member.id(), chosen.signInName(), hash.get());
            return new PasswordResult.Changed(staff.signIns().endOthers(tx, member.id(), here));
        });
    }

    private boolean taken(Tx tx, ChosenPassword chosen, Optional<StaffId> by) {
        Optional<StaffId> owner =
                staff.passwords().named(tx, chosen.signInName()).map(PasswordRows.Row::member);
        return owner.isPresent() && !owner.equals(by);
    }

    private Optional<PasswordResult> presentRefusal(StaffMember member, Personal<String> present) {
        Optional<PasswordRows.Row> row =
                database.inTransaction(tx -> staff.passwords().of(tx, member.id()));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        String name = key(row.get().name());
        Optional<Duration> pause = names.begin(name);
        if (pause.isPresent()) {
            return Optional.of(new PasswordResult.Refused(
                    "sign-in-paused",
                    "Too many tries: the next one counts in %d seconds."
                            .formatted(pause.get().toSeconds() + 1)));
        }
        Optional<Boolean> right = passwords.matches(present, row.get().hash());
        if (right.isEmpty()) {
            names.takenBack(name);
            return Optional.of(refused(CROWDED));
        }
        if (!right.get()) {
            return Optional.of(new PasswordResult.Refused("password-wrong", "That is not your present password."));
        }
        names.succeeded(name);
        return Optional.empty();
    }

    private static PasswordResult refused(LinkResult.Refused why) {
        return new PasswordResult.Refused(why.code(), why.message());
    }

    private Optional<Duration> begin(String name, String address) {
        Optional<Duration> byName = names.begin(name);
        if (byName.isPresent()) {
            return byName;
        }
        Optional<Duration> byAddress = addresses.begin(address);
        if (byAddress.isPresent()) {
            names.takenBack(name);
        }
        return byAddress;
    }

    private void takeBack(String name, String address) {
        names.takenBack(name);
        addresses.takenBack(address);
    }

    private String key(Personal<String> name) {
        return HexFormat.of().formatHex(staff.passwords().lookup(name));
    }

    /// The password is at hand now and never again: a hash that is cheaper to guess than today's is made anew.
    private void renewOutdated(PasswordRows.Row row, Personal<String> password) {
        if (passwords.outdated(row.hash())) {
            passwords
                    .hash(password)
                    .ifPresent(fresher ->
                            database.inTransactionDo(tx -> staff.passwords().renew(tx, row, fresher)));
        }
    }
}
