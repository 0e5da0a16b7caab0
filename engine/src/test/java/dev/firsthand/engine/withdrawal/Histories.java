package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.ConsentHistory;
import dev.firsthand.engine.MovableClock;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.Derived;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PermitStaleException;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Random lives of contributors, seen by two processes of one installation, beside a model of a few lines that says
/// what may be opened and published. A step that crashed is one that comes back late with the permit it had.
final class Histories {
    private static final int EVENTS = 8;
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final Database database;
    private final SplittableRandom random;
    private final Contributors contributors;
    private final List<Side> sides;
    private final ConsentHistory said;
    private final PersonId operator = PersonId.random();
    long opened;
    long refused;

    /// What one process of the installation has of its own.
    private record Side(Consent consent, Custody custody) {}

    /// Somebody's work that took a permit and has not come to use it.
    private record Work(Side side, Permit permit) {}

    Histories(Database database, Path folder, long seed) {
        this.database = database;
        this.random = new SplittableRandom(seed);
        var vault = new MemoryVault();
        var blobs = new MemoryBlobStore();
        var provenance = new Provenance(vault, List.of(), clock);
        this.contributors = new Contributors(
                new Contributors.Keys(vault, new PersonalColumns(vault)),
                new RuleBook(provenance, SyntheticHouse.KEPT_IN, clock),
                provenance,
                clock);
        this.sides = List.of(0, 1).stream()
                .map(side -> new Side(
                        SyntheticHouse.consent(vault, provenance, clock),
                        new Custody(
                                new Stores(database, blobs, vault),
                                PlainFolders.onDisk(folder.resolve("plain")),
                                provenance,
                                clock)))
                .toList();
        this.said = new ConsentHistory(
                new ConsentHistory.Rooms(
                        database, sides.stream().map(Side::consent).toList(), new Holders(provenance, clock), clock),
                List.of(Purpose.values()),
                random);
        vault.create(operator);
    }

    /// One life. Breaks off with what was allowed and should not have been, or the other way round.
    void live() throws IOException {
        ContributorId person = joins();
        ObjectId object = recorded(person);
        List<Work> working = new ArrayList<>();
        said.begin();
        for (int event = 0; event < EVENTS; event++) {
            Side side = sides.get(random.nextInt(sides.size()));
            Purpose purpose = said.purpose();
            if (random.nextInt(5) == 0) {
                begins(side, person, purpose, working);
            } else {
                said.happens(person, purpose);
            }
            if (!working.isEmpty()) {
                opens(working.get(random.nextInt(working.size())), object);
            }
            if (random.nextBoolean()) {
                publishes(side, person, purpose);
            }
        }
    }

    private ContributorId joins() {
        var form = new JoinForm(Personal.of("en"), Personal.of("DE"), 18);
        return switch (database.inTransaction(tx -> contributors.join(
                tx,
                contributors
                        .invitations()
                        .make(tx, operator, InvitationTerms.single())
                        .link(),
                form))) {
            case JoinResult.Joined joined -> joined.contributor().id();
            case JoinResult.Refused no -> throw new IllegalStateException(no.message());
        };
    }

    private ObjectId recorded(ContributorId person) throws IOException {
        Derived derived = sides.getFirst().custody().derive(person.person());
        ObjectId object = derived.seal(new ByteArrayInputStream(new byte[] {7}));
        database.inTransactionDo(derived::keep);
        return object;
    }

    private void begins(Side side, ContributorId person, Purpose purpose, List<Work> working) {
        if (database.inTransaction(tx -> side.consent().permit(tx, person, purpose))
                instanceof PermitResult.Permitted(var permit)) {
            working.add(new Work(side, permit));
        }
    }

    private void opens(Work work, ObjectId object) throws IOException {
        Permit permit = work.permit();
        boolean fresh = !clock.instant().isAfter(permit.issuedAt().plusSeconds(Permit.FRESH_SECONDS));
        boolean may = fresh && said.stands(permit.purpose());
        boolean did;
        try (var bytes = work.side().custody().open(permit, object)) {
            did = bytes.read() == 7;
        } catch (PermitStaleException no) {
            did = false;
        }
        told("opening for " + permit.purpose(), may, did);
    }

    /// What whoever publishes asks; the transaction that publishes is tried by `PublicationHistoriesTest`.
    private void publishes(Side side, ContributorId person, Purpose purpose) {
        boolean did = database.inTransaction(tx -> side.consent().permitsForShare(tx, Set.of(person), purpose))
                        .get(person)
                instanceof PermitResult.Permitted;
        told("publishing for " + purpose, said.stands(purpose), did);
    }

    private void told(String what, boolean may, boolean did) {
        if (may != did) {
            throw new AssertionError("%s at %s: the model says %s, it was %s"
                    .formatted(what, clock.instant(), may ? "yes" : "no", did ? "done" : "refused"));
        }
        opened += did ? 1 : 0;
        refused += did ? 0 : 1;
    }
}
