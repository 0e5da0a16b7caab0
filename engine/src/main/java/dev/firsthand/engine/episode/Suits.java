package dev.firsthand.engine.episode;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episodes.Refusal;
import dev.firsthand.recording.align.AlignResult;
import dev.firsthand.recording.align.GyroAlignment;
import dev.firsthand.recording.align.Turning;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.video.VideoProbe;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the clock of a suit reads on the video's: by the phone's gyroscope where there is one and it can be
/// told. Where not, both are taken to have started together, and a note says so and why. Without a video the suit's
/// clock is the recording's.
final class Suits {
    static final StreamName STREAM = new StreamName("suit");
    static final ClockName CLOCK = new ClockName("suit");

    private static final Duration COMMON_START_BOUND = Duration.ofSeconds(1);

    private Suits() {}

    /// A clip whose clock runs at the rate of the video's.
    record Aligned(Clip clip, ClockAlignment alignment, SidecarNote note) {}

    static Aligned align(Clip clip, Sidecars sidecars) {
        Optional<SensorStream> imu = sidecars.streams().stream()
                .filter(stream -> stream.kind() == SensorKind.IMU)
                .findFirst();
        Optional<ClockAlignment> phone = imu.flatMap(stream -> sidecars.alignment(stream.clock()));
        Optional<Turning> head = Turning.of(clip, BodyPart.HEAD, CLOCK);
        if (imu.isEmpty() || phone.isEmpty() || head.isEmpty()) {
            return together(clip, "align-no-part: a phone's gyroscope and the head of a body are needed.");
        }
        return switch (GyroAlignment.align(head.get(), Turning.of(imu.get()))) {
            case AlignResult.Aligned told -> told(clip, told, phone.get());
            case AlignResult.CannotTell(var code, var message) -> together(clip, code + ": " + message);
        };
    }

    private static Aligned told(Clip clip, AlignResult.Aligned told, ClockAlignment phone) {
        long bound = Math.addExact(told.alignment().boundNanos(), phone.boundNanos());
        var alignment = new ClockAlignment(
                CLOCK,
                ClockName.VIDEO,
                Math.addExact(told.alignment().offsetNanos(), phone.offsetNanos()),
                bound,
                worse(told.alignment().method(), phone.method()));
        return new Aligned(
                atRate(clip, told.rate()),
                alignment,
                note(
                        SidecarNote.Level.NOTE,
                        "motion-aligned",
                        told.alignment().boundNanos() / 1e9,
                        "The suit's clock was told from how head and phone turned. Nothing to do."));
    }

    /// A chain is as good as its weaker part.
    private static ClockAlignment.Method worse(ClockAlignment.Method one, ClockAlignment.Method other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Clip atRate(Clip clip, double rate) {
        return new Clip(
                clip.skeleton(),
                clip.frameSeconds() * rate,
                clip.frames(),
                clip.firstFrameOfMotion(),
                clip.rotations(),
                clip.movers(),
                clip.translations());
    }

    private static Aligned together(Clip clip, String why) {
        return new Aligned(
                clip,
                new ClockAlignment(
                        CLOCK,
                        ClockName.VIDEO,
                        0,
                        COMMON_START_BOUND.toNanos(),
                        ClockAlignment.Method.ASSUMED_COMMON_START),
                note(
                        SidecarNote.Level.WARN,
                        "motion-not-aligned",
                        COMMON_START_BOUND.toNanos() / 1e9,
                        "How suit and video lie in time can't be told (%s)".formatted(why)));
    }

    /// The motion of a body is all that there is.
    static MotionRecording alone(Clip clip, ObjectId sealed) {
        return new MotionRecording(
                sealed,
                clip.timeNanos(clip.frames()),
                clip.frames(),
                clip.skeleton().size(),
                List.of(new SidecarNote(
                        SidecarNote.Level.NOTE,
                        "motion-alone",
                        STREAM,
                        Optional.empty(),
                        0,
                        1,
                        "videos",
                        "There is no video: people see a drawing of how the body moved. Nothing to do.")));
    }

    static Refusal tooLong(Clip clip) {
        return new Refusal(
                "motion-too-long",
                "The take lasts %d minutes, more than %d hours. Cut it into parts and send each as a recording of its own."
                        .formatted((long) clip.seconds() / 60, VideoProbe.DURATION_MAX.toHours()));
    }

    static SidecarNote refused(String code, String message) {
        return new SidecarNote(SidecarNote.Level.FAIL, code, STREAM, Optional.empty(), 0, 0, "", message);
    }

    private static SidecarNote note(SidecarNote.Level level, String code, double bound, String message) {
        return new SidecarNote(level, code, STREAM, Optional.empty(), bound, 0, "s", message);
    }
}
