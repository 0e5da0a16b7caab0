package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What one unit of a file is, and which way is up, told by the body in it.
///
/// Files do not state either. A person who stands has the head above the feet, and the head joint of an adult is at
/// 1.35 to 1.75 m; so the unit is the known one that comes nearest.
record BodyScale(Unit unit, Axes axes, OptionalDouble headHeightMetres, List<Decision> decisions) {
    private static final int SAMPLES = 128;
    private static final double HEAD_USUAL_METRES = 1.55;
    private static final double HEAD_LEAST_METRES = 1.2;
    private static final double HEAD_MOST_METRES = 1.9;

    /// A length that programs write.
    enum Unit {
        METRE("m", 1),
        CENTIMETRE("cm", 0.01),
        MILLIMETRE("mm", 0.001),
        INCH("inch", 0.0254),
        /// Of the CMU recordings converted by B. Hahne (cgspeed): 1 / 0.45 inch.
        CMU("1/0.45 inch", 0.0254 / 0.45),
        DECLARED("declared", 1);

        private final String word;
        private final double metres;

        Unit(String word, double metres) {
            this.word = word;
            this.metres = metres;
        }

        String word() {
            return word;
        }

        double metres() {
            return metres;
        }
    }

    /// @param sample some frames of the file on its own axes and in its own unit, as if they were ours
    static BodyScale of(Clip sample) {
        BodyMap body = BodyMap.of(sample.skeleton());
        boolean standing = body.has(BodyPart.HEAD) && body.has(BodyPart.LEFT_FOOT) && body.has(BodyPart.RIGHT_FOOT);
        if (!standing) {
            return new BodyScale(
                    Unit.CENTIMETRE,
                    Axes.Y_UP,
                    OptionalDouble.empty(),
                    List.of(
                            Decision.doubtful(
                                    "no-body",
                                    "No head and feet were found by name: centimetres and Y up are taken, as most programs write. Say the unit if that is wrong.")));
        }
        double[][] apart = new double[3][sample.frames()];
        Pose pose = new Pose(sample);
        for (int f = 0; f < sample.frames(); f++) {
            pose.at(f);
            var head = pose.place(body.at(BodyPart.HEAD));
            var feet = pose.place(body.at(BodyPart.LEFT_FOOT))
                    .plus(pose.place(body.at(BodyPart.RIGHT_FOOT)))
                    .times(0.5);
            var up = head.minus(feet);
            apart[0][f] = up.x();
            apart[1][f] = up.y();
            apart[2][f] = up.z();
        }
        int axis = 0;
        for (int a = 1; a < 3; a++) {
            axis = Math.abs(median(apart[a])) > Math.abs(median(apart[axis])) ? a : axis;
        }
        boolean down = median(apart[axis]) < 0;
        double head = headAboveFloor(sample, body, axis, down ? -1 : 1);
        return told(head, Axes.ofUp(axis, down));
    }

    /// How high the head is in a clip whose format fixes the unit; tells where that is no person's.
    static OptionalDouble headHeightMetres(Clip clip, List<Decision> decisions) {
        BodyMap body = BodyMap.of(clip.skeleton());
        if (!body.has(BodyPart.HEAD) || !body.has(BodyPart.LEFT_FOOT) || !body.has(BodyPart.RIGHT_FOOT)) {
            return OptionalDouble.empty();
        }
        double metres = headAboveFloor(clip, body, 2, 1);
        if (!plausible(metres)) {
            decisions.add(Decision.doubtful(
                    "unit-unlikely",
                    String.format(
                            Locale.ROOT,
                            "The format has metres: the head joint is then %.2f m above the floor. That is not an adult who stands: export it in metres.",
                            metres)));
        }
        return OptionalDouble.of(metres);
    }

    private static boolean plausible(double headMetres) {
        return headMetres >= HEAD_LEAST_METRES && headMetres <= HEAD_MOST_METRES;
    }

    private static BodyScale told(double head, Axes axes) {
        Unit unit = Unit.CENTIMETRE;
        for (Unit candidate : Unit.values()) {
            if (candidate != Unit.DECLARED && misfit(candidate, head) < misfit(unit, head)) {
                unit = candidate;
            }
        }
        double metres = head * unit.metres();
        boolean plausible = plausible(metres);
        String why = String.format(
                Locale.ROOT,
                "One unit is taken for %s: the head joint is then %.2f m above the floor. %s",
                unit.word(),
                metres,
                plausible ? "Compare it with the person." : "That is not an adult who stands: say the unit.");
        return new BodyScale(
                unit,
                axes,
                OptionalDouble.of(metres),
                List.of(
                        new Decision("unit-guessed", !plausible, why),
                        Decision.sure(
                                "up-axis-guessed",
                                "%s is up: along it the head is farthest from the feet.".formatted(axes.up()))));
    }

    private static double misfit(Unit unit, double head) {
        return Math.abs(Math.log(Math.max(head, 1e-9) * unit.metres() / HEAD_USUAL_METRES));
    }

    private static double headAboveFloor(Clip clip, BodyMap body, int axis, int sign) {
        int step = Math.max(1, clip.frames() / SAMPLES);
        double[] heads = new double[(clip.frames() - 1) / step + 1];
        double[] feet = new double[heads.length];
        Pose pose = new Pose(clip);
        for (int i = 0; i < heads.length; i++) {
            pose.at(i * step);
            heads[i] = along(pose, body.at(BodyPart.HEAD), axis, sign);
            feet[i] = Double.POSITIVE_INFINITY;
            for (BodyPart part :
                    List.of(BodyPart.LEFT_FOOT, BodyPart.RIGHT_FOOT, BodyPart.LEFT_TOE, BodyPart.RIGHT_TOE)) {
                if (body.has(part)) {
                    feet[i] = Math.min(feet[i], along(pose, body.at(part), axis, sign));
                }
            }
        }
        return quantile(heads, 0.9) - quantile(feet, 0.05);
    }

    private static double along(Pose pose, int joint, int axis, int sign) {
        return sign * (axis == 0 ? pose.x(joint) : axis == 1 ? pose.y(joint) : pose.z(joint));
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
