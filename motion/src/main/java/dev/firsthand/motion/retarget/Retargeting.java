package dev.firsthand.motion.retarget;

import dev.firsthand.motion.retarget.RetargetResult.Refused;
import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// Brings people's motion to one robot. Knows no source by name: one pose of each file says how its joints are turned.
///
/// What is done to a clip: [Passage].
public final class Retargeting {
    private static final int FRAMES_MAX = 600_000;
    private static final int ROWS_AT_ONCE = 5;

    private final RobotBody robot;
    private final LongSupplier nanos;

    /// @param nanos a clock for what the metrics say about time
    public Retargeting(RobotBody robot, LongSupplier nanos) {
        this.robot = robot;
        this.nanos = nanos;
    }

    /// The same clip gives the same numbers, but for those about time.
    public RetargetResult follow(Clip clip) {
        long began = nanos.getAsLong();
        BodyMap body = BodyMap.of(clip.skeleton());
        if (!body.whole() || !body.has(BodyPart.CHEST)) {
            return new Refused(
                    "retarget-no-body",
                    "Hips, head, both arms and both legs were not all found by name: `motion info` shows what is there.");
        }
        int most = framesMost();
        if (clip.frames() > most) {
            return new Refused(
                    "retarget-too-long",
                    "%d frames; at most %d are retargeted at once. Cut the file into takes."
                            .formatted(clip.frames(), most));
        }
        Optional<Calibration> calibration = Calibration.of(clip, body);
        if (calibration.isEmpty()) {
            return new Refused(
                    "retarget-no-pose",
                    "Neither the rest pose nor any frame shows a person who stands upright with straight arms: begin the take with a T-pose.");
        }
        HumanMotion person = HumanMotion.of(clip, body, calibration.get());
        OptionalInt missing = person.missing();
        if (missing.isPresent()) {
            return new Refused(
                    "retarget-not-measured",
                    "In frame %d something was not measured: `motion check` names the gaps. Fill them in the program that recorded it, or cut them out."
                            .formatted(clip.firstFrameOfMotion() + missing.getAsInt()));
        }
        return new Passage(robot, calibration.get(), person, clip.framesPerSecond()).made(nanos, began);
    }

    /// Never more than this program's memory can hold beside the clip: a refusal is better than a crash.
    private int framesMost() {
        long bytesPerFrame = 8L
                * (2 * HumanMotion.WIDTH
                        + ROWS_AT_ONCE * (Limbs.BASE + robot.robot().coordinates()));
        return (int) Math.min(FRAMES_MAX, Runtime.getRuntime().maxMemory() / 2 / bytesPerFrame);
    }
}
