package dev.firsthand.perf;

import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.FunctionVersion;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonKey;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.engine.task.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

/// Fills the tables of many recordings, row by row as the rooms would have written them; people and tasks are there
/// already. Bytes are missing: pages that only tell of them can be timed.
final class FilledHouse {
    @SuppressWarnings("InlineFormatString") // it would bury the method that fills it in
    private static final String RECORDING = """
            {"video":"%s","facts":{"container":"mov,mp4","stream_index":0,"codec":"h264","profile":"High","width":1920,\
            "height":1080,"rotation_degrees":0,"pixel_format":"yuv420p","bit_depth":8,"colour_transfer":"bt709",\
            "duration_nanos":%d,"frames":%d,"hidden_frames":0,"audio_present":true,"notes":[]},"streams":"%s",\
            "sensors":["IMU"],"alignments":[{"from":"imu","to":"video","offset_nanos":1500000,"bound_nanos":5000000,\
            "method":"DECLARED"}],"notes":[{"level":"NOTE","code":"stream-rate","stream":"imu","measured":200.1,\
            "limit":90.0,"unit":"Hz","message":"Measured."}]}""";

    private final Database database;
    private final Vault vault;
    private final PersonalColumns columns;
    private final List<ContributorId> contributors;
    private final List<TaskId> tasks;
    private final List<FilledSession> sessions;

    FilledHouse(Database database, Vault vault, List<ContributorId> contributors, List<TaskId> tasks, Size size) {
        this.database = database;
        this.vault = vault;
        this.columns = new PersonalColumns(vault);
        this.contributors = contributors;
        this.tasks = tasks;
        this.sessions = IntStream.range(0, size.sessions())
                .mapToObj(number -> new FilledSession(number, size.sessions(), size.now()))
                .toList();
    }

    record Size(int sessions, Instant now) {}

    List<FilledSession> sessions() {
        return sessions;
    }

