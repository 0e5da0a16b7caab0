package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.UnreadableRobot;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
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

    private static final double HAND_SHARE = 0.3; // of the forearm
    private static final double HEAD_SHARE = 0.3;

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

    /// Whether it has legs; its base stays where it is if not.
    public boolean walks() {
        return !legs.isEmpty();
    }

    /// A point of a link, by the joint that the link hangs on, [#BASE] for the root link.
    public record LinkPoint(int joint, Vector3 place) {
        public static final int BASE = -1;
    }

    /// What a drawing of the joints alone would lack: for each foot its heel and the front of its sole, for
    /// each hand where it ends, and above two arms a neck and a head, each row from a joint on.
    public List<List<LinkPoint>> ends() {
        var ends = new ArrayList<List<LinkPoint>>();
        for (Limb leg : legs) {
            int ankle = leg.path().getLast();
            ends.add(Stream.of(-heelMetres(), forefootMetres())
                    .map(along -> leg.end().plus(leg.linkFromEnd().apply(new Vector3(along, 0, -soleMetres()))))
                    .map(place -> new LinkPoint(ankle, place))
                    .toList());
        }
        for (Limb arm : arms) {
            Vector3 fingers = arm.linkFromEnd().apply(new Vector3(HAND_SHARE * arm.lowerMetres(), 0, 0));
            ends.add(List.of(new LinkPoint(arm.path().getLast(), arm.end().plus(fingers))));
        }
        if (arms.size() > 1) {
            Vector3 neck =
                    arms.get(0).rootInBase().plus(arms.get(1).rootInBase()).times(0.5);
            Vector3 up = new Vector3(0, 0, HEAD_SHARE * sizeMetres());
            int trunk = robot.joints().get(arms.getFirst().path().getFirst()).above();
            ends.add(List.of(new LinkPoint(trunk, neck), new LinkPoint(trunk, neck.plus(up))));
        }
        return ends;
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
