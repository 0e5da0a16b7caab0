package dev.firsthand.engine.episode;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import java.util.Optional;

/// A recording of how a body moved, without a picture: a suit's file and nothing beside it. Its clock is the suit's.
public record MotionRecording(ObjectId clip, long durationNanos, int frames, int joints, List<SidecarNote> notes)
        implements Recording {
    public MotionRecording {
        notes = List.copyOf(notes);
    }

    @Override
    public ObjectId master() {
        return clip;
    }

    @Override
    public ClockName clock() {
        return Suits.CLOCK;
    }

    @Override
    public TimeSpan span() {
        return new TimeSpan(0, durationNanos);
    }

    @Override
    public Optional<ObjectId> streams() {
        return Optional.empty();
    }

    @Override
    public List<SensorKind> sensors() {
        return List.of();
    }

    @Override
    public List<ClockAlignment> alignments() {
        return List.of();
    }

    @Override
    public Optional<BodyMotion> motion() {
        return Optional.of(new BodyMotion(clip, ClockAlignment.identity(Suits.CLOCK)));
    }

    @Override
    public List<ObjectId> objects() {
        return List.of(clip);
    }
}
