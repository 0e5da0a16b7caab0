package dev.firsthand.recording.mp4;

import java.util.List;
import java.util.Optional;

/// One track as its boxes describe it. `codec` is the four letters of the first sample entry (`avc1`, `hvc1`, `av01`);
/// `width` and `height` are the coded picture's, zero for tracks that are not pictures; `nalLengthBytes` is zero where
/// samples are not made of NAL units; `colourTransfer` is the transfer function's number in ITU-T H.273, 2 when unsaid;
/// `matrix` is the nine numbers of the track header (16.16, 2.30 in the last
/// column).
public record Mp4Track(
        int id,
        String handler,
        String handlerName,
        String codec,
        String language,
        long timescale,
        long durationTicks,
        int width,
        int height,
        List<Integer> matrix,
        List<Edit> edits,
        Optional<AvcParameters> avc,
        int nalLengthBytes,
        int colourTransfer,
        Mp4Samples samples) {

    /// One entry of the edit list. A `mediaTicks` of -1 is an empty stretch.
    public record Edit(long movieTicks, long mediaTicks) {}

    public Mp4Track {
        matrix = List.copyOf(matrix);
        edits = List.copyOf(edits);
    }

    public boolean editListPresent() {
        return !edits.isEmpty();
    }

    public boolean video() {
        return handler.equals("vide");
    }

    /// Whether the matrix asks for quarter turns at most; see [#turnedOnly(List)].
    public boolean turnedOnly() {
        return turnedOnly(matrix);
    }

    /// False for a display matrix of nine numbers that mirrors or slants the picture; zeros alone say nothing.
    public static boolean turnedOnly(List<Integer> matrix) {
        int a = Integer.signum(matrix.get(0));
        int b = Integer.signum(matrix.get(1));
        return a == Integer.signum(matrix.get(4)) && b == -Integer.signum(matrix.get(3)) && a * b == 0;
    }

    /// How far a player turns the picture clockwise: 0, 90, 180 or 270; anything else in the matrix reads as 0.
    public int rotationDegrees() {
        int a = Integer.signum(matrix.get(0));
        int b = Integer.signum(matrix.get(1));
        if (a != 0 && b == 0) {
            return a > 0 ? 0 : 180;
        }
        if (a == 0 && b != 0) {
            return b > 0 ? 90 : 270;
        }
        return 0;
    }

    /// When the frames are shown, in order and from the first; an edit list is not looked at.
    public FrameTimes frameTimes() {
        var frames = new TickFrames(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            frames.add(samples.presentationTicks()[i], samples.keyframe()[i]);
        }
        return frames.times(new TimeBase(1, timescale), 0);
    }

    /// The length of a tick, rounded up.
    public long tickNanos() {
        return (1_000_000_000 + timescale - 1) / timescale;
    }
}
