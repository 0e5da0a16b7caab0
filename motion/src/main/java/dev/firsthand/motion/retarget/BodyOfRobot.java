package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Kinematics;
import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.Robot.Kind;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.motion.robot.UnreadableRobot;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds limbs in a robot by the names that its makers give to joints.
final class BodyOfRobot {
    private static final Pattern LEFT = Pattern.compile("(^|.*_)(left|l|fl)(_.*|$)");
    private static final Pattern RIGHT = Pattern.compile("(^|.*_)(right|r|fr)(_.*|$)");
    private static final Pattern TOOL =
            Pattern.compile(".*(gripper_frame|tool0|tcp|tool_center|ee_link|end_effector).*");
    private static final int REACH_LOOKS = 200;
    private static final double BONE_METRES_LEAST = 0.001;
    private static final Vector3 FORWARD = new Vector3(1, 0, 0);
    private static final Vector3 UP = new Vector3(0, 0, 1);

    private final Robot robot;
    private final Kinematics rest;

    private BodyOfRobot(Robot robot) {
        this.robot = robot;
        rest = new Kinematics(robot).at(pose());
    }

    /// Every joint at nought, or as near to it as it goes.
    private double[] pose() {
        double[] pose = new double[robot.coordinates()];
        for (RobotJoint joint : robot.joints()) {
            if (joint.kind() == Kind.FLOATING) {
                pose[joint.coordinate() + 6] = 1;
            } else if (Chain.moves(joint) && joint.limits().isPresent()) {
                pose[joint.coordinate()] = Math.clamp(
                        0, joint.limits().get().lower(), joint.limits().get().upper());
            }
        }
        return pose;
    }

    static RobotBody of(Robot robot) throws UnreadableRobot {
        return new BodyOfRobot(robot).find();
    }

    private RobotBody find() throws UnreadableRobot {
        if (robot.joints().stream().anyMatch(joint -> joint.kind() == Kind.FLOATING)) {
            throw new UnreadableRobot(
                    "retarget-floating",
                    "A joint of this robot floats: leave it out, the base moves through the room by itself.");
        }
        Optional<List<Integer>> leftLeg = path(LEFT, "knee", "ankle");
        Optional<List<Integer>> rightLeg = path(RIGHT, "knee", "ankle");
        Optional<List<Integer>> leftArm = path(LEFT, "elbow", "wrist");
        Optional<List<Integer>> rightArm = path(RIGHT, "elbow", "wrist");
        if (leftArm.isPresent() != rightArm.isPresent() || leftLeg.isPresent() != rightLeg.isPresent()) {
            throw missing();
        }
        List<Integer> waist = List.of();
        var arms = new ArrayList<Limb>();
        if (leftArm.isPresent() && rightArm.isPresent()) {
            int shared = shared(leftArm.get(), rightArm.get());
            waist = leftArm.get().subList(0, shared);
            arms.add(arm(true, leftArm.get(), shared));
            arms.add(arm(false, rightArm.get(), shared));
        } else {
            arms.add(arm(false, path(Pattern.compile(".*"), "elbow", "wrist").orElseThrow(this::missing), 0));
        }
        var legs = new ArrayList<Limb>();
        if (leftLeg.isPresent() && rightLeg.isPresent()) {
            legs.add(leg(true, leftLeg.get()));
            legs.add(leg(false, rightLeg.get()));
        }
        return new RobotBody(robot, waist, legs, arms);
    }

    private UnreadableRobot missing() {
        return new UnreadableRobot(
                "retarget-roles",
                "No arms and legs were found by name in %s. Joints need names such as left_knee, left_ankle_pitch, left_elbow and left_wrist_roll (both sides), or elbow and wrist for a single arm."
                        .formatted(robot.name()));
    }

    /// From the root to the last joint with the end's name, or with the middle's where there is none; through the
    /// middle.
    private Optional<List<Integer>> path(Pattern side, String middle, String end) {
        for (String word : List.of(end, middle)) {
            List<Integer> longest = List.of();
            for (int j = 0; j < robot.joints().size(); j++) {
                RobotJoint joint = robot.joints().get(j);
                if (Chain.moves(joint) && named(joint, side, word)) {
                    List<Integer> path = toRoot(j);
                    boolean through =
                            path.stream().anyMatch(on -> named(robot.joints().get(on), side, middle));
                    longest = through && path.size() > longest.size() ? path : longest;
                }
            }
            if (!longest.isEmpty()) {
                return Optional.of(longest);
            }
        }
        return Optional.empty();
    }

    private static boolean named(RobotJoint joint, Pattern side, String word) {
        String name = joint.name().toLowerCase(Locale.ROOT).replace('-', '_');
        return name.contains(word) && side.matcher(name).matches();
    }

    private List<Integer> toRoot(int joint) {
        var path = new ArrayList<Integer>();
        for (int j = joint; j >= 0; j = robot.joints().get(j).above()) {
            path.addFirst(j);
        }
        return path;
    }

    private static int shared(List<Integer> one, List<Integer> other) {
        int shared = 0;
        while (shared < Math.min(one.size(), other.size()) && one.get(shared).equals(other.get(shared))) {
            shared++;
        }
        return shared;
    }

