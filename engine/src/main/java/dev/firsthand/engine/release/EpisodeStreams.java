package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.episode.BodyMotion;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.recording.convert.BodyFrames;
import dev.firsthand.recording.convert.CameraModel;
import dev.firsthand.recording.convert.EpisodeRecording.Motion;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.recording.sidecar.CameraIntrinsics;
import dev.firsthand.recording.sidecar.SensorStreamsFile;
import dev.firsthand.recording.video.GridMapping;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.sensor.Resampled;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Loads what a copy needs of one part besides its rendered pictures: frame times, sensor streams and the motion of a
/// body.
final class EpisodeStreams {
    private final EpisodeFiles files;

    EpisodeStreams(EpisodeFiles files) {
        this.files = files;
    }

    /// The motion of a body, and the frames of it within the part in which all of the body was measured.
    record Body(Motion motion, Optional<BodyFrames> frames) {}

    /// The grid of one part, its streams and the motion that its copy holds, with their alignments to the
    /// clock of the recording.
    record Loaded(
            ClockName clock,
            GridMapping mapping,
            List<SensorStream> streams,
            Optional<Body> body,
            List<ClockAlignment> alignments) {
        Optional<SensorStream> stream(SensorKind kind) {
            return streams.stream().filter(stream -> stream.kind() == kind).findFirst();
        }

        Optional<Motion> motion() {
            return body.map(Body::motion);
        }

        /// A stream read at the capture times of the frames. Frames outside what was measured hold the nearest
        /// sample.
        Resampled onGrid(SensorStream stream) {
            return stream.onTimes(captureTimes(stream.clock()));
        }

        /// The motion at the capture times of the frames, of a copy whose layout has it.
        BodyFrames.OnTimes bodyOnGrid() {
            Body moving = body.orElseThrow();
            return moving.frames().orElseThrow().on(captureTimes(moving.motion().clock()));
        }

        /// When the frames were taken, on the clock of a stream.
        private long[] captureTimes(ClockName stream) {
            long offset = stream.equals(clock) ? 0 : offset(stream);
            long[] onClock = mapping.captureTimesNanos().clone();
            for (int i = 0; i < onClock.length; i++) {
                onClock[i] -= offset;
            }
            return onClock;
        }

        private long offset(ClockName stream) {
            return alignments.stream()
                    .filter(alignment ->
                            alignment.from().equals(stream) && alignment.to().equals(clock))
                    .mapToLong(ClockAlignment::offsetNanos)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the clock %s is not aligned to the recording's".formatted(stream.value())));
        }
    }

    Loaded load(Part part, int fps) throws IOException, ConsentEndedException {
        return switch (part) {
            case FilmedPart film -> film(film, fps);
            case MotionPart alone -> alone(alone, fps);
        };
    }

    private Loaded alone(MotionPart part, int fps) throws IOException, ConsentEndedException {
        Clip clip = alone(part.scrubbed());
        ClockName clock = part.episode().recording().clock();
        return new Loaded(
                clock,
                GridMapping.of(moments(clip), part.span(), fps),
                List.of(),
                Optional.of(new Body(new Motion(clip, clock), BodyFrames.of(clip, part.span()))),
                List.of());
    }

    /// The cleaned motion of a body alone.
    Clip alone(Scrubbed scrubbed) throws IOException, ConsentEndedException {
        Episode episode = scrubbed.checked().episode();
        var cleaned = new BodyMotion(
                scrubbed.view().cleaned(),
                ClockAlignment.identity(episode.recording().clock()));
        return files.clip(episode, ReleaseConsent.MOTION, cleaned);
    }

    /// A pose that a program inserted before the motion is none of its moments.
    private static FrameTimes moments(Clip clip) {
        long[] times = IntStream.range(clip.firstFrameOfMotion(), clip.frames())
                .mapToLong(clip::timeNanos)
                .toArray();
        boolean[] whole = new boolean[times.length];
        Arrays.fill(whole, true);
        return new FrameTimes(times, whole, 0);
    }

