package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.UnreadableRobot;
import java.util.List;
import java.util.stream.Stream;

/// What of a robot stands for what of a person: found by the names of its joints and how they hang on each other,
/// with every joint at rest as the pose in which a person stands upright with the feet level.
///
/// A robot with two legs walks. One without stands where it stands, and its arms do what the person's arms do beside
/// the chest; an arm without a side is the right one.
///
/// @param waist joints from the base to the link on which the arms hang, the nearest first
public record RobotBody(Robot robot, List<Integer> waist, List<Limb> legs, List<Limb> arms) {
    // as Unitree's G1 has it, whose URDF gives its sole by four points; no other URDF at hand tells
    private static final double SOLE_SHARE = 0.0535;
    private static final double FOREFOOT_SHARE = 0.1835;
    private static final double HEEL_SHARE = 0.0765;

    public RobotBody {
        waist = List.copyOf(waist);
        legs = List.copyOf(legs);
        arms = List.copyOf(arms);
    }

    /// Refused where arms and legs are not found by name.
    public static RobotBody of(Robot robot) throws UnreadableRobot {
        return BodyOfRobot.of(robot);
    }

    /// What was taken for what, for people to look at: "left knee: left_knee_joint".
    public List<String> roles() {
        return Stream.concat(
                        legs.stream().flatMap(leg -> roles(leg, "hip", "knee", "ankle")),
                        arms.stream().flatMap(arm -> roles(arm, "shoulder", "elbow", "wrist")))
                .toList();
    }

    private Stream<String> roles(Limb limb, String root, String middle, String end) {
        String side = limb.left() ? "left " : "right ";
        return Stream.of(
                side + root + ": " + name(limb.path().getFirst()),
                side + middle + ": " + name(limb.middle()),
                side + end + ": " + name(limb.path().getLast()));
    }

    private String name(int joint) {
        return robot.joints().get(joint).name();
    }

    boolean walks() {
        return !legs.isEmpty();
    }

    double legMetres() {
        return legs.getFirst().lengthMetres();
    }

    /// From the last ankle joint down to the sole, forward to the ball, and back to the heel.
    double soleMetres() {
        return SOLE_SHARE * legMetres();
    }

    double forefootMetres() {
        return FOREFOOT_SHARE * legMetres();
    }

    double heelMetres() {
        return HEEL_SHARE * legMetres();
    }

    /// What the thickness of links is a share of: the length of a leg, or what it would be for a single arm.
    double sizeMetres() {
        return walks() ? legMetres() : arms.getFirst().lengthMetres() * 1.5;
    }
}
