package dev.firsthand.recording.video;

import java.util.ArrayList;
import java.util.List;

/// Settings of the H.264 encoder (OpenH264): stated bits per pixel, a keyframe every `keyframeEvery` frames, no
/// B-frames, fixed threads, nothing in the output that tells when or by what it was made.
record H264Encoding(int width, int height, double framesPerSecond, double bitsPerPixel, int keyframeEvery) {
    private static final long BIT_RATE_MIN = 100_000;

    List<String> arguments() {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-c:v", "libopenh264", "-rc_mode", "bitrate"));
        arguments.addAll(List.of("-b:v", Long.toString(bitRate()), "-g", Integer.toString(keyframeEvery)));
        arguments.addAll(List.of("-bf", "0", "-pix_fmt", "yuv420p", "-threads", Integer.toString(Ffmpeg.THREADS)));
        arguments.addAll(List.of("-flags:v", "+bitexact", "-fps_mode", "passthrough"));
        return arguments;
    }

    long bitRate() {
        return Math.max(BIT_RATE_MIN, Math.round(bitsPerPixel * width * height * framesPerSecond));
    }

    /// Far more than the encoder makes for so many frames.
    long outputBytesMax(int frames) {
        return (64L << 20) + (long) (frames * (double) width * height);
    }

    /// An mp4 with nothing but pictures: index first, no edit list, no metadata, times in whole ticks.
    static List<String> container(int timescale) {
        return List.of(
                "-map_metadata", "-1",
                "-map_chapters", "-1",
                "-fflags", "+bitexact",
                "-use_editlist", "0",
                "-movflags", "+faststart",
                "-movie_timescale", Integer.toString(timescale),
                "-video_track_timescale", Integer.toString(timescale),
                "-f", "mp4");
    }
}
