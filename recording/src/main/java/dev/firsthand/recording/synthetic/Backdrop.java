package dev.firsthand.recording.synthetic;

/// The room behind the hands: a wall with a window, and a wooden table. Drawn once, larger than the picture, and then
/// shown through a frame that trembles by parts of a pixel.
final class Backdrop {
    private static final double WALL_SHARE = 0.34;

    private final Picture room;
    private final int margin;

    Backdrop(int width, int height, int margin, long seed) {
        this.margin = margin + margin % 2;
        this.room = new Picture(width + 2 * this.margin, height + 2 * this.margin);
        paintWall();
        paintTable(seed);
        paintWindow();
        roughen(seed);
    }

    /// Fills the whole picture with the room moved by `dx`, `dy` pixels, its brightness times `light` / 256.
    void show(Picture into, double dx, double dy, int light) {
        int half = room.width / 2;
        int blue = room.width * room.height;
        int red = blue + half * (room.height / 2);
        int chroma = into.width * into.height;
        int chromaSize = chroma / 4;
        copy(new Plane(room.planes, 0, room.width), new Plane(into.planes, 0, into.width), into.height, dx, dy, light);
        copy(
                new Plane(room.planes, blue, half),
                new Plane(into.planes, chroma, into.width / 2),
                into.height / 2,
                dx / 2,
                dy / 2,
                -1);
        copy(
                new Plane(room.planes, red, half),
                new Plane(into.planes, chroma + chromaSize, into.width / 2),
                into.height / 2,
                dx / 2,
                dy / 2,
                -1);
    }

    @SuppressWarnings("ArrayRecordComponent") // three numbers that travel together
    private record Plane(byte[] bytes, int offset, int width) {}

    private void copy(Plane from, Plane to, int height, double dx, double dy, int light) {
        int edge = light < 0 ? margin / 2 : margin;
        double left = edge - dx;
        double top = edge - dy;
        int ox = (int) Math.floor(left);
        int oy = (int) Math.floor(top);
        int fx = (int) Math.round((left - ox) * 64);
        int fy = (int) Math.round((top - oy) * 64);
        int w00 = (64 - fx) * (64 - fy);
        int w10 = fx * (64 - fy);
        int w01 = (64 - fx) * fy;
        int w11 = fx * fy;
        byte[] source = from.bytes;
        byte[] target = to.bytes;
        int gain = light < 0 ? 256 : light;
        for (int y = 0; y < height; y++) {
            int upper = from.offset + (oy + y) * from.width + ox;
            int lower = upper + from.width;
            int at = to.offset + y * to.width;
            for (int x = 0; x < to.width; x++) {
                int sum = w00 * (source[upper + x] & 0xff)
                        + w10 * (source[upper + x + 1] & 0xff)
                        + w01 * (source[lower + x] & 0xff)
                        + w11 * (source[lower + x + 1] & 0xff);
                target[at + x] = (byte) Math.min(235, (sum * gain) >> 20);
            }
        }
    }

    private void paintWall() {
        int floor = (int) (room.height * WALL_SHARE);
        room.block(0, 0, room.width, floor, Paint.rgb(196, 188, 170));
        int tile = Math.max(8, room.width / 24);
        for (int x = 0; x < room.width; x += tile) {
            room.block(x, 0, Math.min(room.width, x + Math.max(1, tile / 14)), floor, Paint.rgb(150, 143, 128));
        }
        for (int y = floor % tile; y < floor; y += tile) {
            room.block(0, y, room.width, y + Math.max(1, tile / 14), Paint.rgb(150, 143, 128));
        }
    }

    private void paintTable(long seed) {
        int floor = (int) (room.height * WALL_SHARE);
        int plank = Math.max(8, room.height / 9);
        for (int y = floor; y < room.height; y += plank) {
            double shade = 0.85 + 0.25 * Noise.unit(seed + 31, y, 0);
            room.block(
                    0,
                    y,
                    room.width,
                    Math.min(room.height, y + plank),
                    Paint.rgb(150, 105, 66).shaded(shade));
            room.block(0, y, room.width, Math.min(room.height, y + 2), Paint.rgb(80, 52, 30));
        }
    }

    private void paintWindow() {
        double left = room.width * 0.58;
        double right = room.width * 0.84;
        double bottom = room.height * (WALL_SHARE - 0.05);
        Paint frame = Paint.rgb(235, 232, 225);
        room.convex(
                new double[] {left - 10, right + 10, right + 10, left - 10},
                new double[] {-2, -2, bottom + 10, bottom + 10},
                frame);
        double middle = (left + right) / 2;
        for (double[] pane : new double[][] {{left, middle - 5}, {middle + 5, right}}) {
            room.convex(
                    new double[] {pane[0], pane[1], pane[1], pane[0]},
                    new double[] {4, 4, bottom, bottom},
                    Paint.rgb(205, 226, 250));
        }
        room.capsule(
                middle * 0.7, bottom * 0.2, middle * 0.72, bottom * 0.9, room.width * 0.03, Paint.rgb(90, 120, 80));
    }

    /// Grain of wood and plaster: detail at several sizes, so that a shift can be measured anywhere.
    private void roughen(long seed) {
        for (int y = 0; y < room.height; y++) {
            for (int x = 0; x < room.width; x++) {
                double fine = Noise.smooth(seed + 1, x / 5.0, y / 2.5);
                double coarse = Noise.smooth(seed + 2, x / 37.0, y / 11.0);
                int at = y * room.width + x;
                int luma = (room.planes[at] & 0xff) + (int) Math.round(22 * (fine - 0.5) + 30 * (coarse - 0.5));
                room.planes[at] = (byte) Math.clamp(luma, 16, 225);
            }
        }
    }
}
