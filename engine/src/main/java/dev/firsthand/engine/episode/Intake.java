package dev.firsthand.engine.episode;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionUpload;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.Derived;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.episode.Episodes.Refusal;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.sidecar.SidecarReading;
import dev.firsthand.recording.sidecar.SidecarResult;
import dev.firsthand.recording.suit.ClipFile;
import dev.firsthand.recording.suit.SuitReading;
import dev.firsthand.recording.suit.SuitResult;
import dev.firsthand.recording.video.ProbeResult;
import dev.firsthand.recording.video.VideoProbe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The run that opens a finished capture in child processes and says what is in it. A recording that cannot be
/// opened ends as a refusal that its contributor can act on; its bytes stay as they are.
public final class Intake {
    public static final String KIND = "intake";
    public static final int VERSION = 1;

    private final Database database;
    private final Capture capture;
    private final Episodes episodes;
    private final EpisodeFiles files;
    private final Custody custody;
    private final Readers readers;
    private final Opening opening;

    public Intake(
            Database database,
            Capture capture,
            Episodes episodes,
            EpisodeFiles files,
            Custody custody,
            Readers readers,
            WorkFolders work) {
        this.database = database;
        this.capture = capture;
        this.episodes = episodes;
        this.files = files;
        this.custody = custody;
        this.readers = readers;
        this.opening = new Opening(files, work);
    }

    /// Who reads the files; each works in a child process.
    public record Readers(VideoProbe video, SidecarReading sidecars, SuitReading suits) {}

    public RunKind run() {
        return new RunKind(KIND, List.of(new StepDefinition("open", VERSION, this::open)));
    }

    private StepOutcome open(StepContext step) throws IOException, InterruptedException {
        Session session = database.inTransaction(tx -> capture.find(tx, new SessionId(step.subject())))
                .orElse(null);
        if (session == null || session.recording().isEmpty()) {
            return new StepOutcome.Failed("session-missing", "The session is gone, or holds no recording.");
        }
        SessionUpload recording = session.recording().get();
        Derived derived = custody.derive(owner(session));
        step.otherwise(derived::discard);
        for (SessionUpload upload : session.uploads()) {
            step.moved(upload.equals(recording) ? 0 : custody.size(upload.object()));
        }
        return opening.open(step, origin(session), recording.object(), (plain, folder) -> switch (recording.role()) {
            case STRAY_ZIP -> openZip(session, derived, plain, folder);
            case VIDEO -> openVideo(session, derived, plain, folder);
            case MOTION -> openBody(session, derived, plain, folder);
            case IMU_GCSV, IMU_CSV -> throw new IllegalStateException("a log of sensors shows no task");
        });
    }

    private StepOutcome openVideo(Session session, Derived derived, Path plain, Path folder)
            throws IOException, InterruptedException, ConsentEndedException {
        return switch (readers.video().probe(plain, folder)) {
            case ProbeResult.Refused(var code, var message) -> refused(session, new Refusal(code, message));
            case ProbeResult.Video(var facts, var times) -> {
                Sidecars sidecars = new Sidecars();
                for (SessionUpload upload : session.uploads()) {
                    readSidecar(session, upload, folder, sidecars);
                }
                readSuit(session, derived, folder, sidecars);
                ObjectId video = session.recording().orElseThrow().object();
                yield recorded(
                        session,
                        derived,
                        sidecars.recording(video, facts, streams(derived, sidecars, folder)),
                        Map.of("frames", times.size(), "side_cars", sidecars.read()));
            }
        };
    }

    /// The video in the zip becomes a sealed file of its own; the zip stays as the master that it came from.
    private StepOutcome openZip(Session session, Derived derived, Path plain, Path folder)
            throws IOException, InterruptedException, ConsentEndedException {
        Path inner = subfolder(folder, "stray");
        SidecarResult result = readers.sidecars().readStrayScanner(plain, inner);
        if (result instanceof SidecarResult.Refused(var code, var message)) {
            return refused(session, new Refusal(code, message));
        }
        SidecarResult.Streams read = (SidecarResult.Streams) result;
        Path video = read.video().orElse(null);
        if (video == null) {
            return refused(
                    session,
                    new Refusal(
                            "stray-no-video", "The zip holds no rgb.mp4. Export the whole folder and send it again."));
        }
        return switch (readers.video().probe(video, subfolder(folder, "probe"))) {
            case ProbeResult.Refused(var code, var message) -> refused(session, new Refusal(code, message));
            case ProbeResult.Video(var facts, var times) -> {
                Sidecars sidecars = new Sidecars();
                sidecars.add(read);
                readSuit(session, derived, folder, sidecars);
                ObjectId object = derived.seal(video);
                yield recorded(
                        session,
                        derived,
                        sidecars.recording(object, facts, streams(derived, sidecars, folder)),
                        Map.of("frames", times.size(), "side_cars", sidecars.read()));
            }
        };
    }

