package dev.firsthand.motion.report;

import dev.firsthand.motion.report.Figure.Bone;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.retarget.RobotBody.LinkPoint;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.motion.robot.Kinematics;
import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.Robot.Kind;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;

/// Draws a robot without its meshes: a capsule from joint to joint that moves, its soles, its hands and,
/// where two arms say where, a head.
final class RobotFigure {
    private static final double THICK_SHARE = 0.22;
    private static final double THIN_METRES = 0.012;
    private static final double THICK_METRES = 0.055;
    private static final double LENGTH_METRES_LEAST = 0.01;

    private final Robot robot;
    private final Kinematics kinematics;
    /// Where each joint's point is among the points; the first is the base.
    private final int[] pointOf;

    private final List<LinkPoint> points = new ArrayList<>();
    private final List<Bone> bones = new ArrayList<>();

    private RobotFigure(RobotBody body) {
        robot = body.robot();
        kinematics = new Kinematics(robot);
        pointOf = new int[robot.joints().size()];
        points.add(new LinkPoint(LinkPoint.BASE, Vector3.ZERO));
        for (int j = 0; j < pointOf.length; j++) {
            addJoint(j);
        }
        for (List<LinkPoint> end : body.ends()) {
            addEnd(end);
        }
    }

    static Figure of(RobotBody body, Trajectory trajectory, Moments moments) {
        var figure = new RobotFigure(body);
        return new Figure(
                body.robot().name(),
                Figure.Kind.ROBOT,
                figure.points.size(),
                figure.bones,
                figure.places(trajectory, moments));
    }

    /// What is fixed is drawn as a part of what it is fixed to.
    private void addJoint(int j) {
        Robot.RobotJoint joint = robot.joints().get(j);
        int above = joint.above() < 0 ? 0 : pointOf[joint.above()];
        if (joint.kind() == Kind.FIXED) {
            pointOf[j] = above;
            return;
        }
        pointOf[j] = points.size();
        points.add(new LinkPoint(j, Vector3.ZERO));
        bone(above, pointOf[j], joint.parentFromJoint().translation().length());
    }

    /// A row of points, from a joint on: to the heel and along the sole, or to the fingers.
    private void addEnd(List<LinkPoint> end) {
        int from = end.getFirst().joint() < 0 ? 0 : pointOf[end.getFirst().joint()];
        Vector3 last = Vector3.ZERO;
        for (LinkPoint point : end) {
            points.add(point);
            bone(from, points.size() - 1, point.place().minus(last).length());
            from = points.size() - 1;
            last = point.place();
        }
    }

    private void bone(int from, int to, double lengthMetres) {
        if (lengthMetres > LENGTH_METRES_LEAST) {
            bones.add(new Bone(from, to, Math.clamp(THICK_SHARE * lengthMetres, THIN_METRES, THICK_METRES)));
        }
    }

    private float[] places(Trajectory trajectory, Moments moments) {
        float[] places = new float[Math.multiplyExact(moments.frames(), 3 * points.size())];
        int at = 0;
        for (int k = 0; k < moments.frames(); k++) {
            kinematics.at(trajectory.coordinates(moments.source(k)));
            RigidTransform worldFromBase = trajectory.worldFromBase(moments.source(k));
            for (LinkPoint point : points) {
                Vector3 inBase = point.joint() < 0
                        ? point.place()
                        : kinematics.rootFromLink(point.joint()).apply(point.place());
                Vector3 place = worldFromBase.apply(inBase);
                places[at++] = (float) place.x();
                places[at++] = (float) place.y();
                places[at++] = (float) place.z();
            }
        }
        return places;
    }
}
