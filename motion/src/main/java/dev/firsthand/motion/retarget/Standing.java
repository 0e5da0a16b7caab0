package dev.firsthand.motion.retarget;

/// How far in time each frame is from those in which a foot stands.
final class Standing {
    static final double STILL_SECONDS = 0.02; // a foot goes up before it goes away
    static final double LEAVE_SECONDS = 0.06;

    private final boolean[] stands;
    private final double rate;
    private final int[] before;
    private final int[] after;

    Standing(boolean[] stands, double framesPerSecond) {
        this.stands = stands;
        this.rate = framesPerSecond;
        before = new int[stands.length];
        after = new int[stands.length];
        int last = -1;
        for (int f = 0; f < stands.length; f++) {
            last = stands[f] ? f : last;
            before[f] = last;
        }
        int next = -1;
        for (int f = stands.length - 1; f >= 0; f--) {
            next = stands[f] ? f : next;
            after[f] = next;
        }
    }

    int frames() {
        return stands.length;
    }

    boolean stands(int frame) {
        return stands[frame];
    }

    /// The last frame up to this one in which the foot stood; -1 where it did not yet.
    int before(int frame) {
        return before[frame];
    }

    /// The first frame from this one on in which it will stand; -1 where it will not again.
    int after(int frame) {
        return after[frame];
    }

    /// From 0 within some time of a standing to 1 a ramp later, without edges; 1 where there is none.
    double away(int frame, int stand, double seconds, double ramp) {
        if (stand < 0) {
            return 1;
        }
        double way = Math.clamp((Math.abs(frame - stand) / rate - seconds) / ramp, 0, 1);
        return way * way * (3 - 2 * way);
    }

    /// The same of the nearer standing.
    double away(int frame, double seconds, double ramp) {
        return Math.min(away(frame, before[frame], seconds, ramp), away(frame, after[frame], seconds, ramp));
    }
}
