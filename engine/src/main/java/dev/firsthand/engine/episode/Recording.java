package dev.firsthand.engine.episode;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import java.util.Optional;

/// What is in one recording: a film with what lies beside it, or the motion of a body alone. The spans of `notes`, as
/// every span that is said of a recording, are on its [#clock].
public sealed interface Recording permits FilmedRecording, MotionRecording {
    /// The sealed file without which there is nothing to judge.
    ObjectId master();

    /// On what clock its spans are told: zero is its first frame.
    ClockName clock();

    /// The whole of it.
    TimeSpan span();

    /// The sensors beside it, in the form of `docs/formats/sensor-streams.md`; each of their clocks has an alignment.
    Optional<ObjectId> streams();

    /// Of which kinds the sensors are.
    List<SensorKind> sensors();

    /// How other clocks read on [#clock].
    List<ClockAlignment> alignments();

    List<SidecarNote> notes();

    /// What a suit wrote of the body. How a body moves tells whose it is: a copy for a holder has it by a yes of its
    /// own alone.
    Optional<BodyMotion> motion();

    /// Every sealed file that is named here.
    List<ObjectId> objects();

    /// The pictures, where there are any.
    default Optional<FilmedRecording> film() {
        return switch (this) {
            case FilmedRecording film -> Optional.of(film);
            case MotionRecording alone -> Optional.empty();
        };
    }
}
