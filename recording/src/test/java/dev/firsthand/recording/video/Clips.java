package dev.firsthand.recording.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small videos made by the bundled FFmpeg from its own test sources.
final class Clips {
    private static final String VARIABLE = "select=not(eq(mod(n\\,7)\\,3))*not(between(n\\,40\\,52))";

    private final Path folder;

    Clips(Path folder) {
        this.folder = folder;
    }

    /// Runs `ffmpeg` with these arguments and returns the output file of this name.
    Path make(String name, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve(name);
        var line = new ArrayList<String>();
        line.addAll(List.of(FfmpegPrograms.bundled().ffmpeg().toString(), "-nostdin", "-v", "error", "-y"));
        line.addAll(List.of(arguments));
        line.add(output.toString());
        Path errors = folder.resolve(name + ".errors");
        Process process =
                new ProcessBuilder(line).redirectError(errors.toFile()).start();
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg made no " + name + ": " + Files.readString(errors));
        }
        return output;
    }

    /// A steady H.264 clip.
    Path steady(String name, int frames) throws IOException, InterruptedException {
        return make(name, source(frames), new String[] {"-c:v", "libopenh264", "-b:v", "1M", "-g", "15"});
    }

    /// Every seventh frame and one long stretch are missing; the others keep their times.
    Path variable(String name) throws IOException, InterruptedException {
        return make(name, source(90), new String[] {
            "-vf",
            VARIABLE,
            "-fps_mode",
            "passthrough",
            "-enc_time_base",
            "1/90000",
            "-video_track_timescale",
            "90000",
            "-c:v",
            "libopenh264",
            "-b:v",
            "1M",
            "-g",
            "15"
        });
    }

    /// Frame `n` of the whole shows `n` as twelve black or white bars, lowest bit on the left.
    Path barCodes(String name, int frames) throws IOException, InterruptedException {
        return barCodes(name, frames, "null", "1/15360", "15360");
    }

    /// As [#variable], with bar codes.
    Path variableBarCodes(String name, int frames) throws IOException, InterruptedException {
        return barCodes(name, frames, VARIABLE, "1/90000", "90000");
    }

    /// As [#barCodes], with times in whole milliseconds as WebM has them.
    Path millisecondBarCodes(String name, int frames) throws IOException, InterruptedException {
        return barCodes(name, frames, "null", "1/1000", "1000");
    }

    /// As [#barCodes], every second picture 0.3 ms after the one before it.
    Path pairedBarCodes(String name, int frames) throws IOException, InterruptedException {
        String pairs = "settb=1/90000,setpts=3000*floor(N/2)+27*mod(N\\,2)";
        return barCodes(name, frames, pairs, "1/90000", "90000");
    }

    static boolean keptInVariable(int frame) {
        return frame % 7 != 3 && (frame < 40 || frame > 52);
    }

    private Path barCodes(String name, int frames, String filter, String base, String timescale)
            throws IOException, InterruptedException {
        String bars =
                "nullsrc=s=192x96:r=30:d=%s,geq=lum='if(bitand(N\\,pow(2\\,floor(X/16)))\\,235\\,16)':cb=128:cr=128,%s"
                        .formatted(frames / 30.0, filter);
        return make(
                name,
                "-f",
                "lavfi",
                "-i",
                bars,
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                base,
                "-video_track_timescale",
                timescale,
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M",
                "-g",
                "15",
                "-pix_fmt",
                "yuv420p");
    }

    /// The numbers that the frames of a bar code video show, in the order in which they are shown.
    static List<Integer> readBarCodes(Path video) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        FfmpegPrograms.bundled().ffmpeg().toString(),
                        "-nostdin",
                        "-v",
                        "error",
                        "-i",
                        video.toString(),
                        "-vf",
                        "scale=192:96",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "gray",
                        "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var numbers = new ArrayList<Integer>();
        try (var pixels = process.getInputStream()) {
            for (byte[] frame = pixels.readNBytes(192 * 96); frame.length > 0; frame = pixels.readNBytes(192 * 96)) {
                int number = 0;
                for (int bit = 0; bit < 12; bit++) {
                    number |= (frame[48 * 192 + 16 * bit + 8] & 255) > 127 ? 1 << bit : 0;
                }
                numbers.add(number);
            }
        }
        return numbers;
    }

    static String[] source(int frames) {
        return new String[] {"-f", "lavfi", "-i", "testsrc=size=160x120:rate=30:duration=" + frames / 30.0};
    }

    private Path make(String name, String[] input, String[] rest) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(input));
        arguments.addAll(List.of(rest));
        return make(name, arguments.toArray(String[]::new));
    }
}
