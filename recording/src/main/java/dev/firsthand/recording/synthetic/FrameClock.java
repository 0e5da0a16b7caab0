package dev.firsthand.recording.synthetic;

import dev.firsthand.recording.synthetic.SyntheticPlan.FrameRate;

/// When each frame is taken, in ticks of 1/90000 s; told to the encoder as a formula, so that nothing must be listed.
final class FrameClock {
    static final int TICKS_PER_SECOND = 90_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int JITTER_STEP = 251;
    private static final int JITTER_TICKS = 601; // 6.7 ms from the earliest to the latest
    private static final int SLOWER_PERCENT = 125; // 30 frames a second become 24

    private final int usualTicks;
    private final boolean variable;
    private final int frames;

    FrameClock(SyntheticPlan plan) {
        this.usualTicks = TICKS_PER_SECOND / plan.framesPerSecond();
        this.variable = plan.frameRate() == FrameRate.VARIABLE;
        this.frames = count(plan);
    }

    int frames() {
        return frames;
    }

    /// How long a frame lasts while it is light; the last one has no other length.
    int usualTicks() {
        return usualTicks;
    }

    long nanos(int frame) {
        return Math.round(ticks(frame) * (double) NANOS_PER_SECOND / TICKS_PER_SECOND);
    }

    /// The same as [#ticks] in the language of ffmpeg's `setts` filter.
    String formula() {
        if (!variable) {
            return "N*" + usualTicks;
        }
        return "if(lt(N,%1$d),N*%2$d,%1$d*%2$d+(N-%1$d)*%3$d)+mod(N*%4$d,%5$d)"
                .formatted(half(), usualTicks, slowTicks(), JITTER_STEP, JITTER_TICKS);
    }

    private long ticks(int frame) {
        if (!variable) {
            return (long) frame * usualTicks;
        }
        long regular = frame < half()
                ? (long) frame * usualTicks
                : (long) half() * usualTicks + (long) (frame - half()) * slowTicks();
        return regular + (long) frame * JITTER_STEP % JITTER_TICKS;
    }

    private int half() {
        return frames / 2;
    }

    private int slowTicks() {
        return usualTicks * SLOWER_PERCENT / 100;
    }

    private int count(SyntheticPlan plan) {
        long ticks = plan.duration().toMillis() * TICKS_PER_SECOND / 1000;
        long perTwoFrames = variable ? usualTicks + slowTicks() : 2L * usualTicks;
        return Math.toIntExact(ticks * 2 / perTwoFrames);
    }
}