    private Limb arm(boolean left, List<Integer> whole, int shared) throws UnreadableRobot {
        List<Integer> path = whole.subList(shared, whole.size());
        int elbow = middle(path, "elbow");
        int last = path.getLast();
        Vector3 end = tool(last);
        Vector3 shoulder = root(path, elbow);
        Vector3 upper = place(elbow).minus(shoulder);
        Vector3 lower = rest.rootFromLink(last).apply(end).minus(place(elbow));
        Vector3 bends = upper.unit().times(-1).across(lower.unit());
        Vector3 thumb = (bends.length() > 0.1 ? bends : FORWARD.across(lower.unit())).unit();
        Vector3 along = lower.unit();
        return limb(left, path, elbow, shoulder, end, Rotation.ofColumns(along, thumb.cross(along), thumb));
    }

    private Limb leg(boolean left, List<Integer> path) throws UnreadableRobot {
        int knee = middle(path, "knee");
        return limb(
                left, path, knee, root(path, knee), Vector3.ZERO, Rotation.ofColumns(FORWARD, UP.cross(FORWARD), UP));
    }

    private Limb limb(boolean left, List<Integer> path, int middle, Vector3 root, Vector3 end, Rotation worldFromEnd)
            throws UnreadableRobot {
        RigidTransform link = rest.rootFromLink(path.getLast());
        double upper = place(middle).minus(root).length();
        double lower = link.apply(end).minus(place(middle)).length();
        check(path, middle, Math.min(upper, lower));
        double[] reach = reach(path, middle, root, end);
        int base = robot.joints().get(path.getFirst()).above();
        RigidTransform rootFromBase = base < 0 ? RigidTransform.NONE : rest.rootFromLink(base);
        return new Limb(
                left,
                path,
                middle,
                rootFromBase.inverse().apply(root),
                upper,
                lower,
                reach[0],
                reach[1],
                reach[2],
                reach[3],
                link.rotation().inverse().times(worldFromEnd),
                end);
    }

    private void check(List<Integer> path, int middle, double shorterMetres) throws UnreadableRobot {
        boolean rootless = path.stream()
                .takeWhile(j -> j != middle)
                .noneMatch(j -> Chain.moves(robot.joints().get(j)));
        boolean follows =
                path.stream().anyMatch(j -> robot.joints().get(j).mimic().isPresent());
        if (rootless || follows || shorterMetres < BONE_METRES_LEAST) {
            throw new UnreadableRobot(
                    "retarget-limb",
                    "The limb of %s can't be used: it needs a hip or shoulder before and a wrist or ankle after, and joints that move by themselves."
                            .formatted(robot.joints().get(middle).name()));
        }
    }

    /// How near and how far the end comes while only the middle turns; then where the middle is when it is farthest,
    /// and the end of its range that is farther from there.
    private double[] reach(List<Integer> path, int middle, Vector3 root, Vector3 end) {
        RobotJoint joint = robot.joints().get(middle);
        double lower = joint.limits().map(Robot.Limits::lower).orElse(-Math.PI);
        double upper = joint.limits().map(Robot.Limits::upper).orElse(Math.PI);
        double[] pose = pose();
        var moved = new Kinematics(robot);
        double[] reach = {Double.POSITIVE_INFINITY, 0, 0, 0};
        for (int i = 0; i <= REACH_LOOKS; i++) {
            pose[joint.coordinate()] = lower + (upper - lower) * i / REACH_LOOKS;
            double away = moved.at(pose)
                    .rootFromLink(path.getLast())
                    .apply(end)
                    .minus(root)
                    .length();
            reach[0] = Math.min(reach[0], away);
            if (away > reach[1]) {
                reach[1] = away;
                reach[2] = pose[joint.coordinate()];
            }
        }
        reach[3] = reach[2] - lower > upper - reach[2] ? lower : upper;
        return reach;
    }

    private int middle(List<Integer> path, String word) throws UnreadableRobot {
        return path.stream()
                .filter(j -> Chain.moves(robot.joints().get(j))
                        && robot.joints().get(j).name().toLowerCase(Locale.ROOT).contains(word))
                .findFirst()
                .orElseThrow(this::missing);
    }

    /// Where the upper bone turns forwards: at the height of the joint that turns about the axis across, and as far
    /// out as the bone hangs.
    private Vector3 root(List<Integer> path, int middle) {
        int across = path.stream()
                .takeWhile(j -> j != middle)
                .filter(j -> Chain.moves(robot.joints().get(j)))
                .max((a, b) -> Double.compare(sideways(a), sideways(b)))
                .orElse(middle);
        Vector3 pitch = place(across);
        return new Vector3(pitch.x(), place(middle).y(), pitch.z());
    }

    private double sideways(int joint) {
        return Math.abs(rest.rootFromLink(joint)
                .rotation()
                .apply(robot.joints().get(joint).axis())
                .y());
    }

    private Vector3 place(int joint) {
        return rest.rootFromLink(joint).translation();
    }

    /// The point of a gripper where its makers name one; else the last joint itself.
    private Vector3 tool(int last) {
        for (RobotJoint joint : robot.joints()) {
            if (joint.above() == last
                    && joint.kind() == Kind.FIXED
                    && TOOL.matcher(joint.child().toLowerCase(Locale.ROOT)).matches()) {
                return joint.parentFromJoint().translation();
            }
        }
        return Vector3.ZERO;
    }
}
