package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.household.ResidentAnswer.Said;
import dev.firsthand.engine.household.TellResult;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.MemoryMessages;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.HoldVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.engine.upload.UploadLimits;
import dev.firsthand.engine.upload.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What of a house outlives its process: one that a second process opens again, as a server does after a kill.
final class DurableHouse implements AutoCloseable {
    private static final String ORIGIN = "log.example/durable";

    final Database database;
    final Vault vault;
    final Leaving leaving;
    final Withdrawals withdrawals;
    final Evidence evidence;
    private final Contributors contributors;
    private final Consent consent;
    private final Custody custody;
    private final Uploads uploads;
    private final Outbox outbox;
    private final Households households;
    private final Jobs jobs;

    /// `seen` stands between the house and its keys.
    DurableHouse(Database database, Path root, UnaryOperator<Vault> seen) throws IOException {
        DataFolder data = DataFolder.open(root);
        InstantSource clock = InstantSource.system();
        this.database = database;
        this.vault = seen.apply(DirectoryVault.open(data.keys()));
        LogKeyring keys = LogKeyring.open(data.keys().resolve("log"), vault, ORIGIN);
        var provenance = new Provenance(vault, keys.statements().signing(), clock);
        this.evidence = Evidence.of(
                database, vault, keys, new Evidence.Places(data.log(), data.endedLogs(), data.root()), clock);
        var columns = new PersonalColumns(vault);
        var rules = new RuleBook(provenance, SyntheticHouse.KEPT_IN, clock);
        this.contributors = new Contributors(new Contributors.Keys(vault, columns), rules, provenance, clock);
        var holders = new Holders(provenance, clock);
        this.consent = SyntheticHouse.consent(vault, provenance, clock);
        this.custody = new Custody(
                new Stores(database, DirectoryBlobStore.open(data.blobs()), vault),
                PlainFolders.onDisk(data.work()),
                provenance,
                clock);
        this.uploads = new Uploads(database, custody, columns, clock, UploadLimits.standard());
        this.outbox = new Outbox(database, columns, new MemoryMessages(), clock);
        this.households = new Households(vault, columns, provenance, clock);
        this.jobs = new Jobs(database, new Events(clock), clock, JobSettings.ofWorkers(1));
        var rooms = new WithdrawalRooms(
                new WithdrawalRooms.People(contributors, rules, consent, outbox),
                new WithdrawalRooms.Recordings(
                        uploads, custody, jobs, new Recalls(new Releases(jobs, holders, clock), clock)),
                new WithdrawalRooms.OnRecord(provenance, evidence.log(), vault));
        this.withdrawals = new Withdrawals(rooms, clock);
        var holdVault = new HoldVault(DirectoryVault.open(data.holds()));
        this.leaving = new Leaving(rooms, new Holds(rooms, database, holdVault, clock), database, clock);
    }

    /// Somebody joins, says yes, gives an address, lives with another adult who says yes, and sends a file.
    ContributorId joins() throws IOException {
        var operator = PersonId.random();
        vault.create(operator);
        var form = new JoinForm(Personal.of("en"), Personal.of("DE"), 18);
        ContributorId person = database.inTransaction(tx -> {
            var link = contributors.invitations().make(tx, operator, InvitationTerms.single());
            if (!(contributors.join(tx, link.link(), form) instanceof JoinResult.Joined joined)) {
                throw new IllegalStateException("nobody could join");
            }
            return joined.contributor().id();
        });
        database.inTransaction(tx -> consent.answer(
                tx,
                person,
                consent.notices().current(tx).digest(),
                Arrays.stream(Purpose.values()).collect(Collectors.toMap(Function.identity(), yes -> true))));
        database.inTransactionDo(
                tx -> outbox.addresses().keep(tx, person.person(), new MailAddress("somebody@example.org")));
        var home = new HouseholdForm(List.of(Personal.of("Heron")), 0);
        database.inTransactionDo(tx -> {
            if (households.tell(tx, person, home) instanceof TellResult.Told(var _, var links)) {
                links.values().forEach(link -> households.residents().answer(tx, link, Said.YES));
            }
        });
        var derived = custody.derive(person.person());
        derived.seal(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        database.inTransactionDo(derived::keep);
        return person;
    }

    @Override
    public void close() throws IOException {
        jobs.close();
        uploads.close();
        evidence.log().close();
    }
}
