package dev.firsthand.recording.synthetic;

/// One frame as planar 4:2:0, and the few shapes that a kitchen table needs. Edges are soft over one pixel.
final class Picture {
    final int width;
    final int height;

    /// Luma, then blue, then red, as `yuv420p` is sent.
    final byte[] planes;

    Picture(int width, int height) {
        this.width = width;
        this.height = height;
        this.planes = new byte[width * height * 3 / 2];
    }

    /// Says how far inside a shape a point lies, in pixels; negative outside.
    private interface Shape {
        double depth(double x, double y);
    }

    /// A thick line with round ends.
    void capsule(double x0, double y0, double x1, double y1, double radius, Paint paint) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squared = Math.max(1e-9, dx * dx + dy * dy);
        Shape shape = (x, y) -> {
            double along = Math.clamp(((x - x0) * dx + (y - y0) * dy) / squared, 0, 1);
            double ex = x - x0 - along * dx;
            double ey = y - y0 - along * dy;
            return radius - Math.sqrt(ex * ex + ey * ey);
        };
        fill(
                shape,
                Math.min(x0, x1) - radius,
                Math.min(y0, y1) - radius,
                Math.max(x0, x1) + radius,
                Math.max(y0, y1) + radius,
                paint);
    }

    /// A convex shape whose corners go round with the clock (x right, y down).
    void convex(double[] xs, double[] ys, Paint paint) {
        int n = xs.length;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] c = new double[n];
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            double ex = xs[(i + 1) % n] - xs[i];
            double ey = ys[(i + 1) % n] - ys[i];
            double length = Math.max(1e-9, Math.sqrt(ex * ex + ey * ey));
            a[i] = -ey / length;
            b[i] = ex / length;
            c[i] = -(a[i] * xs[i] + b[i] * ys[i]);
            left = Math.min(left, xs[i]);
            top = Math.min(top, ys[i]);
            right = Math.max(right, xs[i]);
            bottom = Math.max(bottom, ys[i]);
        }
        Shape shape = (x, y) -> {
            double depth = Double.MAX_VALUE;
            for (int i = 0; i < n; i++) {
                depth = Math.min(depth, a[i] * x + b[i] * y + c[i]);
            }
            return depth;
        };
        fill(shape, left, top, right, bottom, paint);
    }

    /// A block of pixels without soft edges.
    void block(int left, int top, int right, int bottom, Paint paint) {
        for (int y = top; y < bottom; y++) {
            java.util.Arrays.fill(planes, y * width + left, y * width + right, (byte) paint.luma());
        }
        int half = width / 2;
        int blue = width * height;
        int red = blue + half * (height / 2);
        for (int y = top / 2; y < (bottom + 1) / 2; y++) {
            java.util.Arrays.fill(
                    planes, blue + y * half + left / 2, blue + y * half + (right + 1) / 2, (byte) paint.blue());
            java.util.Arrays.fill(
                    planes, red + y * half + left / 2, red + y * half + (right + 1) / 2, (byte) paint.red());
        }
    }

    private void fill(Shape shape, double left, double top, double right, double bottom, Paint paint) {
        int x0 = Math.max(0, (int) left - 1);
        int y0 = Math.max(0, (int) top - 1);
        int x1 = Math.min(width, (int) right + 2);
        int y1 = Math.min(height, (int) bottom + 2);
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                double depth = shape.depth(x + 0.5, y + 0.5);
                if (depth > -0.5) {
                    mix(y * width + x, paint.luma(), depth);
                }
            }
        }
        int half = width / 2;
        int blue = width * height;
        int red = blue + half * (height / 2);
        for (int y = y0 / 2; y < y1 / 2; y++) {
            for (int x = x0 / 2; x < x1 / 2; x++) {
                double depth = shape.depth(2 * x + 1, 2 * y + 1) / 2;
                if (depth > -0.5) {
                    mix(blue + y * half + x, paint.blue(), depth);
                    mix(red + y * half + x, paint.red(), depth);
                }
            }
        }
    }

    private void mix(int at, int wanted, double depth) {
        if (depth >= 0.5) {
            planes[at] = (byte) wanted;
            return;
        }
        int there = planes[at] & 0xff;
        planes[at] = (byte) Math.round(there + (wanted - there) * (depth + 0.5));
    }
}
