package dev.firsthand.recording.mp4;

import dev.firsthand.streams.time.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// When each frame of a video is shown, in nanoseconds since its first frame, in order; from the packets, never from
/// index and rate. `keyframe[i]` says whether frame `i` can be decoded on its own; `backwardsSteps` counts packets
/// whose decoding time was not after the one before.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type; nobody writes to them
public record FrameTimes(long[] presentationNanos, boolean[] keyframe, int backwardsSteps) {
    /// Steps that differ from the median by more than this make a rate variable.
    public static final long STEADY_WITHIN_NANOS = 2_000_000;

    public FrameTimes {
        if (presentationNanos.length != keyframe.length) {
            throw new IllegalArgumentException(
                    "%d times for %d frames".formatted(presentationNanos.length, keyframe.length));
        }
        for (int i = 1; i < presentationNanos.length; i++) {
            if (presentationNanos[i] < presentationNanos[i - 1]) {
                throw new IllegalArgumentException("frame times go backwards at frame " + i);
            }
        }
    }

    public int size() {
        return presentationNanos.length;
    }

    /// The number of the first frame that is shown at this time or later; [#size] when there is none.
    public int firstAtOrAfter(long timeNanos) {
        int frame = 0;
        while (frame < size() && presentationNanos[frame] < timeNanos) {
            frame++;
        }
        return frame;
    }

    public long lastNanos() {
        return size() == 0 ? 0 : presentationNanos[size() - 1];
    }

    /// From the first frame to one median step after the last.
    public TimeSpan span() {
        return new TimeSpan(0, lastNanos() + Math.max(1, medianStepNanos()));
    }

    /// Frames that share their time with the frame before.
    public int duplicates() {
        int count = 0;
        for (int i = 1; i < size(); i++) {
            if (presentationNanos[i] == presentationNanos[i - 1]) {
                count++;
            }
        }
        return count;
    }

    /// The stretches between two neighbouring frames that are longer than this.
    public List<TimeSpan> gaps(long longerThanNanos) {
        var gaps = new ArrayList<TimeSpan>();
        for (int i = 1; i < size(); i++) {
            if (presentationNanos[i] - presentationNanos[i - 1] > longerThanNanos) {
                gaps.add(new TimeSpan(presentationNanos[i - 1], presentationNanos[i]));
            }
        }
        return gaps;
    }

    /// The middle one of all steps between neighbours, zero where there is none.
    public long medianStepNanos() {
        long[] steps = steps();
        return steps.length == 0 ? 0 : steps[steps.length / 2];
    }

    public boolean variableRate() {
        long[] steps = steps();
        return steps.length > 0
                && (steps[steps.length - 1] - medianStepNanos() > STEADY_WITHIN_NANOS
                        || medianStepNanos() - steps[0] > STEADY_WITHIN_NANOS);
    }

    /// Frames per second over the whole.
    public double meanRate() {
        return lastNanos() == 0 ? 0 : (size() - 1) * 1e9 / lastNanos();
    }

    /// The longest stretch between two keyframes.
    public long keyframeIntervalNanos() {
        long longest = 0;
        long last = 0;
        for (int i = 0; i < size(); i++) {
            if (keyframe[i]) {
                longest = Math.max(longest, presentationNanos[i] - last);
                last = presentationNanos[i];
            }
        }
        return Math.max(longest, lastNanos() - last);
    }

    private long[] steps() {
        var steps = new long[Math.max(0, size() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = presentationNanos[i + 1] - presentationNanos[i];
        }
        Arrays.sort(steps);
        return steps;
    }

    /// True when both have as many frames and no frame differs by more than this.
    public boolean closeTo(FrameTimes other, long withinNanos) {
        if (size() != other.size()) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            if (Math.abs(presentationNanos[i] - other.presentationNanos[i]) > withinNanos) {
                return false;
            }
        }
        return true;
    }
}
