package dev.firsthand.recording.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known about a video before it is decoded. `width` and `height` are the stored picture's; players turn it by
/// `rotationDegrees` clockwise (0, 90, 180, 270). `streamIndex` is the place of the picture stream in the file.
/// `durationNanos` runs from the first frame to one median step after the last. `deviceClass` is a maker's model name,
/// never a serial number.
/// `hiddenFrames` are in the file but not shown, because it was trimmed; they are in no other number here.
public record VideoFacts(
        String container,
        int streamIndex,
        String codec,
        String profile,
        int width,
        int height,
        int rotationDegrees,
        String pixelFormat,
        int bitDepth,
        String colourTransfer,
        long durationNanos,
        int frames,
        int hiddenFrames,
        boolean audioPresent,
        Optional<Instant> captureTime,
        Optional<String> deviceClass,
        List<VideoNote> notes) {

    public VideoFacts {
        notes = List.copyOf(notes);
    }

    /// High dynamic range: the HLG or PQ transfer function (ITU-R BT.2100).
    public boolean hdr() {
        return colourTransfer.equals("arib-std-b67") || colourTransfer.equals("smpte2084");
    }

    public int shownWidth() {
        return turned() ? height : width;
    }

    public int shownHeight() {
        return turned() ? width : height;
    }

    private boolean turned() {
        return rotationDegrees % 180 != 0;
    }
}
