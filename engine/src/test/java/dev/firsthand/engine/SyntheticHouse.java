package dev.firsthand.engine;

import dev.firsthand.engine.capture.AttachResult;
import dev.firsthand.engine.capture.Attachment;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionPlaces;
import dev.firsthand.engine.capture.Sources;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.AnswerResult;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Controller;
import dev.firsthand.engine.consent.NoticeTexts;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.Quiz;
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
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.rules.TransferGround;
import dev.firsthand.engine.rules.TransferGround.Basis;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.BlobStore;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
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
import java.time.InstantSource;
import java.time.Period;
import java.util.EnumMap;
import java.util.HashMap;
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
    private static final List<String> COUNTRIES = List.of("KE", "PH", "BR", "NG", "DE");

    public static final Controller CONTROLLER = new Controller(
            "Example Data Cooperative", "1 Example Street", "people@example.org", "DE", Period.ofYears(5));

    /// Where the house keeps recordings.
    public static final Jurisdiction KEPT_IN = new Jurisdiction(CONTROLLER.country());

    private final SplittableRandom random;
    private final MovableClock clock = new MovableClock(START);
    private final Database database;
    private final Vault vault;
    private final FailingBlobStore blobs;
    private final PersonalColumns columns;
    private final Provenance provenance;
    private final Staff staff;
    private final Contributors contributors;
    private final Holders holders;
    private final Tasks tasks;
    private final Quiz quiz;
    private final Consent consent;
    private final Households households;
    private final Custody custody;
    private final Uploads uploads;
    private final Events events;
    private final RuleBook rules;
    private final Capture capture;

    private final StaffMember operator;
    private final Contributor contributor;
    private final Task task;
    private final Holder ownHolder;

    private SyntheticHouse(long seed, Database database, Path workFolder, Vault vault, BlobStore blobs) {
        this.vault = vault;
        this.blobs = new FailingBlobStore(blobs, Long.MAX_VALUE);
        this.random = new SplittableRandom(seed);
        this.database = database;
        this.columns = new PersonalColumns(vault);
        this.provenance = new Provenance(vault, TestKeys.statements(), clock);
        this.staff = new Staff(vault, columns, provenance, clock);
        this.rules = new RuleBook(provenance, KEPT_IN, clock);
        this.contributors = new Contributors(new Contributors.Keys(vault, columns), rules, provenance, clock);
        this.holders = new Holders(provenance, clock);
        this.tasks = new Tasks(provenance, clock);
        var notices = new Notices(holders, CONTROLLER, new NoticeTexts(provenance, clock), clock);
        this.quiz = new Quiz(provenance, new SplittableRandom(seed), clock);
        this.consent = new Consent(new Consent.Rooms(notices, quiz, contributors, columns, provenance), clock);
        this.custody = new Custody(
                new Stores(database, this.blobs, vault), PlainFolders.onDisk(workFolder), provenance, clock);
        this.uploads = new Uploads(database, custody, columns, clock, UploadLimits.standard());
        this.events = new Events(clock);
        this.households = new Households(vault, columns, provenance, clock);
        var places = new SessionPlaces(columns, contributors, rules);
        this.capture = new Capture(new Sources(consent, households, tasks, uploads, places), provenance, events, clock);
        this.operator = firstOperator();
        coversTransfers();
        this.contributor = joins();
        answers(contributor.id(), true);
        this.task = publishes("fold the laundry");
        this.ownHolder = registersOwn();
    }

    /// A house in an empty migrated database; `workFolder` takes plain files.
    public static SyntheticHouse seeded(long seed, Database database, Path workFolder) {
        return new SyntheticHouse(seed, database, workFolder, new MemoryVault(), new MemoryBlobStore());
    }

    /// The same with its keys and sealed bytes in a data folder.
    public static SyntheticHouse onDisk(long seed, Database database, DataFolder data) throws IOException {
        return new SyntheticHouse(
                seed, database, data.work(), DirectoryVault.open(data.keys()), DirectoryBlobStore.open(data.blobs()));
    }

    /// Consent by itself, over these keys.
    public static Consent consent(Vault vault, Provenance provenance, InstantSource clock) {
        var columns = new PersonalColumns(vault);
        var rules = new RuleBook(provenance, KEPT_IN, clock);
        var contributors = new Contributors(new Contributors.Keys(vault, columns), rules, provenance, clock);
        var notices =
                new Notices(new Holders(provenance, clock), CONTROLLER, new NoticeTexts(provenance, clock), clock);
        var quiz = new Quiz(provenance, new SplittableRandom(0), clock);
        return new Consent(new Consent.Rooms(notices, quiz, contributors, columns, provenance), clock);
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

    public Households households() {
        return households;
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

    public RuleBook rules() {
        return rules;
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

    /// The contract that every contributor's country asks for is on record.
    private void coversTransfers() {
        transferGrounds(CONTROLLER.country())
                .forEach(ground -> database.inTransactionDo(tx -> rules.add(tx, operator.id(), ground)));
    }

    /// A contract that covers transfers there from every country in which somebody lives.
    public static List<TransferGround> transferGrounds(String there) {
        return COUNTRIES.stream()
                .map(country -> new Jurisdiction(country).laws().first())
                .map(law -> new TransferGround(law, new Jurisdiction(there), Basis.SAFEGUARDS, "contract of the house"))
                .toList();
    }

    /// A further contributor joins, lives alone, and has not answered anything yet.
    public Contributor joins() {
        return joins(oneOf(LANGUAGES), oneOf(COUNTRIES));
    }

    public Contributor joins(String language, String country) {
        var form = new JoinForm(Personal.of(language), Personal.of(country), 18);
        return within(tx -> {
            var invitation = contributors.invitations().make(tx, operator().id().person(), InvitationTerms.single());
            return switch (contributors.join(tx, invitation.link(), form)) {
                case JoinResult.Joined joined -> {
                    households.tell(tx, joined.contributor().id(), HouseholdForm.ALONE);
                    yield joined.contributor();
                }
                case JoinResult.Refused refused -> throw new IllegalStateException(refused.message());
            };
        });
    }

    /// The contributor reads the current notice, gives one answer to every purpose, and shows that it was
    /// understood.
    public void answers(ContributorId person, boolean yes) {
        var answers = new EnumMap<Purpose, Boolean>(Purpose.class);
        for (Purpose purpose : within(tx -> consent.notices().current(tx)).purposes()) {
            answers.put(purpose, yes);
        }
        answers(person, answers);
        understands(person, Quiz.QUESTIONS);
    }

    /// The contributor answers the check, this many of its questions rightly.
    public Quiz.QuizResult understands(ContributorId person, int right) {
        return within(tx -> {
            Quiz.Drawn drawn = quiz.drawn(tx, person);
            var answers = new HashMap<Integer, Integer>();
            for (int question : drawn.questions()) {
                int choice = quiz.bank().right(question);
                answers.put(question, answers.size() < right ? choice : (choice + 1) % 3);
            }
            return quiz.answer(tx, person, drawn.id(), answers);
        });
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
        return registersBuyer(name, "DE");
    }

    public Holder registersBuyer(String name, String country) {
        return within(tx ->
                registered(holders.registerBuyer(tx, new HolderForm(name, country, "training of household robots"))));
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
