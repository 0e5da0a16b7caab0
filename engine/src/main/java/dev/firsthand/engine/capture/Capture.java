package dev.firsthand.engine.capture;

import dev.firsthand.engine.capture.SessionPlaces.Judged;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.household.MayRecordResult;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.rules.Beginning.Kind;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskVersion;
import dev.firsthand.engine.upload.CompletedUpload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Sessions of recording: started with standing consent, filled with uploads and steps, finished once.
public final class Capture {
    /// The type of the event that a finished session publishes; its subject is the session.
    public static final String FINISHED = "capture-finished";

    /// How many sessions one page lists.
    public static final int PAGE_MAX = 50;

    /// How many steps one session may have.
    public static final int STEPS_MAX = 1_000;

    /// The longest that one step may take.
    public static final Duration STEP_LENGTH_MAX = Duration.ofHours(24);

    /// How far a phone's clock may run ahead of ours.
    public static final Duration CLOCK_AHEAD_MAX = Duration.ofMinutes(5);

    private static final Pattern DEVICE_CLASS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 .,_+()-]{0,63}");

    private final Sources sources;
    private final Provenance provenance;
    private final Events events;
    private final InstantSource clock;

    public Capture(Sources sources, Provenance provenance, Events events, InstantSource clock) {
        this.sources = sources;
        this.provenance = provenance;
        this.events = events;
        this.clock = clock;
    }

    /// A contributor starts to record an open task.
    public StartResult start(Tx tx, Start start) {
        if (!DEVICE_CLASS.matcher(start.deviceClass()).matches()) {
            return new StartResult.Refused(
                    "device-class-invalid",
                    "The kind of device must be 1 to 64 letters, digits, spaces and . , _ + ( ) -, such as iPhone15,2.");
        }
        Optional<Task> task = sources.tasks().find(tx, start.task());
        if (task.isEmpty()) {
            return new StartResult.Refused("task-unknown", "There is no such task: choose one from the list.");
        }
        if (!task.get().open()) {
            return new StartResult.Refused(
                    "task-closed", "This task takes no further recordings: choose another one from the list.");
        }
        return switch (sources.places().judge(tx, start)) {
            case Judged.Refused(var code, var message) -> new StartResult.Refused(code, message);
            case Judged.Allowed place -> startAllowed(tx, start, place);
        };
    }

    private StartResult startAllowed(Tx tx, Start start, Judged.Allowed place) {
        return switch (sources.consent().permitForShare(tx, start.contributor(), Purpose.CAPTURE_FOR_PAY)) {
            case PermitResult.Refused refused -> new StartResult.Refused(refused.code(), refused.message());
            case PermitResult.Permitted permitted -> startUnderstood(tx, start, place);
        };
    }

    private StartResult startUnderstood(Tx tx, Start start, Judged.Allowed place) {
        if (sources.consent().quiz().passed(tx, start.contributor()).isEmpty()) {
            return new StartResult.Refused(
                    "quiz-missing",
                    "Before the first recording, five questions about what happens with recordings are to be answered:"
                            + " at /me/quiz, or by POST /api/v1/me/quiz.");
        }
        return start.place().kind() == Kind.HOME
                ? startAtHome(tx, start, place)
                : new StartResult.Started(insert(tx, start, place));
    }

    private StartResult startAtHome(Tx tx, Start start, Judged.Allowed place) {
        return switch (sources.households().mayRecord(tx, start.contributor(), start.absent())) {
            case MayRecordResult.MayNot(var code, var message) -> new StartResult.Refused(code, message);
            case MayRecordResult.May(var absent) -> {
                Session session = insert(tx, start, place);
                sources.households().keepAbsent(tx, session.id().value(), absent);
                yield new StartResult.Started(session);
            }
        };
    }

    /// Takes a completed upload of the contributor, whose consent must still stand, into an open session: one
    /// recording, and what may go beside it ([UploadRole]). The time and the bytes of the upload become a step.
    public AttachResult attach(Tx tx, SessionId session, ContributorId contributor, Attachment attachment) {
        Optional<Session> open = SessionRows.lock(tx, session).filter(found -> isOf(found, contributor));
        if (open.isEmpty()) {
            return new AttachResult.Refused("session-unknown", "There is no such session of yours.");
        }
        if (Freezes.frozen(tx, session)) {
            return new AttachResult.Refused(Freezes.CODE, Freezes.MESSAGE);
        }
        Optional<AttachResult.Refused> refused = Attachments.refusal(open.get(), attachment)
                .map(no -> new AttachResult.Refused(no.code(), no.message()));
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (sources.consent().permitForShare(tx, contributor, Purpose.CAPTURE_FOR_PAY)) {
            case PermitResult.Refused no -> new AttachResult.Refused(no.code(), no.message());
            case PermitResult.Permitted permitted -> attachAllowed(tx, session, contributor, attachment);
        };
    }

    private AttachResult attachAllowed(Tx tx, SessionId session, ContributorId contributor, Attachment attachment) {
        Optional<CompletedUpload> completed = sources.uploads().hold(tx, attachment.upload(), contributor.person());
        if (completed.isEmpty()) {
            return new AttachResult.Refused(
                    "upload-missing", "No completed upload of yours has this id: finish the upload, then attach it.");
        }
        if (!insert(tx, session, attachment, completed.get())) {
            return new AttachResult.Refused("upload-taken", "This upload is part of a session already.");
        }
        return new AttachResult.Attached(SessionRows.find(tx, session).orElseThrow());
    }

    /// Notes how long a part of the contributor's work took. Told twice, it counts once.
    public StepResult recordStep(Tx tx, SessionId session, ContributorId contributor, Step step) {
        Optional<Session> found = SessionRows.lock(tx, session).filter(known -> isOf(known, contributor));
        if (found.isEmpty()) {
            return new StepResult.Refused("session-unknown", "There is no such session of yours.");
        }
        if (found.get().state() == Session.State.FINISHED) {
            return new StepResult.Refused("session-finished", "This session is finished: its steps no longer change.");
        }
        Optional<StepResult> invalid = stepRefusal(step);
        if (invalid.isPresent()) {
            return invalid.get();
        }
        if (StepRows.count(tx, session) >= STEPS_MAX) {
            return new StepResult.Refused(
                    "step-limit", "This session has %d steps, the most that one may have.".formatted(STEPS_MAX));
        }
        var precise = new Step(
                step.kind(),
                step.beganAt().truncatedTo(ChronoUnit.MICROS),
                step.endedAt().truncatedTo(ChronoUnit.MICROS),
                step.bytes());
        StepRows.insert(tx, session, precise);
        return new StepResult.Recorded(precise);
    }

    /// The contributor states how long a part of the work took, ending now. It takes the place of what was recorded
    /// of that part before: who corrects a figure is not paid, or counted, twice.
    public StepResult stateStep(Tx tx, SessionId session, ContributorId contributor, Step.Kind kind, Duration length) {
        Instant now = now();
        StepResult result = recordStep(tx, session, contributor, new Step(kind, now.minus(length), now, 0));
        if (result instanceof StepResult.Recorded(var stated)) {
            StepRows.removeOthers(tx, session, stated);
        }
        return result;
    }

    /// How many sessions each of them has begun; who has none is not in it.
    public Map<ContributorId, Integer> counts(Tx tx, Collection<ContributorId> contributors) {
        return SessionRows.counts(tx, contributors);
    }

    /// The contributor says that the session is whole. It must hold a recording, and consent must still stand.
    public FinishResult finish(Tx tx, SessionId session, ContributorId contributor) {
        Optional<Session> found = SessionRows.lock(tx, session).filter(known -> isOf(known, contributor));
        if (found.isEmpty()) {
            return new FinishResult.Refused("session-unknown", "There is no such session of yours.");
        }
        if (found.get().state() == Session.State.FINISHED) {
            return new FinishResult.Refused("session-finished", "This session was finished before.");
        }
        if (Freezes.frozen(tx, session)) {
            return new FinishResult.Refused(Freezes.CODE, Freezes.MESSAGE);
        }
        Optional<FinishResult.Refused> incomplete = incomplete(found.get());
        if (incomplete.isPresent()) {
            return incomplete.get();
        }
        return switch (sources.consent().permitForShare(tx, contributor, Purpose.CAPTURE_FOR_PAY)) {
            case PermitResult.Refused refused -> new FinishResult.Refused(refused.code(), refused.message());
            case PermitResult.Permitted permitted -> conclude(tx, found.get());
        };
    }

    private static Optional<FinishResult.Refused> incomplete(Session session) {
        if (session.recording().isEmpty()) {
            return Optional.of(new FinishResult.Refused(
                    "recording-missing",
                    "The session holds no video or motion file yet: upload one, attach it, then finish."));
        }
        return session.logWithoutFilm()
                ? Optional.of(new FinishResult.Refused(
                        "log-without-video",
                        "The session holds a log of the phone's motion, but not the video that it belongs to: attach the"
                                + " video, or start a new session for the motion of the body alone."))
                : Optional.empty();
    }

    /// A later room says how far the session has come, in the transaction in which that becomes true. What is
    /// removed stays removed.
    public static void reached(Tx tx, SessionId session, SessionStage stage) {
        SessionRows.reached(tx, session, stage);
    }

    /// Whoever opened the recording says how long it is.
    public static void measured(Tx tx, SessionId session, Duration recorded) {
        SessionRows.measured(tx, session, recorded);
    }

    public Optional<Session> find(Tx tx, SessionId session) {
        return SessionRows.find(tx, session);
    }

    /// As above, for the contributor: another person's session is not there.
    public Optional<Session> find(Tx tx, SessionId session, ContributorId contributor) {
        return find(tx, session).filter(found -> isOf(found, contributor));
    }

    /// Which wording of a task a session shows, and when it began.
    public record Begun(TaskVersion task, Instant at) {}

    /// How the sessions of a page began.
    public Map<SessionId, Begun> begun(Tx tx, Collection<SessionId> sessions) {
        return SessionRows.begun(tx, sessions);
    }

    /// Those of these sessions that hold the motion of a body and no picture.
    public Set<SessionId> ofBodiesAlone(Tx tx, Collection<SessionId> sessions) {
        return SessionRows.ofBodiesAlone(tx, sessions);
    }

    /// Which places sessions touch.
    public SessionPlaces places() {
        return sources.places();
    }

    /// The contributor's newest sessions, [#PAGE_MAX] of them.
    public SessionPage sessions(Tx tx, ContributorId contributor) {
        return page(SessionRows.firstPage(tx, contributor, PAGE_MAX + 1));
    }

    /// The sessions that follow `after`, the mark that the page before gave.
    public SessionPage sessions(Tx tx, ContributorId contributor, SessionId after) {
        return page(SessionRows.nextPage(tx, contributor, after, PAGE_MAX + 1));
    }

    /// Every step of the session, in the order of their beginnings.
    public List<Step> steps(Tx tx, SessionId session) {
        return StepRows.of(tx, session);
    }

    private Session insert(Tx tx, Start start, Judged.Allowed place) {
        var grants = new EnumMap<Purpose, UUID>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (sources.consent().permit(tx, start.contributor(), purpose)
                    instanceof PermitResult.Permitted permitted) {
                grants.put(purpose, permitted.permit().grant());
            }
        }
        var session = new Session(
                new SessionId(UUID.randomUUID()),
                start.contributor(),
                start.task(),
                grants,
                start.deviceClass(),
                List.of(),
                now(),
                Optional.empty());
        SessionRows.insert(tx, session);
        sources.places().keep(tx, session, start.place().kind(), place);
        return session;
    }

    private boolean insert(Tx tx, SessionId session, Attachment attachment, CompletedUpload completed) {
        var upload = new SessionUpload(
                completed.id(), attachment.role(), completed.object(), completed.sizeBytes(), attachment.declaration());
        if (!SessionRows.insertUpload(tx, session, upload, now())) {
            return false;
        }
        var step = new Step(Step.Kind.UPLOADING, completed.beganAt(), completed.endedAt(), completed.movedBytes());
        StepRows.insert(tx, session, step);
        return true;
    }

    @ChangesFact(FactType.CAPTURE)
    FinishResult conclude(Tx tx, Session session) {
        var uploads = new ArrayList<CompletedUpload>();
        for (SessionUpload upload : session.uploads()) {
            sources.uploads()
                    .completed(tx, upload.upload(), session.contributor().person())
                    .ifPresent(uploads::add);
        }
        if (uploads.size() != session.uploads().size()) {
            return new FinishResult.Refused(
                    "upload-missing", "An upload of this session was erased: start a new session for what is left.");
        }
        Instant now = now();
        SessionRows.finish(tx, session.id(), now);
        Session finished = SessionRows.find(tx, session.id()).orElseThrow();
        List<ResidentId> absent = sources.households().absent(tx, session.id().value());
        Map<String, Object> predicate = CaptureRecord.of(finished, uploads, absent);
        sources.places().rules(tx, finished).ifPresent(begunBy -> predicate.put("rules", begunBy));
        provenance.record(
                tx,
                session.contributor().person(),
                new Statement(FactType.CAPTURE, session.id().value(), predicate));
        events.publish(tx, new Event(FINISHED, session.id().value()));
        return new FinishResult.Finished(finished);
    }

    private Optional<StepResult> stepRefusal(Step step) {
        String wrong = "";
        if (step.endedAt().isBefore(step.beganAt())) {
            wrong = "it ends before it begins";
        } else if (step.length().compareTo(STEP_LENGTH_MAX) > 0) {
            wrong = "it takes longer than %d hours".formatted(STEP_LENGTH_MAX.toHours());
        } else if (step.endedAt().isAfter(clock.instant().plus(CLOCK_AHEAD_MAX))) {
            wrong = "it ends in the future: set the clock of the device";
        } else if (step.bytes() < 0) {
            wrong = "it moved a negative count of bytes";
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepResult.Refused("step-invalid", "The step cannot be noted: %s.".formatted(wrong)));
    }

    private static SessionPage page(List<Session> found) {
        if (found.size() <= PAGE_MAX) {
            return new SessionPage(found, Optional.empty());
        }
        List<Session> shown = found.subList(0, PAGE_MAX);
        return new SessionPage(shown, Optional.of(shown.getLast().id()));
    }

    private static boolean isOf(Session session, ContributorId contributor) {
        return session.contributor().equals(contributor);
    }

    /// The time by this room's clock, in the precision of its rows.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
