package dev.firsthand.engine;

import java.util.Locale;

/// What a suit wrote, as BVH.
public final class SyntheticSuit {
    /// A body with all its parts, and the head of the frames that follow; its 19 joints have 60 channels.
    public static final String BODY = """
            HIERARCHY
            ROOT Hips { OFFSET 0 0 0 CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
            JOINT Spine { OFFSET 0 12 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT Chest { OFFSET 0 20 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT Neck { OFFSET 0 22 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT Head { OFFSET 0 8 0 CHANNELS 3 Xrotation Yrotation Zrotation End Site { OFFSET 0 20 0 } } }
            JOINT LeftArm { OFFSET 18 18 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftForeArm { OFFSET 4 -28 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftHand { OFFSET 2 -25 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 -9 0 } } } }
            JOINT RightArm { OFFSET -18 18 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightForeArm { OFFSET -4 -28 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightHand { OFFSET -2 -25 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 -9 0 } } } } } }
            JOINT LeftUpLeg { OFFSET 9 0 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftLeg { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftFoot { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftToeBase { OFFSET 0 -6 14 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 0 5 } } } } }
            JOINT RightUpLeg { OFFSET -9 0 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightLeg { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightFoot { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightToeBase { OFFSET 0 -6 14 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 0 5 } } } } }
            }
            MOTION
            """;

    private SyntheticSuit() {}

    /// Somebody who walks and nods, 60 frames a second. The program put the name of who wore it before each joint's.
    public static String walked(String wearer, int frames) {
        var text = new StringBuilder(BODY.replaceAll("(ROOT|JOINT) ", "$1 " + wearer + ":"));
        text.append("Frames: %d\nFrame Time: 0.0166667\n".formatted(frames));
        for (int i = 0; i < frames; i++) {
            double nod = 10 * Math.sin(i / 11.0);
            text.append(String.format(Locale.ROOT, "0 90 %.4f%s %.4f", 0.5 * i, " 0".repeat(12), nod))
                    .append(" 0".repeat(44))
                    .append('\n');
        }
        return text.toString();
    }
}
