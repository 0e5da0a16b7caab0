package dev.firsthand.perf;

import dev.firsthand.recording.video.FfmpegPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What no renderer can avoid: the same program decodes the same frames and encodes them with the same settings, with
/// nothing around it: no limits, no isolation, no statistics, no check of what came out.
final class BareFfmpeg {
    private static final String THREADS = "2"; // as Firsthand's own renderings

    private final FfmpegPrograms programs;

    BareFfmpeg(FfmpegPrograms programs) {
        this.programs = programs;
    }

    double run(Path view, long bitRate, Path output) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command(view, bitRate, output))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("bare ffmpeg ended with " + exit);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private List<String> command(Path view, long bitRate, Path output) {
        return List.of(
                programs.ffmpeg().toString(),
                "-hide_banner",
                "-loglevel",
                "error",
                "-nostdin",
                "-y",
                "-threads",
                THREADS,
                "-i",
                view.toString(),
                "-map",
                "0:v:0",
                "-c:v",
                "libopenh264",
                "-rc_mode",
                "bitrate",
                "-b:v",
                Long.toString(bitRate),
                "-g",
                "2",
                "-bf",
                "0",
                "-pix_fmt",
                "yuv420p",
                "-threads",
                THREADS,
                "-fps_mode",
                "passthrough",
                "-movflags",
                "+faststart",
                "-f",
                "mp4",
                output.toString());
    }
}
