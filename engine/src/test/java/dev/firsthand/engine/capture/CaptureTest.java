package dev.firsthand.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskVersion;
import dev.firsthand.engine.upload.BeginResult;
import dev.firsthand.engine.upload.UploadId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final byte[] VIDEO = "these bytes stand for a video".getBytes(StandardCharsets.US_ASCII);
    private static final String DECLARATION = "time=t[ms];accel=ax,ay,az[m/s^2];gyro=gx,gy,gz[rad/s]";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(9, DATABASE.database(), work);
    }

    @Test
    void a_session_holds_who_which_task_version_which_grants_and_which_uploads() {
        Session finished = house.records(VIDEO);

        assertThat(finished.state()).isEqualTo(Session.State.FINISHED);
        assertThat(finished.contributor()).isEqualTo(house.contributor().id());
        assertThat(finished.task()).isEqualTo(house.task().version());
        assertThat(finished.grants())
                .containsOnlyKeys(house.within(tx -> house.consent().notices().current(tx))
                        .purposes());
        assertThat(finished.recording().orElseThrow().sizeBytes()).isEqualTo(VIDEO.length);
        assertThat(house.within((Tx tx) -> house.capture().find(tx, finished.id())))
                .contains(finished);
    }

    @Test
    void finishing_records_one_capture_and_publishes_one_event() throws Exception {
        Session finished = house.records(VIDEO);

        ProvenanceEntry entry = house.within(
                        tx -> house.provenance().entries(tx, finished.id().value()))
                .getFirst();
        String statement =
                house.within(tx -> house.provenance().open(tx, entry.id())).orElseThrow();

        assertThat(house.within(
                        (Tx tx) -> house.provenance().entries(tx, finished.id().value())))
                .extracting(ProvenanceEntry::type)
                .containsExactly(FactType.CAPTURE);
        assertThat(statement)
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(VIDEO)))
                .contains(
                        finished.grants().values().stream().map(UUID::toString).toList())
                .contains(house.task().id().value().toString(), "iPhone15,2");
        assertThat(events(finished.id())).isEqualTo(1);
    }

    @Test
    void only_grants_that_stand_are_noted_and_without_the_first_nothing_starts() {
        ContributorId person = house.joins().id();
        var start = new Start(person, house.task().version(), "Pixel 9");
        assertThat(refusal(start)).isEqualTo("consent-missing");

        house.answers(person, Map.of(Purpose.CAPTURE_FOR_PAY, true, Purpose.TRAIN_ROBOT_POLICY, false));
        house.understands(person, 5);
        var started = (StartResult.Started) house.within(tx -> house.capture().start(tx, start));

        assertThat(started.session().grants()).containsOnlyKeys(Purpose.CAPTURE_FOR_PAY);
        house.within(tx -> house.consent().withdraw(tx, person, Purpose.CAPTURE_FOR_PAY));
        assertThat(refusal(start)).isEqualTo("consent-withdrawn");
    }

    @Test
    void a_session_starts_only_with_an_open_task_and_a_kind_of_device() {
        ContributorId person = house.contributor().id();
        Task closed = house.publishes("clean the window");
        house.within(tx -> house.tasks().close(tx, closed.id()));

        assertThat(refusal(new Start(person, closed.version(), "Pixel 9"))).isEqualTo("task-closed");
        assertThat(refusal(new Start(person, new TaskVersion(new TaskId(UUID.randomUUID()), 1), "Pixel 9")))
                .isEqualTo("task-unknown");
        for (String device : new String[] {"", " ", "a\nb", "x".repeat(65), "https://example.org/?imei=1"}) {
            assertThat(refusal(new Start(person, house.task().version(), device)))
                    .isEqualTo("device-class-invalid");
        }
    }

    @Test
    void a_session_without_a_video_cannot_be_finished() {
        Session session = house.starts();
        house.attaches(session.id(), house.uploads(VIDEO), UploadRole.IMU_GCSV);

        assertThat(finishRefusal(session.id(), house.contributor().id())).isEqualTo("recording-missing");
    }

    @Test
    void a_finished_session_changes_no_more() {
        Session finished = house.records(VIDEO);

        assertThat(finishRefusal(finished.id(), house.contributor().id())).isEqualTo("session-finished");
        assertThat(attachRefusal(finished.id(), house.uploads(VIDEO), UploadRole.VIDEO))
                .isEqualTo("session-finished");
        assertThat(stepRefusal(finished.id(), step(0, 1, 0))).isEqualTo("session-finished");
        assertThat(events(finished.id())).isEqualTo(1);
    }

    @Test
    void a_withdrawal_before_the_end_keeps_the_session_from_taking_in_more_and_from_being_finished() {
        ContributorId person = house.joins().id();
        house.answers(person, true);
        var started = (StartResult.Started) house.within(
                tx -> house.capture().start(tx, new Start(person, house.task().version(), "Pixel 9")));
        UploadId upload = house.uploads(person, VIDEO);
        house.within(tx -> house.capture()
                .attach(
                        tx,
                        started.session().id(),
                        person,
                        new Attachment(upload, UploadRole.VIDEO, Optional.empty())));

        UploadId more = house.uploads(person, VIDEO);
        house.within(tx -> house.consent().withdraw(tx, person, Purpose.CAPTURE_FOR_PAY));

        AttachResult sensors = house.within(tx -> house.capture()
                .attach(
                        tx,
                        started.session().id(),
                        person,
                        new Attachment(more, UploadRole.IMU_GCSV, Optional.empty())));
        assertThat(((AttachResult.Refused) sensors).code()).isEqualTo("consent-withdrawn");
        assertThat(finishRefusal(started.session().id(), person)).isEqualTo("consent-withdrawn");
        assertThat(events(started.session().id())).isZero();
    }

    @Test
    void another_persons_session_and_upload_are_not_there() {
        Session session = house.starts();
        ContributorId stranger = house.joins().id();
        UploadId theirs = house.uploads(stranger, VIDEO);

        assertThat(house.within((Tx tx) -> house.capture().find(tx, session.id(), stranger)))
                .isEmpty();
        assertThat(finishRefusal(session.id(), stranger)).isEqualTo("session-unknown");
        assertThat(attachRefusal(session.id(), theirs, UploadRole.VIDEO)).isEqualTo("upload-missing");
        assertThat(attachRefusal(new SessionId(UUID.randomUUID()), theirs, UploadRole.VIDEO))
                .isEqualTo("session-unknown");
    }

    @Test
    void an_upload_must_be_complete_and_serves_one_session() {
        Session session = house.starts();
        var begun = (BeginResult.Begun)
                house.uploads().begin(house.contributor().id().person(), 100, Personal.of(""));
        UploadId used = house.uploads(VIDEO);
        house.attaches(house.starts().id(), used, UploadRole.VIDEO);

        assertThat(attachRefusal(session.id(), begun.status().id(), UploadRole.VIDEO))
                .isEqualTo("upload-missing");
        assertThat(attachRefusal(session.id(), used, UploadRole.VIDEO)).isEqualTo("upload-taken");
    }

    @Test
    void a_session_takes_one_recording_and_one_file_of_motion_beside_a_video() {
        Session session = house.starts();
        house.attaches(session.id(), house.uploads(VIDEO), UploadRole.VIDEO);
        house.attaches(session.id(), house.uploads(VIDEO), UploadRole.IMU_GCSV);

        for (UploadRole role : new UploadRole[] {UploadRole.VIDEO, UploadRole.STRAY_ZIP, UploadRole.IMU_GCSV}) {
            assertThat(attachRefusal(session.id(), house.uploads(VIDEO), role)).isEqualTo("role-taken");
        }
        Session zipped = house.starts();
        house.attaches(zipped.id(), house.uploads(VIDEO), UploadRole.STRAY_ZIP);
        assertThat(attachRefusal(zipped.id(), house.uploads(VIDEO), UploadRole.IMU_GCSV))
                .isEqualTo("role-taken");
    }

    @Test
    void a_csv_of_motion_needs_a_declaration_that_can_be_read() {
        Session session = house.starts();
        UploadId upload = house.uploads(VIDEO);

        assertThat(attachRefusal(session.id(), new Attachment(upload, UploadRole.IMU_CSV, Optional.empty())))
                .isEqualTo("declaration-missing");
        assertThat(attachRefusal(session.id(), new Attachment(upload, UploadRole.IMU_CSV, Optional.of("t,ax,ay"))))
                .isEqualTo("declaration-invalid");
        assertThat(attachRefusal(session.id(), new Attachment(upload, UploadRole.VIDEO, Optional.of(DECLARATION))))
                .isEqualTo("declaration-unwanted");
        AttachResult attached = house.within(tx -> house.capture()
                .attach(
                        tx,
                        session.id(),
                        house.contributor().id(),
                        new Attachment(upload, UploadRole.IMU_CSV, Optional.of(DECLARATION))));

        assertThat(((AttachResult.Attached) attached).session().uploads())
                .extracting(SessionUpload::declaration)
                .containsExactly(Optional.of(DECLARATION));
    }

    @Test
    void time_is_kept_step_by_step_and_an_upload_is_a_step_by_itself() {
        Session session = house.starts();
        Step reading = step(60, 0, 0);
        record(session.id(), reading);
        record(session.id(), reading);
        record(
                session.id(),
                new Step(Step.Kind.READING, reading.beganAt(), house.clock().instant(), 5));
        house.attaches(session.id(), house.uploads(VIDEO), UploadRole.VIDEO);

        var steps = house.within(tx -> house.capture().steps(tx, session.id()));

        assertThat(steps).extracting(Step::kind).containsExactly(Step.Kind.READING, Step.Kind.UPLOADING);
        assertThat(steps.getFirst().length()).isEqualTo(Duration.ofSeconds(60));
        assertThat(steps.getFirst().bytes()).isEqualTo(5);
        assertThat(steps.getLast().bytes()).isEqualTo(VIDEO.length);
    }

    @Test
    void a_step_that_cannot_be_true_is_refused() {
        Session session = house.starts();

        assertThat(stepRefusal(session.id(), step(0, 10, 0))).isEqualTo("step-invalid");
        assertThat(stepRefusal(session.id(), step(25 * 3600, 0, 0))).isEqualTo("step-invalid");
        assertThat(stepRefusal(session.id(), step(10, -301, 0))).isEqualTo("step-invalid");
        assertThat(stepRefusal(session.id(), step(10, 0, -1))).isEqualTo("step-invalid");
        assertThat(stepRefusal(new SessionId(UUID.randomUUID()), step(10, 0, 0)))
                .isEqualTo("session-unknown");
        record(session.id(), step(10, -299, 0));
    }

    @Test
    void a_session_takes_a_thousand_steps_and_no_more() {
        Session session = house.starts();
        house.database()
                .inTransactionDo(tx -> tx.sql()
                        .createUpdate("""
                        INSERT INTO capture_step (session, kind, began_at, ended_at, bytes)
                        SELECT :session, 'READING', t, t, 0
                          FROM generate_series(timestamptz '2026-01-01', '2026-01-01 00:16:39', '1 second') t
                        """)
                        .bind("session", session.id().value())
                        .execute());

        assertThat(stepRefusal(session.id(), step(10, 0, 0))).isEqualTo("step-limit");
    }

    @Test
    void a_contributor_sees_own_sessions_newest_first_in_pages() {
        ContributorId person = house.joins().id();
        house.answers(person, true);
        var started = new ArrayList<SessionId>();
        for (int i = 0; i < Capture.PAGE_MAX + 3; i++) {
            house.clock().advance(Duration.ofSeconds(i % 2));
            var start = new Start(person, house.task().version(), "Pixel 9");
            started.add(
                    ((StartResult.Started) house.within(tx -> house.capture().start(tx, start)))
                            .session()
                            .id());
        }

        SessionPage first = house.within(tx -> house.capture().sessions(tx, person));
        SessionPage second = house.within(
                tx -> house.capture().sessions(tx, person, first.after().orElseThrow()));

        var seen = new ArrayList<>(first.sessions());
        seen.addAll(second.sessions());
        assertThat(second.after()).isEmpty();
        assertThat(seen).extracting(Session::id).containsExactlyInAnyOrderElementsOf(started);
        assertThat(seen).extracting(Session::startedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    private static Step step(int secondsAgo, int secondsAgoEnd, long bytes) {
        Instant now = house.clock().instant();
        return new Step(Step.Kind.READING, now.minusSeconds(secondsAgo), now.minusSeconds(secondsAgoEnd), bytes);
    }

    private static void record(SessionId session, Step step) {
        StepResult result = house.within(tx ->
                house.capture().recordStep(tx, session, house.contributor().id(), step));
        assertThat(result).isInstanceOf(StepResult.Recorded.class);
    }

    private static String stepRefusal(SessionId session, Step step) {
        return ((StepResult.Refused) house.within(tx -> house.capture()
                        .recordStep(tx, session, house.contributor().id(), step)))
                .code();
    }

    private static String refusal(Start start) {
        return ((StartResult.Refused) house.within(tx -> house.capture().start(tx, start))).code();
    }

    private static String finishRefusal(SessionId session, ContributorId person) {
        return ((FinishResult.Refused) house.within(tx -> house.capture().finish(tx, session, person))).code();
    }

    private static String attachRefusal(SessionId session, UploadId upload, UploadRole role) {
        return attachRefusal(session, new Attachment(upload, role, Optional.empty()));
    }

    private static String attachRefusal(SessionId session, Attachment attachment) {
        return ((AttachResult.Refused) house.within(tx ->
                        house.capture().attach(tx, session, house.contributor().id(), attachment)))
                .code();
    }

    private static int events(SessionId session) {
        return house.within(tx -> tx.sql()
                .createQuery("SELECT count(*) FROM job_event WHERE type = :type AND subject = :subject")
                .bind("type", Capture.FINISHED)
                .bind("subject", session.value())
                .mapTo(Integer.class)
                .one());
    }
}
