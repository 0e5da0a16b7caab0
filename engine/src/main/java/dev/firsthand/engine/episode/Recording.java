package dev.firsthand.engine.episode;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.recording.sidecar.CameraIntrinsics;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is in one recording. `video` is the sealed file with the pictures: the upload itself, or what was taken
/// out of an uploaded zip. `streams` are its sensors in the form of `docs/formats/sensor-streams.md`, of the
/// kinds in `sensors`; each of their clocks has an alignment to the video's. The spans of `notes` are on the
/// video's clock. `motion` is what a suit wrote of the body. How a body moves tells whose it is: a copy for a holder
/// has it by a yes of its own alone.
public record Recording(
        ObjectId video,
        VideoFacts facts,
        Optional<ObjectId> streams,
        List<SensorKind> sensors,
        List<ClockAlignment> alignments,
        List<SidecarNote> notes,
        Optional<CameraIntrinsics> intrinsics,
        Optional<BodyMotion> motion) {
    public Recording {
        sensors = List.copyOf(sensors);
        alignments = List.copyOf(alignments);
        notes = List.copyOf(notes);
    }

    /// Every sealed file that is named here.
    public List<ObjectId> objects() {
        return Stream.of(Optional.of(video), streams, motion.map(BodyMotion::clip))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The whole of it on the video's clock.
    public TimeSpan span() {
        return new TimeSpan(0, facts.durationNanos());
    }
}
