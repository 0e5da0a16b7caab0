package dev.firsthand.motion.robot;

import dev.firsthand.motion.robot.Robot.RobotJoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts joints in order, parents first, and refuses what is no tree.
final class UrdfTree {
    private static final int JOINTS_MAX = 2_000;
    private static final int NAMED_MAX = 5;

    private final String name;
    private final List<String> links;
    private final List<UrdfJoint> written;
    private final List<RobotFinding> findings;
    private final Map<String, List<UrdfJoint>> below = new HashMap<>();
    private final List<UrdfJoint> ordered = new ArrayList<>();
    private final Map<String, Integer> placed = new HashMap<>();

    UrdfTree(String name, List<String> links, List<UrdfJoint> written, List<RobotFinding> findings) {
        this.name = name;
        this.links = links;
        this.written = written;
        this.findings = findings;
    }

    Robot robot() throws UnreadableRobot {
        if (written.size() > JOINTS_MAX) {
            throw new UnreadableRobot(
                    "urdf-joints-many", "%d joints; at most %d are read.".formatted(written.size(), JOINTS_MAX));
        }
        String root = root();
        var open = new ArrayList<String>(List.of(root));
        while (!open.isEmpty()) {
            String link = open.removeFirst();
            for (UrdfJoint joint : below.getOrDefault(link, List.of())) {
                placed.put(joint.name(), ordered.size());
                ordered.add(joint);
                open.add(joint.child());
            }
        }
        if (ordered.size() < written.size()) {
            throw new UnreadableRobot(
                    "urdf-loop",
                    "%d joints hang on each other in a circle, not on %s: a URDF is a tree."
                            .formatted(written.size() - ordered.size(), root));
        }
        return new Robot(name, root, joints(), findings);
    }

    private String root() throws UnreadableRobot {
        var names = new HashSet<String>();
        var children = new HashSet<String>();
        for (UrdfJoint joint : written) {
            if (!names.add(joint.name())) {
                throw new UnreadableRobot("urdf-twice", "Two joints are named %s.".formatted(joint.name()));
            }
            for (String link : List.of(joint.parent(), joint.child())) {
                if (!links.contains(link)) {
                    throw new UnreadableRobot(
                            "urdf-link-missing",
                            "Joint %s names the link %s, which is not there.".formatted(joint.name(), link));
                }
            }
            if (!children.add(joint.child())) {
                throw new UnreadableRobot(
                        "urdf-loop",
                        "The link %s hangs on two joints: a URDF is a tree. Cut the loop at one of them."
                                .formatted(joint.child()));
            }
            below.computeIfAbsent(joint.parent(), link -> new ArrayList<>()).add(joint);
        }
        List<String> roots =
                links.stream().filter(link -> !children.contains(link)).toList();
        if (links.isEmpty()) {
            throw new UnreadableRobot(
                    "urdf-empty",
                    "The file holds no link. If it is a xacro file, expand it first and give what comes out.");
        }
        if (roots.isEmpty()) {
            throw new UnreadableRobot(
                    "urdf-loop",
                    "Each link hangs on another: a URDF is a tree with one root link. Cut the loop at a joint.");
        }
        if (roots.size() > 1) {
            throw new UnreadableRobot(
                    "urdf-parts",
                    "%d links hang on nothing (%s): a robot has one root link. Join the parts."
                            .formatted(
                                    roots.size(),
                                    String.join(", ", roots.subList(0, Math.min(roots.size(), NAMED_MAX)))));
        }
        return roots.getFirst();
    }

    private List<RobotJoint> joints() throws UnreadableRobot {
        var linkOf = new HashMap<String, Integer>();
        var joints = new ArrayList<RobotJoint>();
        int coordinate = 0;
        for (UrdfJoint joint : ordered) {
            boolean own = joint.kind() != Robot.Kind.FIXED && joint.mimic().isEmpty();
            joints.add(new RobotJoint(
                    joint.name(),
                    joint.kind(),
                    linkOf.getOrDefault(joint.parent(), -1),
                    joint.child(),
                    joint.parentFromJoint(),
                    joint.axis(),
                    joint.limits(),
                    mimic(joint),
                    own ? coordinate : -1));
            coordinate += !own ? 0 : joint.kind() == Robot.Kind.FLOATING ? 7 : 1;
            linkOf.put(joint.child(), joints.size() - 1);
        }
        return joints;
    }

    private Optional<Robot.Mimic> mimic(UrdfJoint joint) throws UnreadableRobot {
        if (joint.mimic().isEmpty()) {
            return Optional.empty();
        }
        UrdfJoint.Mimic mimic = joint.mimic().get();
        Integer followed = placed.get(mimic.joint());
        if (followed == null
                || ordered.get(followed).mimic().isPresent()
                || ordered.get(followed).kind() == Robot.Kind.FIXED
                || ordered.get(followed).kind() == Robot.Kind.FLOATING
                || joint.kind() == Robot.Kind.FLOATING) {
            throw new UnreadableRobot(
                    "urdf-mimic",
                    "Joint %s follows %s, which is not there or does not move by itself."
                            .formatted(joint.name(), mimic.joint()));
        }
        return Optional.of(new Robot.Mimic(followed, mimic.multiplier(), mimic.offset()));
    }
}
