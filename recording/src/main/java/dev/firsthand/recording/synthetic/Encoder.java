package dev.firsthand.recording.synthetic;

import dev.firsthand.recording.synthetic.SyntheticPlan.PlantedTrace;
import dev.firsthand.recording.synthetic.SyntheticPlan.Sound;
import dev.firsthand.recording.video.FfmpegPrograms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Runs the bundled ffmpeg on what we drew ourselves. Its input is our own, so it runs without the limits that
/// `recording.child` puts on strangers' bytes.
final class Encoder {
    private static final String SEI_UUID = "46697273-7468-616e-6453-796e74686574";

    private static final String COLOURS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";

    private Encoder() {}

    /// Writes frames, one after the other, as `yuv420p`.
    interface Frames {
        void writeTo(OutputStream out) throws IOException;
    }

    static void encode(SyntheticPlan plan, FrameClock clock, Frames frames, Path video)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (plan.rotationDegrees() != 0) {
            // Positive is against the clock for ffmpeg; a phone's rotation goes with it.
            words.addAll(List.of("-display_rotation:v:0", Integer.toString(-plan.rotationDegrees()), "-noautorotate"));
        }
        words.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p"));
        words.addAll(List.of("-video_size", plan.width() + "x" + plan.height()));
        words.addAll(List.of("-framerate", Integer.toString(plan.framesPerSecond()), "-i", "pipe:0"));
        boolean tone = plan.sound() == Sound.TONE;
        if (tone) {
            String seconds = String.format(Locale.ROOT, "%.6f", clock.nanos(clock.frames()) / 1e9);
            words.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=" + seconds));
        }
        words.addAll(List.of("-map", "0:v", "-c:v", "libopenh264", "-b:v", Integer.toString(plan.bitsPerSecond())));
        words.addAll(List.of("-rc_mode", "bitrate", "-g", Integer.toString(plan.framesPerSecond())));
        words.addAll(List.of("-vf", COLOURS, "-bsf:v", bitstreamFilters(plan, clock)));
        if (tone) {
            words.addAll(List.of("-map", "1:a", "-c:a", "aac", "-b:a", "64k"));
        }
        words.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"));
        trace(plan, words);
        words.addAll(List.of("-f", "mp4", video.toString()));
        run(words, frames);
    }

    private static String bitstreamFilters(SyntheticPlan plan, FrameClock clock) {
        String times = "setts=time_base=1/%d:ts='%s':duration=%d"
                .formatted(FrameClock.TICKS_PER_SECOND, clock.formula(), clock.usualTicks());
        return plan.planted()
                .map(trace -> times + ",h264_metadata=sei_user_data=" + SEI_UUID + "+" + trace.iso6709())
                .orElse(times);
    }

    private static void trace(SyntheticPlan plan, List<String> words) {
        if (plan.planted().isEmpty()) {
            return;
        }
        PlantedTrace trace = plan.planted().get();
        words.addAll(List.of("-metadata", "location=" + trace.iso6709()));
        words.addAll(List.of("-metadata", "com.apple.quicktime.location.ISO6709=" + trace.iso6709()));
        words.addAll(List.of("-metadata", "com.apple.quicktime.model=" + trace.device()));
        words.addAll(List.of("-metadata", "creation_time=" + trace.captured()));
        words.addAll(List.of("-movflags", "+use_metadata_tags"));
    }

    /// Runs ffmpeg with these words after the usual ones; `frames` goes into its standard input.
    static void run(List<String> words, Frames frames) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(FfmpegPrograms.bundled().ffmpeg().toString());
        line.addAll(List.of("-hide_banner", "-loglevel", "error", "-y"));
        line.addAll(words);
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        var said = new Said(process);
        try (OutputStream in = process.getOutputStream()) {
            frames.writeTo(in);
        } catch (IOException broken) {
            throw new IOException("ffmpeg stopped taking frames: " + said.after(process), broken);
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                process.destroyForcibly();
            }
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("ffmpeg ended with %d: %s".formatted(exit, said.after(process)));
        }
    }

    /// Carries away what ffmpeg says, so that it never waits for us.
    private static final class Said {
        private static final int BYTES_MAX = 4096;

        private final StringBuilder text = new StringBuilder();
        private final Thread carrier;

        Said(Process process) {
            this.carrier =
                    Thread.ofPlatform().daemon().name("synthetic-encoder").start(() -> carry(process));
        }

        private void carry(Process process) {
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (text.length() < BYTES_MAX) {
                        text.append(line).append('\n');
                    }
                }
            } catch (IOException closed) {
                return; // it ended: what came before counts
            }
        }

        String after(Process process) throws InterruptedException {
            process.waitFor();
            carrier.join();
            return text.toString();
        }
    }
}
