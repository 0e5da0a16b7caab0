package dev.firsthand.engine;

import dev.firsthand.engine.capture.AttachResult;
import dev.firsthand.engine.capture.Attachment;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.Sources;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.AnswerResult;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Controller;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.WithdrawResult;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderForm;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.holder.RegisterResult;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.FailingBlobStore;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.engine.task.Offer;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskText;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.upload.BeginResult;
import dev.firsthand.engine.upload.ReceiveResult;
import dev.firsthand.engine.upload.UploadId;
import dev.firsthand.engine.upload.UploadLimits;
import dev.firsthand.engine.upload.UploadPiece;
import dev.firsthand.engine.upload.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;

/// An installation in the small, with made-up people: an operator, a contributor who joined and said yes to
/// everything, a task, the operator's own holder. What is drawn is drawn from the seed; ids are random.
///
/// One database holds one house: the first operator and the own holder exist once.
public final class SyntheticHouse {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> LANGUAGES = List.of("en", "fil", "sw", "pt-BR", "hi");
    private static final List<String> COUNTRIES = List.of("KE", "PH", "BR", "IN", "DE");

    public static final Controller CONTROLLER = new Controller(
            "Example Data Cooperative", "1 Example Street", "people@example.org", "DE", Period.ofYears(5));

    private final SplittableRandom random;
    private final MovableClock clock = new MovableClock(START);
    private final Database database;
    private final Vault vault = new MemoryVault();
    private final FailingBlobStore blobs = new FailingBlobStore(new MemoryBlobStore(), Long.MAX_VALUE);
    private final PersonalColumns columns;
    private final Provenance provenance;
    private final Staff staff;
    private final Contributors contributors;
    private final Holders holders;
    private final Tasks tasks;
    private final Consent consent;
    private final Custody custody;
    private final Uploads uploads;
    private final Events events;
    private final Capture capture;

    private final StaffMember operator;
    private final Contributor contributor;
    private final Task task;
    private final Holder ownHolder;

    private SyntheticHouse(long seed, Database database, Path workFolder) {
        this.random = new SplittableRandom(seed);
        this.database = database;
        this.columns = new PersonalColumns(vault);
        this.provenance = new Provenance(vault, TestKeys.statements(), clock);
        this.staff = new Staff(vault, columns, provenance, clock);
        this.contributors = new Contributors(vault, columns, provenance, clock);
        this.holders = new Holders(provenance, clock);
        this.tasks = new Tasks(provenance, clock);
        this.consent = new Consent(new Notices(holders, CONTROLLER, clock), contributors, provenance, clock);
        this.custody =
                new Custody(new Stores(database, blobs, vault), PlainFolders.onDisk(workFolder), provenance, clock);
        this.uploads = new Uploads(database, custody, columns, clock, UploadLimits.standard());
        this.events = new Events(clock);
        this.capture = new Capture(new Sources(consent, tasks, uploads), provenance, events, clock);
        this.operator = firstOperator();
        this.contributor = joins();
        answers(contributor.id(), true);
        this.task = publishes("fold the laundry");
        this.ownHolder = registersOwn();
    }

    /// A house in an empty migrated database; `workFolder` takes plain files.
    public static SyntheticHouse seeded(long seed, Database database, Path workFolder) {
        return new SyntheticHouse(seed, database, workFolder);
    }

    // --- who and what is there

    public StaffMember operator() {
        return operator;
    }

    public Contributor contributor() {
        return contributor;
    }

    public Task task() {
        return task;
    }

    public Holder ownHolder() {
        return ownHolder;
    }

    // --- the rooms

    public MovableClock clock() {
        return clock;
    }

    public Database database() {
        return database;
    }

    public Vault vault() {
        return vault;
    }

    /// Fails when it is told to.
    public FailingBlobStore blobs() {
        return blobs;
    }

    public PersonalColumns columns() {
        return columns;
    }

    public Provenance provenance() {
        return provenance;
    }

    public Staff staff() {
        return staff;
    }

    public Contributors contributors() {
        return contributors;
    }

    public Holders holders() {
        return holders;
    }

    public Tasks tasks() {
        return tasks;
    }

    public Consent consent() {
        return consent;
    }

    public Custody custody() {
        return custody;
    }

    public Uploads uploads() {
        return uploads;
    }

    public Events events() {
        return events;
    }

    public Capture capture() {
        return capture;
    }

