package dev.firsthand.engine.strain;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.BodyMotion;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.Recording;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.store.Database;
import dev.firsthand.recording.sidecar.SensorStreamsFile;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The run that works out a reading. Where consent has ended, the session is frozen or the recording is gone
/// there is no reading, which is no fault. Its result says nothing: the reading is the person's.
public final class StrainRun {
    public static final String KIND = "strain";
    public static final int VERSION = 1;

    /// A camera's clock that says otherwise is wrong.
    private static final Duration KEPT_ON_THE_PHONE_MAX = Duration.ofDays(30);

    private static final String NOTHING_TOLD = "{}";

    private final Database database;
    private final Strains strains;
    private final Capture capture;
    private final EpisodeFiles files;

    public StrainRun(Database database, Strains strains, Capture capture, EpisodeFiles files) {
        this.database = database;
        this.strains = strains;
        this.capture = capture;
        this.files = files;
    }

    public RunKind run() {
        return new RunKind(KIND, List.of(new StepDefinition("read", VERSION, this::read)));
    }

    private StepOutcome read(StepContext step) throws IOException {
        Optional<Episode> episode = database.inTransaction(tx -> strains.episode(tx, step.subject()));
        Optional<Session> session = episode.flatMap(found ->
                database.inTransaction(tx -> capture.find(tx, found.recorded().session())));
        if (episode.isEmpty() || session.isEmpty()) {
            return new StepOutcome.Finished(tx -> NOTHING_TOLD);
        }
        try {
            StrainReading reading = reading(episode.get(), session.get());
            return new StepOutcome.Finished(tx -> {
                strains.keep(tx, step.subject(), episode.get(), reading);
                return NOTHING_TOLD;
            });
        } catch (ConsentEndedException ended) {
            return new StepOutcome.Finished(tx -> NOTHING_TOLD);
        }
    }

    private StrainReading reading(Episode episode, Session session) throws IOException, ConsentEndedException {
        Optional<HeadTilt> head = Optional.empty();
        if (episode.recording().streams().isPresent()) {
            head = head(episode, episode.recording().streams().get());
        }
        Optional<BodyStrain> body = Optional.empty();
        if (episode.recording().motion().isPresent()) {
            BodyMotion motion = episode.recording().motion().get();
            body = BodyStrain.of(files.clip(episode, Purpose.QUALITY_AND_LABELLING, motion));
        }
        Duration worn = head.map(HeadTilt::worn).orElseGet(() -> filmed(episode.recording()));
        return new StrainReading(session.id(), began(episode, session), worn, head, body);
    }

    /// Where no gravity was kept, a phone was worn as long as it filmed; a suit alone is no weight on a forehead.
    private static Duration filmed(Recording recording) {
        return recording.film().map(film -> film.span().length()).orElse(Duration.ZERO);
    }

    private static Instant began(Episode episode, Session session) {
        Instant finished = session.finishedAt().orElse(session.startedAt());
        return episode.recording()
                .film()
                .flatMap(film -> film.facts().captureTime())
                .filter(time -> !time.isAfter(finished) && time.isAfter(finished.minus(KEPT_ON_THE_PHONE_MAX)))
                .orElse(session.startedAt());
    }

    private Optional<HeadTilt> head(Episode episode, ObjectId streams) throws IOException, ConsentEndedException {
        try (InputStream in =
                new BufferedInputStream(files.open(episode.recorded(), Purpose.QUALITY_AND_LABELLING, streams))) {
            return switch (SensorStreamsFile.read(in)) {
                case SensorStreamsFile.ReadResult.Streams(var read, var alignments) ->
                    read.stream()
                            .filter(stream -> stream.kind() == SensorKind.IMU)
                            .filter(stream -> stream.size() > 0)
                            .findFirst()
                            .map((SensorStream imu) -> HeadTilt.of(imu));
                case SensorStreamsFile.ReadResult.Damaged(var message) -> throw new IOException(message);
            };
        }
    }
}
