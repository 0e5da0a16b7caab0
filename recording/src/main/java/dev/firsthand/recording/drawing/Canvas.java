package dev.firsthand.recording.drawing;

import java.util.Arrays;

/// One picture as `yuv420p`, painted anew for each frame. Nothing is smoothed: the encoder does that.
final class Canvas {
    private final int width;
    private final int height;
    private final byte[] bytes;
    private int from;
    private int to;

    /// Both sides are even.
    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.bytes = new byte[width * height * 3 / 2];
        this.to = width;
    }

    /// The picture so far; painted over again afterwards.
    byte[] bytes() {
        return bytes;
    }

    void clear() {
        Arrays.fill(bytes, 0, width * height, Colour.PAPER.luma());
        Arrays.fill(bytes, width * height, bytes.length, Colour.PAPER.blue());
    }

    /// From here on nothing is painted outside these columns; both are even.
    void within(int firstColumn, int endColumn) {
        from = firstColumn;
        to = endColumn;
    }

    /// All that is at most `radius` pixels from the line. What was not measured paints nothing.
    void line(double fromX, double fromY, double toX, double toY, double radius, Colour colour) {
        if (!Double.isFinite(fromX + fromY + toX + toY)) {
            return;
        }
        int last = width * height + width * height / 4;
        var whole = new Stroke(fromX, fromY, toX, toY, radius);
        whole.paint(0, width, height, from, to, colour.luma());
        var half = new Stroke(fromX / 2, fromY / 2, toX / 2, toY / 2, radius / 2);
        half.paint(width * height, width / 2, height / 2, from / 2, to / 2, colour.blue());
        half.paint(last, width / 2, height / 2, from / 2, to / 2, colour.red());
    }

    private final class Stroke {
        private final double x;
        private final double y;
        private final double alongX;
        private final double alongY;
        private final double radius;
        private final double lengthSquared;

        Stroke(double x, double y, double toX, double toY, double radius) {
            this.x = x;
            this.y = y;
            this.alongX = toX - x;
            this.alongY = toY - y;
            this.radius = radius;
            this.lengthSquared = alongX * alongX + alongY * alongY;
        }

        void paint(int plane, int columns, int rows, int first, int end, byte value) {
            int top = Math.max(0, (int) Math.floor(Math.min(y, y + alongY) - radius));
            int bottom = Math.min(rows - 1, (int) Math.ceil(Math.max(y, y + alongY) + radius));
            for (int row = top; row <= bottom; row++) {
                double one = x + alongX * share(row - radius, 0);
                double other = x + alongX * share(row + 1 + radius, 1);
                int left = Math.max(first, (int) Math.floor(Math.min(one, other) - radius));
                int right = Math.min(end - 1, (int) Math.ceil(Math.max(one, other) + radius));
                for (int column = left; column <= right; column++) {
                    if (covers(column + 0.5, row + 0.5)) {
                        bytes[plane + row * columns + column] = value;
                    }
                }
            }
        }

        /// How far along the line this height is reached.
        private double share(double height, double level) {
            return alongY == 0 ? level : Math.clamp((height - y) / alongY, 0, 1);
        }

        private boolean covers(double pointX, double pointY) {
            double dx = pointX - x;
            double dy = pointY - y;
            double share = lengthSquared == 0 ? 0 : Math.clamp((dx * alongX + dy * alongY) / lengthSquared, 0, 1);
            double offX = dx - share * alongX;
            double offY = dy - share * alongY;
            return offX * offX + offY * offY <= radius * radius;
        }
    }
}