    /// There is nothing else to keep: a file that can't be read costs the recording.
    private StepOutcome openBody(Session session, Derived derived, Path plain, Path folder)
            throws IOException, InterruptedException {
        return switch (readers.suits().read(plain, subfolder(folder, "suit"))) {
            case SuitResult.Refused(var code, var message) -> refused(session, new Refusal(code, message));
            case SuitResult.Body(var clip) ->
                clip.seconds() > VideoProbe.DURATION_MAX.toSeconds()
                        ? refused(session, Suits.tooLong(clip))
                        : recorded(
                                session,
                                derived,
                                Suits.alone(clip, seal(derived, clip, folder)),
                                Map.of(
                                        "frames",
                                        clip.frames(),
                                        "joints",
                                        clip.skeleton().size()));
        };
    }

    private static ObjectId seal(Derived derived, Clip clip, Path folder) throws IOException {
        Path file = folder.resolve("clip.bin");
        try (OutputStream out = Files.newOutputStream(file)) {
            ClipFile.write(out, clip);
        }
        return derived.seal(file);
    }

    private void readSidecar(Session session, SessionUpload upload, Path folder, Sidecars sidecars)
            throws IOException, InterruptedException, ConsentEndedException {
        if (!upload.role().log()) {
            return;
        }
        Path inner = subfolder(folder, "sidecar-" + upload.upload().value());
        try (PlainFile plain = lay(session, upload)) {
            sidecars.add(readers.sidecars().read(Sidecars.format(upload), plain.path(), inner));
        }
    }

    /// After the side-cars, which tell how the suit's clock stands. A file that can't be read does not cost the
    /// recording.
    private void readSuit(Session session, Derived derived, Path folder, Sidecars sidecars)
            throws IOException, InterruptedException, ConsentEndedException {
        Optional<SessionUpload> upload = session.uploads().stream()
                .filter(one -> one.role() == UploadRole.MOTION)
                .findFirst();
        if (upload.isEmpty()) {
            return;
        }
        try (PlainFile plain = lay(session, upload.get())) {
            switch (readers.suits().read(plain.path(), subfolder(folder, "suit"))) {
                case SuitResult.Body(var clip) -> {
                    Suits.Aligned aligned = Suits.align(clip, sidecars);
                    sidecars.add(new BodyMotion(seal(derived, aligned.clip(), folder), aligned.alignment()));
                    sidecars.add(aligned.note());
                }
                case SuitResult.Refused(var code, var message) -> sidecars.add(Suits.refused(code, message));
            }
        }
    }

    private static Optional<ObjectId> streams(Derived derived, Sidecars sidecars, Path folder) throws IOException {
        if (sidecars.streams().isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve("streams.bin");
        sidecars.write(file);
        return Optional.of(derived.seal(file));
    }

    private StepOutcome recorded(Session session, Derived derived, Recording recording, Map<String, Object> evidence) {
        Episode episode = new Episode(EpisodeId.random(), origin(session), recording);
        return new StepOutcome.Finished(tx -> {
            derived.keep(tx);
            episodes.keep(tx, episode, session, evidence);
            return "{\"episode\":\"%s\"}".formatted(episode.id().value());
        });
    }

    private StepOutcome refused(Session session, Refusal refusal) {
        EpisodeId id = EpisodeId.random();
        return new StepOutcome.Finished(tx -> {
            episodes.keepRefused(tx, id, session, refusal);
            return "{\"refused\":\"%s\"}".formatted(refusal.code());
        });
    }

    private PlainFile lay(Session session, SessionUpload upload) throws IOException, ConsentEndedException {
        return files.lay(origin(session), Purpose.QUALITY_AND_LABELLING, upload.object());
    }

    private static Origin.Recorded origin(Session session) {
        return new Origin.Recorded(session.id(), session.contributor(), Episodes.grant(session));
    }

    private static PersonId owner(Session session) {
        return session.contributor().person();
    }

    private static Path subfolder(Path folder, String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }
}
