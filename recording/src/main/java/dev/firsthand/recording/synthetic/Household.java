package dev.firsthand.recording.synthetic;

/// The scene: two hands fold a towel on a table by a window, seen from a head that trembles.
final class Household {
    private static final double FOCAL_SHARE = 0.9;
    private static final double FOLD_SECONDS = 5;
    private static final Paint TOWEL = Paint.rgb(72, 118, 168);
    private static final Paint TOWEL_BACK = Paint.rgb(104, 148, 192);
    private static final Paint STRIPE = Paint.rgb(232, 228, 214);
    private static final Paint SKIN = Paint.rgb(198, 150, 118);
    private static final Paint SLEEVE = Paint.rgb(92, 96, 88);
    private static final int GRAIN_SIDE = 256;

    private final CameraShake shake;
    private final Picture picture;
    private final Backdrop backdrop;
    private final double focalPixels;
    private final byte[] grain;

    Household(long seed, SyntheticPlan plan) {
        this.shake = new CameraShake(seed);
        this.picture = new Picture(plan.width(), plan.height());
        this.focalPixels = FOCAL_SHARE * plan.width();
        int margin = (int) Math.ceil(focalPixels * CameraShake.ANGLE_MAX_RADIANS) + 4;
        this.backdrop = new Backdrop(plan.width(), plan.height(), margin, seed);
        this.grain = grain(seed, plan.grain());
    }

    static double focalPixels(SyntheticPlan plan) {
        return FOCAL_SHARE * plan.width();
    }

    /// The picture at a time; the same array is used again for the next.
    byte[] draw(int frame, double seconds) {
        double dx = -focalPixels * shake.shake(seconds);
        double dy = focalPixels * shake.nod(seconds);
        backdrop.show(picture, dx, dy, light(seconds));
        towel(dx, dy, phase(seconds));
        hands(dx, dy, seconds);
        addGrain(frame);
        FrameBarcode.draw(picture, frame);
        return picture.planes;
    }

    /// A cloud passes.
    private static int light(double seconds) {
        return (int) Math.round(256 * (1 + 0.05 * StrictMath.sin(2 * Math.PI * seconds / CameraShake.PERIOD_SECONDS)));
    }

    /// How far the right half of the towel is folded over: 0 flat, 1 on the left half.
    private static double phase(double seconds) {
        double turn = seconds % FOLD_SECONDS / FOLD_SECONDS;
        double ramp = Math.clamp(turn < 0.5 ? (turn - 0.1) / 0.3 : (0.9 - turn) / 0.3, 0, 1);
        return ramp * ramp * (3 - 2 * ramp);
    }

    private double edge(double phase) {
        return StrictMath.cos(Math.PI * phase);
    }

    private void towel(double dx, double dy, double phase) {
        double left = picture.width * 0.30 + dx;
        double fold = picture.width * 0.52 + dx;
        double top = picture.height * 0.52 + dy;
        double bottom = picture.height * 0.86 + dy;
        quad(left, fold, top, bottom, 0, TOWEL);
        quad(left, fold, bottom - 0.05 * picture.height, bottom - 0.03 * picture.height, 0, STRIPE);
        double reach = picture.width * 0.22 * edge(phase);
        double lift = picture.height * 0.16 * StrictMath.sin(Math.PI * phase);
        Paint cloth = (phase < 0.5 ? TOWEL : TOWEL_BACK).shaded(1 - 0.25 * StrictMath.sin(Math.PI * phase));
        quad(fold, fold + reach, top, bottom, lift, cloth);
        quad(fold, fold + reach, bottom - 0.05 * picture.height, bottom - 0.03 * picture.height, lift, STRIPE);
    }

    /// From the edge at `x0` to the one at `x1`, which is lifted towards the eye; drawn with the clock either way.
    private void quad(double x0, double x1, double top, double bottom, double lift, Paint paint) {
        if (Math.abs(x1 - x0) < 1) {
            return;
        }
        double[] xs = {x0, x1, x1, x0};
        double[] ys = {top, top - lift, bottom - lift, bottom};
        if (x1 < x0) {
            xs = new double[] {x0, x0, x1, x1};
            ys = new double[] {top, bottom, bottom - lift, top - lift};
        }
        picture.convex(xs, ys, paint);
    }

    private void hands(double dx, double dy, double seconds) {
        double phase = phase(seconds);
        double tremble = 0.004 * picture.width * StrictMath.sin(2 * Math.PI * 1.3 * seconds);
        double lift = picture.height * 0.16 * StrictMath.sin(Math.PI * phase);
        double right = picture.width * (0.52 + 0.22 * edge(phase)) + dx;
        hand(right, picture.height * 0.80 - lift + dy + tremble, 1);
        hand(picture.width * 0.31 + dx + tremble, picture.height * 0.80 + dy, -1);
    }

    /// A forearm from below, a palm and five fingers; `side` is 1 for the right hand.
    private void hand(double x, double y, int side) {
        double unit = picture.width / 100.0;
        double wristX = x + side * 7 * unit;
        double wristY = y + 11 * unit;
        picture.capsule(
                wristX + side * 6 * unit, picture.height + 10 * unit, wristX, wristY + 6 * unit, 5 * unit, SLEEVE);
        picture.capsule(wristX, wristY + 5 * unit, wristX - side * unit, wristY, 3.2 * unit, SKIN);
        picture.capsule(wristX - side * unit, wristY - unit, x + side * 3 * unit, y + 5 * unit, 4.2 * unit, SKIN);
        for (int finger = 0; finger < 4; finger++) {
            double spread = (finger - 1.5) * 2.1 * unit;
            picture.capsule(
                    x + side * 2.5 * unit + spread,
                    y + 4 * unit,
                    x - side * 0.6 * unit + spread,
                    y - (finger == 1 ? 2.4 : 1.4) * unit,
                    1.05 * unit,
                    SKIN.shaded(1 - 0.04 * finger));
        }
        picture.capsule(
                x - side * unit, y + 6 * unit, x - side * 3.4 * unit, y + 3 * unit, 1.2 * unit, SKIN.shaded(0.95));
    }

    private static byte[] grain(long seed, int strength) {
        byte[] grain = new byte[GRAIN_SIDE * GRAIN_SIDE];
        var random = new java.util.SplittableRandom(seed + 77);
        for (int i = 0; i < grain.length; i++) {
            grain[i] = (byte) Math.clamp(Math.round(strength * Noise.normal(random)), -100, 100);
        }
        return grain;
    }

    private void addGrain(int frame) {
        int ox = (int) (Noise.unit(5, frame, 0) * GRAIN_SIDE);
        int oy = (int) (Noise.unit(6, frame, 0) * GRAIN_SIDE);
        byte[] planes = picture.planes;
        for (int y = 0; y < picture.height; y++) {
            int row = ((y + oy) % GRAIN_SIDE) * GRAIN_SIDE;
            int at = y * picture.width;
            for (int x = 0; x < picture.width; x++) {
                int luma = (planes[at + x] & 0xff) + grain[row + ((x + ox) & (GRAIN_SIDE - 1))];
                planes[at + x] = (byte) Math.clamp(luma, 16, 235);
            }
        }
    }
}