    void fill() throws SQLException, IOException {
        try (Connection connection = database.connections().getConnection()) {
            fillCapture(connection);
            fillEpisodes(connection);
            fillDecisions(connection);
            fillRuns(connection);
            fillFacts(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
        }
        fillIntervals();
    }

    private ContributorId contributor(FilledSession session) {
        return contributors.get((int) (session.number() * 7919L % contributors.size()));
    }

    private TaskId task(FilledSession session) {
        return tasks.get((int) (session.number() * 104_729L % tasks.size()));
    }

    private void fillCapture(Connection to) throws SQLException, IOException {
        copy(
                to,
                "capture_session",
                "id, contributor, task, task_version, device_class, started_at, finished_at, stage, recorded_millis",
                all -> true,
                session -> new Object[] {
                    session.id(),
                    contributor(session).value(),
                    task(session).value(),
                    1,
                    "Synthetic Phone 1",
                    session.begun(),
                    session.stage() == SessionStage.RECORDING ? null : session.finished(),
                    session.stage(),
                    session.opened() ? session.length().toMillis() : null
                });
        for (String purpose : List.of("CAPTURE_FOR_PAY", "QUALITY_AND_LABELLING")) {
            copy(to, "capture_grant", "session, purpose, grant_id", all -> true, session ->
                    new Object[] {session.id(), purpose, FilledSession.name(purpose, session.number())});
        }
        copy(
                to,
                "capture_upload",
                "upload, session, role, object, size_bytes, attached_at",
                session -> session.stage() != SessionStage.RECORDING,
                session -> new Object[] {
                    session.upload(), session.id(), "VIDEO", session.object(), 123_456_789L, session.begun()
                });
        copy(
                to,
                "upload",
                "id, owner, object, length_bytes, offset_bytes, metadata, sha256, created_at, changed_at, expires_at,"
                        + " completed_at, held_at",
                all -> true,
                this::upload);
        copy(to, "capture_step", "session, kind, began_at, ended_at, bytes", all -> true, session -> new Object[] {
            session.id(), "RECORDING", session.begun(), session.begun().plus(session.length()), 0
        });
    }

    private Object[] upload(FilledSession session) {
        boolean whole = session.stage() != SessionStage.RECORDING;
        byte[] sealed = columns.seal(contributor(session).person(), "upload.metadata", Personal.of(""));
        Instant ended = session.finished();
        return new Object[] {
            session.upload(),
            contributor(session).value(),
            session.object(),
            123_456_789L,
            whole ? 123_456_789L : 1_000_000L,
            sealed,
            whole ? sealed : null,
            session.begun(),
            ended,
            ended.plusSeconds(14L * 86_400),
            whole ? ended : null,
            whole ? ended : null
        };
    }

    private void fillEpisodes(Connection to) throws SQLException, IOException {
        copy(
                to,
                "episode",
                "id, session, contributor, grant_id, state, refusal_code, refusal_message, recording, recorded_at",
                session -> session.opened() || session.stage() == SessionStage.REFUSED,
                session -> new Object[] {
                    session.episode(),
                    session.id(),
                    contributor(session).value(),
                    FilledSession.name("CAPTURE_FOR_PAY", session.number()),
                    session.opened() ? "recorded" : "refused",
                    session.opened() ? null : "video-unreadable",
                    session.opened() ? null : "This file is no video.",
                    session.opened() ? recording(session) : null,
                    session.finished()
                });
        Predicate<FilledSession> checked = session -> session.reached(SessionStage.REDACTING);
        copy(to, "quality_check", "episode, check_version, checked_at", checked, session ->
                new Object[] {session.episode(), 4, session.finished()});
        for (int place = 0; place < 3; place++) {
            int at = place;
            copy(
                    to,
                    "quality_finding",
                    "episode, place, level, code, start_nanos, end_nanos, measured, limit_value, unit, advice",
                    checked,
                    session -> new Object[] {
                        session.episode(),
                        at,
                        "WARN",
                        "frames-missing",
                        at * 9_000_000_000L,
                        at * 9_000_000_000L + 400_000_000,
                        0.4,
                        0.08,
                        "s",
                        "The phone skipped pictures here."
                    });
        }
        copy(
                to,
                "privacy_view",
                "episode, cleaned, proxy, contact_sheets, scrub_version, scrubbed_at, answered_at",
                session -> session.reached(SessionStage.LOOK),
                session -> new Object[] {
                    session.episode(),
                    FilledSession.name("scrubbed", session.number()),
                    FilledSession.name("proxy", session.number()),
                    "{" + FilledSession.name("sheet", session.number()) + "}",
                    1,
                    session.finished(),
                    session.stage() == SessionStage.LOOK ? null : session.finished()
                });
    }

    private byte[] recording(FilledSession session) {
        String text = RECORDING.formatted(
                session.object(),
                session.length().toNanos(),
                session.length().toSeconds() * 30,
                FilledSession.name("streams", session.number()));
        return columns.seal(contributor(session).person(), "episode.recording", Personal.of(text));
    }

    private void fillDecisions(Connection to) throws SQLException, IOException {
        UUID author = FilledSession.name("author", 1);
        copy(
                to,
                "privacy_answer",
                "id, episode, author, answer, visible, answered_at",
                session -> session.reached(SessionStage.REVIEW) || session.reached(SessionStage.QUARANTINED),
                session -> new Object[] {
                    FilledSession.name("answer", session.number()),
                    session.episode(),
                    author,
                    session.stage() == SessionStage.QUARANTINED ? "something-visible" : "nothing-visible",
                    session.stage() == SessionStage.QUARANTINED ? "{FACE}" : "{}",
                    session.finished()
                });
        Predicate<FilledSession> reviewed = session -> session.stage() == SessionStage.REVIEWED;
        copy(to, "review", "id, episode, author, reviewed_at", reviewed, session ->
                new Object[] {session.review(), session.episode(), author, session.finished()});
        copy(to, "review_span", "review, start_nanos, end_nanos", reviewed, session ->
                new Object[] {session.review(), 0, session.length().toNanos()});
        copy(
                to,
                "label",
                "id, episode, task_sentence, outcome, stated_by, stated_at",
                reviewed,
                session -> new Object[] {
                    FilledSession.name("label", session.number()),
                    session.episode(),
                    "fold the laundry",
                    "SUCCESS",
                    contributor(session).value(),
                    session.finished()
                });
    }

    private void fillRuns(Connection to) throws SQLException, IOException {
        fillRun(to, "intake", "open", SessionStage.OPENING);
        fillRun(to, "checks", "container-checks", SessionStage.CHECKING);
        fillRun(to, "privacy", "scrub", SessionStage.REDACTING);
    }

    /// Of those that are in the stage now, one in three failed; the others work.
    private void fillRun(Connection to, String kind, String step, SessionStage begun) throws SQLException, IOException {
        Predicate<FilledSession> there =
                session -> session.reached(begun) || (kind.equals("intake") && session.stage() == SessionStage.REFUSED);
        Function<FilledSession, String> state = session -> {
            if (session.stage() != begun) {
                return "DONE";
            }
            return session.number() % 90 < 30 ? "FAILED" : "RUNNING";
        };
        copy(to, "job_run", "id, kind, subject, owner, state, began_at, ended_at", there, session -> new Object[] {
            FilledSession.name(kind, session.number()),
            kind,
            kind.equals("intake") ? session.id() : session.episode(),
            contributor(session).value(),
            state.apply(session),
            session.finished(),
            state.apply(session).equals("RUNNING") ? null : session.finished()
        });
        copy(
                to,
                "job_step",
                "run, position, name, version, state, attempts, error_code, error_message",
                there,
                session -> new Object[] {
                    FilledSession.name(kind, session.number()),
                    0,
                    step,
                    1,
                    state.apply(session),
                    1,
                    state.apply(session).equals("FAILED") ? "video-too-heavy" : null,
                    state.apply(session).equals("FAILED") ? "The video needs more memory than it may have." : null
                });
    }

    private void fillFacts(Connection to) throws SQLException, IOException {
        CopyTable.fill(
                to,
                "provenance_entry",
                FilledFacts.ENTRY_COLUMNS,
                sessions.stream().flatMap(this::entries));
        CopyTable.fill(
                to,
                "provenance_outbox",
                FilledFacts.OUTBOX_COLUMNS,
                sessions.stream()
                        .flatMap(session -> session.facts().stream()
                                .map(fact -> FilledFacts.outbox(name(session, fact), fact.type()))));
    }

    private Stream<Object[]> entries(FilledSession session) {
        List<Statement> facts = session.facts();
        if (facts.isEmpty()) {
            return Stream.empty();
        }
        PersonKey key = vault.key(contributor(session).person()).orElseThrow();
        return facts.stream()
                .map(fact -> FilledFacts.entry(
                        name(session, fact), contributor(session).value(), key, fact, session.finished()));
    }

    private static UUID name(FilledSession session, Statement fact) {
        return FilledSession.name(fact.type().wireName(), session.number());
    }

    /// For the recordings of two hours, which are the largest: as unsteady as a plot can be.
    private void fillIntervals() throws IOException {
        var results = new StepResults(database, vault, InstantSource.system());
        String text = intervals();
        for (FilledSession session : sessions) {
            if (session.opened() && session.length().toHours() == 2) {
                byte[] inputs = session.object().toString().getBytes(StandardCharsets.US_ASCII);
                database.inTransactionDo(tx -> results.remember(
                        tx, contributor(session).person(), new FunctionVersion("frame-intervals", 1), inputs, text));
            }
        }
    }

    private static String intervals() throws IOException {
        var random = new SplittableRandom(7);
        var bytes = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            data.writeInt(216_000);
            data.writeLong(7_200_000_000_000L);
            data.writeLong(33_333_333);
            data.writeInt(40);
            data.writeInt(3);
            data.writeInt(600);
            for (int column = 0; column < 600; column++) {
                data.writeInt(20_000 + random.nextInt(13_000));
            }
            for (int column = 0; column < 600; column++) {
                data.writeInt(33_333 + random.nextInt(random.nextInt(15) == 0 ? 900_000 : 5_000));
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private void copy(
            Connection to,
            String table,
            String names,
            Predicate<FilledSession> wanted,
            Function<FilledSession, Object[]> row)
            throws SQLException, IOException {
        CopyTable.fill(to, table, names, sessions.stream().filter(wanted).map(row));
    }
}
