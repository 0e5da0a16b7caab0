package dev.firsthand.engine.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.Derived;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.job.FunctionVersion;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.video.GridRendering;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.recording.video.GridVideo;
import dev.firsthand.recording.video.ImageHistogram;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Renders one accepted span of an episode's view onto the frame grid, once: the sealed result is remembered under
/// the contributor, this function's version, the encoder's build and the inputs, and goes when the contributor's
/// data goes.
final class EpisodeRendering {
    static final int VERSION = 2;
    private static final FunctionVersion FUNCTION = new FunctionVersion("release.render", VERSION);

    private final Database database;
    private final EpisodeFiles files;
    private final Custody custody;
    private final StepResults results;
    private final GridRendering rendering;
    private final WorkFolders work;
    private final String encoderBuild;
    private final ObjectMapper json = new ObjectMapper();

    EpisodeRendering(Database database, ReleaseRun.Stores stores, RenderingTools tools) {
        this.database = database;
        this.files = stores.files();
        this.custody = stores.custody();
        this.results = stores.results();
        this.rendering = tools.rendering();
        this.work = tools.work();
        this.encoderBuild = tools.encoderBuild();
    }

    /// A sealed mp4 on the grid, and what its pixels count up to.
    @SuppressWarnings("ArrayRecordComponent") // a table of numbers
    record Rendered(UUID video, long[][] histogram, int histogramFrames) {
        ObjectId object() {
            return new ObjectId(video);
        }

        ImageHistogram counts() {
            return new ImageHistogram(histogram, histogramFrames);
        }
    }

    /// What an earlier release rendered, where it is still remembered. Opens nothing.
    Optional<Rendered> remembered(Scrubbed scrubbed, TimeSpan span, GridSpec grid, String build) {
        return results.recall(
                        scrubbed.checked().episode().owner(),
                        FUNCTION,
                        inputs(scrubbed.view().cleaned(), span, grid, build))
                .map(this::rendered);
    }

    /// The pixels of a rendered part again, from its own mp4: for one of which nothing is remembered.
    Rendered counted(Path video, GridSpec grid) throws IOException, InterruptedException {
        FrameTimes times = Mp4File.read(video).video().orElseThrow().frameTimes();
        try (WorkFolders.Folder folder = work.fresh()) {
            ImageHistogram histogram = rendering
                    .render(video, times, grid, folder.path().resolve("again.mp4"))
                    .histogram();
            return new Rendered(new UUID(0, 0), histogram.counts(), histogram.frames());
        }
    }

    /// Empty when no picture lies in the span.
    Optional<Rendered> render(Scrubbed scrubbed, TimeSpan span, GridSpec grid, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        Episode episode = scrubbed.checked().episode();
        byte[] inputs = inputs(scrubbed.view().cleaned(), span, grid, encoderBuild);
        Optional<Rendered> remembered =
                results.recall(episode.owner(), FUNCTION, inputs).map(this::rendered);
        if (remembered.isPresent()) {
            return remembered;
        }
        try (PlainFile view = files.lay(
                        episode.recorded(),
                        Purpose.TRAIN_ROBOT_POLICY,
                        scrubbed.view().cleaned());
                WorkFolders.Folder folder = work.fresh()) {
            step.moved(view.sizeBytes());
            FrameTimes times = Mp4File.read(view.path()).video().orElseThrow().frameTimes();
            if (!anyWithin(times, span)) {
                return Optional.empty();
            }
            Path output = folder.path().resolve("grid.mp4");
            GridVideo video = rendering.render(view.path(), times, span, grid, output);
            step.moved(Files.size(output));
            Derived derived = custody.derive(episode.owner());
            step.otherwise(derived::discard);
            ImageHistogram histogram = video.histogram();
            keep(
                    scrubbed,
                    inputs,
                    new Rendered(derived.seal(output).value(), histogram.counts(), histogram.frames()),
                    derived);
        }
        return results.recall(episode.owner(), FUNCTION, inputs).map(this::rendered);
    }

    /// Another release may have rendered the same meanwhile: then its rendering stands, and this one goes. So it
    /// does when the session was frozen meanwhile: who erases it must know of everything.
    private void keep(Scrubbed scrubbed, byte[] inputs, Rendered rendered, Derived derived)
            throws ConsentEndedException {
        Episode episode = scrubbed.checked().episode();
        List<SessionId> session = List.of(episode.recorded().session());
        boolean frozen = database.inTransaction(tx -> {
            Freezes.holdStill(tx, session);
            boolean refused = !Freezes.frozen(tx, session).isEmpty();
            if (!refused && results.remember(tx, episode.owner(), FUNCTION, inputs, text(rendered))) {
                Renderings.keep(tx, scrubbed.view().cleaned(), rendered.object());
                derived.keep(tx);
            } else {
                derived.discard(tx);
            }
            return refused;
        });
        if (frozen) {
            throw ConsentEndedException.frozen();
        }
    }

    private static boolean anyWithin(FrameTimes times, TimeSpan span) {
        return Arrays.stream(times.presentationNanos())
                .anyMatch(time -> time >= span.startNanos() && time < span.endNanos());
    }

    private Rendered rendered(String text) {
        try {
            return json.readValue(text, Rendered.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a remembered rendering is not JSON", e);
        }
    }

    private String text(Rendered rendered) {
        try {
            return json.writeValueAsString(rendered);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can be written as JSON", e);
        }
    }

    private static byte[] inputs(ObjectId view, TimeSpan span, GridSpec grid, String encoderBuild) {
        byte[] build = encoderBuild.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(16 + 16 + 12 + build.length)
                .putLong(view.value().getMostSignificantBits())
                .putLong(view.value().getLeastSignificantBits())
                .putLong(span.startNanos())
                .putLong(span.endNanos())
                .putInt(grid.fps())
                .putInt(grid.width())
                .putInt(grid.height())
                .put(build)
                .array();
    }
}
