package dev.firsthand.recording.mocap;

import dev.firsthand.streams.space.Vector3;

/// How a file's axes lie in ours (X forward, Y left, Z up): always a proper rotation, so that left stays left.
enum Axes {
    /// As most motion programs have it: Y up, Z forward, X to the left.
    Y_UP("Y", 2, 0, 1, false),
    /// As robots and many labs have it.
    Z_UP("Z", 0, 1, 2, false),
    X_UP("X", 1, 2, 0, false),
    Y_DOWN("-Y", 2, 0, 1, true),
    Z_DOWN("-Z", 0, 1, 2, true),
    X_DOWN("-X", 1, 2, 0, true);

    private final String up;
    private final int x;
    private final int y;
    private final int z;
    private final int flip;

    Axes(String up, int x, int y, int z, boolean flipped) {
        this.up = up;
        this.x = x;
        this.y = y;
        this.z = z;
        this.flip = flipped ? -1 : 1;
    }

    /// The file's axis that points up.
    String up() {
        return up;
    }

    /// Which of the file's numbers is our x, y or z, and with which sign.
    int source(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    int sign(int axis) {
        return axis == 0 ? 1 : flip;
    }

    Vector3 ours(double[] theirs, double scale) {
        return new Vector3(scale * theirs[x], scale * sign(1) * theirs[y], scale * sign(2) * theirs[z]);
    }

    static Axes ofUp(int axis, boolean down) {
        return switch (axis) {
            case 0 -> down ? X_DOWN : X_UP;
            case 1 -> down ? Y_DOWN : Y_UP;
            default -> down ? Z_DOWN : Z_UP;
        };
    }
}
