package dev.firsthand.engine.episode;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.recording.sidecar.CameraIntrinsics;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A recording with pictures. `video` is the sealed file that holds them: the upload itself, or what was taken out of
/// an uploaded zip.
public record FilmedRecording(
        ObjectId video,
        VideoFacts facts,
        Optional<ObjectId> streams,
        List<SensorKind> sensors,
        List<ClockAlignment> alignments,
        List<SidecarNote> notes,
        Optional<CameraIntrinsics> intrinsics,
        Optional<BodyMotion> motion)
        implements Recording {
    public FilmedRecording {
        sensors = List.copyOf(sensors);
        alignments = List.copyOf(alignments);
        notes = List.copyOf(notes);
    }

    @Override
    public ObjectId master() {
        return video;
    }

    @Override
    public ClockName clock() {
        return ClockName.VIDEO;
    }

    @Override
    public TimeSpan span() {
        return new TimeSpan(0, facts.durationNanos());
    }

    @Override
    public List<ObjectId> objects() {
        return Stream.of(Optional.of(video), streams, motion.map(BodyMotion::clip))
                .flatMap(Optional::stream)
                .toList();
    }
}