    private Loaded film(FilmedPart part, int fps) throws IOException, ConsentEndedException {
        GridMapping mapping = GridMapping.of(times(part), part.span(), fps);
        List<SensorStream> streams = new ArrayList<>();
        List<ClockAlignment> alignments = new ArrayList<>();
        Optional<ObjectId> sealed = part.episode().recording().streams();
        if (sealed.isPresent()) {
            readStreams(part, sealed.get(), streams, alignments);
        }
        Optional<Body> body = Optional.empty();
        if (part.withMotion()) {
            body = Optional.of(body(part));
            alignments.add(motion(part).alignment());
        }
        return new Loaded(ClockName.VIDEO, mapping, List.copyOf(streams), body, List.copyOf(alignments));
    }

    private void readStreams(
            FilmedPart part, ObjectId sealed, List<SensorStream> streams, List<ClockAlignment> alignments)
            throws IOException, ConsentEndedException {
        try (InputStream in =
                new BufferedInputStream(files.open(part.episode().recorded(), Purpose.TRAIN_ROBOT_POLICY, sealed))) {
            switch (SensorStreamsFile.read(in)) {
                case SensorStreamsFile.ReadResult.Streams(var read, var told) -> {
                    streams.addAll(read);
                    alignments.addAll(told);
                }
                case SensorStreamsFile.ReadResult.Damaged(var message) -> throw new IOException(message);
            }
        }
    }

    /// What all parts can say of a body on their frames: the same joints, measured at some moment of each. Nothing
    /// where one of them can't.
    List<Feature> bodyFeatures(List<Part> parts) throws IOException, ConsentEndedException {
        Set<List<Feature>> found = new HashSet<>();
        for (Part part : parts) {
            found.add(
                    switch (part) {
                        case MotionPart alone -> alone.features();
                        case FilmedPart film -> bodyFeatures(film);
                    });
            if (found.size() > 1) {
                return List.of();
            }
        }
        return found.stream().findFirst().orElse(List.of());
    }

    private List<Feature> bodyFeatures(FilmedPart part) throws IOException, ConsentEndedException {
        return part.withMotion() ? body(part).frames().map(BodyFrames::features).orElse(List.of()) : List.of();
    }

    private Body body(FilmedPart part) throws IOException, ConsentEndedException {
        BodyMotion motion = motion(part);
        Clip clip = files.clip(part.episode(), ReleaseConsent.MOTION, motion);
        long offset = motion.alignment().offsetNanos();
        var span = new TimeSpan(part.span().startNanos() - offset, part.span().endNanos() - offset);
        return new Body(new Motion(clip, motion.alignment().from()), BodyFrames.of(clip, span));
    }

    private static BodyMotion motion(FilmedPart part) {
        return part.episode().recording().motion().orElseThrow();
    }

    /// The times of the frames of a part's view.
    private FrameTimes times(FilmedPart part) throws IOException, ConsentEndedException {
        try (PlainFile view = files.lay(
                part.episode().recorded(),
                Purpose.TRAIN_ROBOT_POLICY,
                part.scrubbed().view().cleaned())) {
            return Mp4File.read(view.path()).video().orElseThrow().frameTimes();
        }
    }

    /// The camera of the proxy's picture, where the recording's is known. A turned picture is left without: the
    /// intrinsics are those of the picture as it was stored.
    static Optional<CameraModel> camera(FilmedRecording recording, Path proxy) throws IOException {
        VideoFacts facts = recording.facts();
        if (recording.intrinsics().isEmpty() || facts.rotationDegrees() != 0) {
            return Optional.empty();
        }
        Mp4Track track = Mp4File.read(proxy).video().orElseThrow();
        CameraIntrinsics intrinsics = recording.intrinsics().get();
        return Optional.of(new CameraModel(
                        new CameraModel.Size(facts.width(), facts.height()),
                        intrinsics.focalXPixels(),
                        intrinsics.focalYPixels(),
                        intrinsics.centreXPixels(),
                        intrinsics.centreYPixels())
                .scaledTo(new CameraModel.Size(track.width(), track.height())));
    }

    /// The pictures at their own rate, as H.264 without B-frames: the proxy, which has the view's own frame times.
    PlainFile nativeVideo(FilmedPart part) throws IOException, ConsentEndedException {
        return files.lay(
                part.episode().recorded(),
                Purpose.TRAIN_ROBOT_POLICY,
                part.scrubbed().view().proxy());
    }
}
