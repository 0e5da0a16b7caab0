package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.Recording;
import dev.firsthand.recording.convert.CameraModel;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.recording.sidecar.CameraIntrinsics;
import dev.firsthand.recording.sidecar.SensorStreamsFile;
import dev.firsthand.recording.video.GridMapping;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.sensor.Resampled;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Loads what a copy needs of one part besides its rendered pictures: frame times and sensor streams.
final class EpisodeStreams {
    private final EpisodeFiles files;

    EpisodeStreams(EpisodeFiles files) {
        this.files = files;
    }

    /// The grid of one part and its streams with their alignments to the video's clock.
    record Loaded(GridMapping mapping, List<SensorStream> streams, List<ClockAlignment> alignments) {
        Optional<SensorStream> stream(SensorKind kind) {
            return streams.stream().filter(stream -> stream.kind() == kind).findFirst();
        }

        /// A stream read at the capture times of the frames. Frames outside what was measured hold the nearest
        /// sample.
        Resampled onGrid(SensorStream stream) {
            long offset = alignments.stream()
                    .filter(alignment -> alignment.from().equals(stream.clock()))
                    .filter(alignment -> alignment.to().equals(ClockName.VIDEO))
                    .mapToLong(ClockAlignment::offsetNanos)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the clock of stream %s is not aligned to the video"
                            .formatted(stream.name().value())));
            long[] onClock = mapping.captureTimesNanos().clone();
            for (int i = 0; i < onClock.length; i++) {
                onClock[i] -= offset;
            }
            return stream.onTimes(onClock);
        }
    }

    Loaded load(Part part, GridSpec grid) throws IOException, ConsentEndedException {
        FrameTimes times = times(part);
        GridMapping mapping = GridMapping.of(times, part.span(), grid.fps());
        Episode episode = part.episode();
        Optional<ObjectId> streams = episode.recording().streams();
        if (streams.isEmpty()) {
            return new Loaded(mapping, List.of(), List.of());
        }
        try (InputStream in =
                new BufferedInputStream(files.open(episode.recorded(), Purpose.TRAIN_ROBOT_POLICY, streams.get()))) {
            return switch (SensorStreamsFile.read(in)) {
                case SensorStreamsFile.ReadResult.Streams(var read, var alignments) ->
                    new Loaded(mapping, read, alignments);
                case SensorStreamsFile.ReadResult.Damaged(var message) -> throw new IOException(message);
            };
        }
    }

    /// The times of the frames of a part's view.
    private FrameTimes times(Part part) throws IOException, ConsentEndedException {
        try (PlainFile view = files.lay(
                part.episode().recorded(),
                Purpose.TRAIN_ROBOT_POLICY,
                part.scrubbed().view().video())) {
            return Mp4File.read(view.path()).video().orElseThrow().frameTimes();
        }
    }

    /// The camera of the proxy's picture, where the recording's is known. A turned picture is left without: the
    /// intrinsics are those of the picture as it was stored.
    static Optional<CameraModel> camera(Recording recording, Path proxy) throws IOException {
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
    PlainFile nativeVideo(Part part) throws IOException, ConsentEndedException {
        return files.lay(
                part.episode().recorded(),
                Purpose.TRAIN_ROBOT_POLICY,
                part.scrubbed().view().proxy());
    }
}