    /// A log in this folder, with what is proven by it.
    public Evidence evidence(Path folder) {
        try {
            return Evidence.of(
                    database,
                    vault,
                    TestKeys.ring(),
                    new Evidence.Places(folder.resolve("log"), folder.resolve("ended-logs"), folder),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T within(Function<Tx, T> work) {
        return database.inTransaction(work);
    }

    // --- what people do

    /// A further contributor joins, and has not answered anything yet.
    public Contributor joins() {
        var form = new JoinForm(Personal.of(oneOf(LANGUAGES)), Personal.of(oneOf(COUNTRIES)), true);
        return within(tx -> {
            var invitation = contributors.invitations().make(tx, operator().id().person(), InvitationTerms.single());
            return switch (contributors.join(tx, invitation.link(), form)) {
                case JoinResult.Joined joined -> joined.contributor();
                case JoinResult.Refused refused -> throw new IllegalStateException(refused.message());
            };
        });
    }

    /// The contributor reads the current notice and gives one answer to every purpose.
    public void answers(ContributorId person, boolean yes) {
        var answers = new EnumMap<Purpose, Boolean>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            answers.put(purpose, yes);
        }
        answers(person, answers);
    }

    public void answers(ContributorId person, Map<Purpose, Boolean> answers) {
        AnswerResult result = within(
                tx -> consent.answer(tx, person, consent.notices().current(tx).digest(), answers));
        if (result instanceof AnswerResult.Refused refused) {
            throw new IllegalStateException(refused.message());
        }
    }

    /// The house's contributor takes a yes back.
    public void withdraws(Purpose purpose) {
        WithdrawResult result = within(tx -> consent.withdraw(tx, contributor.id(), purpose));
        if (result instanceof WithdrawResult.NothingStood) {
            throw new IllegalStateException("no yes stood for " + purpose);
        }
    }

    /// A permit of the house's contributor, made now.
    public Permit permit(Purpose purpose) {
        return permit(contributor.id(), purpose);
    }

    public Permit permit(ContributorId person, Purpose purpose) {
        return switch (within(tx -> consent.permit(tx, person, purpose))) {
            case PermitResult.Permitted permitted -> permitted.permit();
            case PermitResult.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    /// The house's contributor uploads these bytes whole.
    public UploadId uploads(byte[] plain) {
        return uploads(contributor.id(), plain);
    }

    public UploadId uploads(ContributorId person, byte[] plain) {
        BeginResult begun = uploads.begin(person.person(), plain.length, Personal.of(""));
        if (!(begun instanceof BeginResult.Begun started)) {
            throw new IllegalStateException("the upload did not begin: " + begun);
        }
        UploadId upload = started.status().id();
        var piece =
                new UploadPiece(0, OptionalLong.of(plain.length), Optional.empty(), new ByteArrayInputStream(plain));
        ReceiveResult received = uploads.receive(person.person(), upload, piece);
        if (!(received instanceof ReceiveResult.Received whole)
                || !whole.status().complete()) {
            throw new IllegalStateException("the upload was not received: " + received);
        }
        return upload;
    }

    /// The house's contributor starts a session of the house's task.
    public Session starts() {
        var start = new Start(contributor.id(), task.version(), "iPhone15,2");
        return switch (within(tx -> capture.start(tx, start))) {
            case StartResult.Started started -> started.session();
            case StartResult.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    public Session attaches(SessionId session, UploadId upload, UploadRole role) {
        var attachment = new Attachment(upload, role, Optional.empty());
        return switch (within(tx -> capture.attach(tx, session, contributor.id(), attachment))) {
            case AttachResult.Attached attached -> attached.session();
            case AttachResult.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    public Session finishes(SessionId session) {
        return switch (within(tx -> capture.finish(tx, session, contributor.id()))) {
            case FinishResult.Finished finished -> finished.session();
            case FinishResult.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    /// The whole way of one session: start, upload of this video, finish.
    public Session records(byte[] video) {
        Session session = starts();
        attaches(session.id(), uploads(video), UploadRole.VIDEO);
        return finishes(session.id());
    }

    public Task publishes(String sentence) {
        return within(tx -> tasks.publish(
                tx,
                operator.id(),
                Offer.of(new TaskText(sentence, "Do it as you always do. Keep your hands in view."))));
    }

    public Holder registersBuyer(String name) {
        return within(tx ->
                registered(holders.registerBuyer(tx, new HolderForm(name, "DE", "training of household robots"))));
    }

    private Holder registersOwn() {
        var form = new HolderForm(CONTROLLER.name(), CONTROLLER.country(), "demonstrations and tests");
        return within(tx -> registered(holders.registerOwn(tx, form)));
    }

    private static Holder registered(RegisterResult result) {
        return switch (result) {
            case RegisterResult.Registered registered -> registered.holder();
            case RegisterResult.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    private StaffMember firstOperator() {
        return within(tx -> switch (staff.follow(
                tx, staff.firstOperatorLink(tx).orElseThrow(), Personal.of("Operator One"))) {
            case LinkResult.SignedIn signedIn -> signedIn.member();
            case LinkResult.Refused refused -> throw new IllegalStateException(refused.message());
        });
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
