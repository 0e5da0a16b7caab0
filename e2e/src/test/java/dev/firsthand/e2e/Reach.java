package dev.firsthand.e2e;

import java.util.List;

/// A person in a T-pose who swings an arm forward, as a suit writes it: 60 frames a second.
final class Reach {
    private static final String TURNS = " CHANNELS 3 Zrotation Xrotation Yrotation ";

    private Reach() {}

    static String bvh(int frames) {
        var bvh = new StringBuilder("HIERARCHY ROOT Hips\n{ OFFSET 0 0 0 CHANNELS 6 Xposition Yposition Zposition")
                .append(" Zrotation Xrotation Yrotation JOINT Chest\n{ OFFSET 0 30 0")
                .append(TURNS)
                .append("JOINT Neck\n{ OFFSET 0 24 0")
                .append(TURNS)
                .append("JOINT Head\n{ OFFSET 0 8 0")
                .append(TURNS)
                .append("End Site { OFFSET 0 20 0 } } } ");
        for (String side : List.of("Left", "Right")) {
            int x = side.equals("Left") ? 1 : -1;
            bvh.append(joint(side + "Arm", 18 * x, 20, 0)).append(joint(side + "ForeArm", 28 * x, 0, 0));
            bvh.append(joint(side + "Hand", 25 * x, 0, 0)).append("End Site { OFFSET %d 0 0 } } } } ".formatted(9 * x));
        }
        bvh.append("} ");
        for (String side : List.of("Left", "Right")) {
            int x = side.equals("Left") ? 9 : -9;
            bvh.append(joint(side + "UpLeg", x, 0, 0)).append(joint(side + "Leg", 0, -42, 0));
            bvh.append(joint(side + "Foot", 0, -42, 0)).append(joint(side + "ToeBase", 0, -6, 14));
            bvh.append("End Site { OFFSET 0 0 5 } } } } } ");
        }
        bvh.append("} MOTION Frames: %d Frame Time: 0.0166667\n".formatted(frames));
        for (int f = 0; f < frames; f++) {
            bvh.append(
                    "0 90 0" + " 0".repeat(3 * 4) + " 0 0 %d".formatted(-f * 60 / frames) + " 0".repeat(3 * 13) + "\n");
        }
        return bvh.toString();
    }

    private static String joint(String name, int x, int y, int z) {
        return "JOINT %s\n{ OFFSET %d %d %d%s".formatted(name, x, y, z, TURNS);
    }
}
