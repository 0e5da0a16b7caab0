package dev.firsthand.recording.synthetic;

import dev.firsthand.recording.synthetic.ImuText.CsvShape;
import dev.firsthand.recording.synthetic.ImuText.Mischief;
import dev.firsthand.recording.synthetic.SyntheticPlan.PlantedTrace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/// Writes a [SyntheticFault] as a file.
public final class SyntheticFaults {
    private static final SyntheticPlan SMALL =
            SyntheticPlan.usual().sized(320, 240).lasting(Duration.ofSeconds(4));

    private final long seed;

    private SyntheticFaults(long seed) {
        this.seed = seed;
    }

    public static SyntheticFaults seeded(long seed) {
        return new SyntheticFaults(seed);
    }

    /// Writes the fault into `folder` under its own name.
    public Path write(SyntheticFault fault, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(fault.fileName());
        switch (fault) {
            case EMPTY_FILE -> Files.write(file, new byte[0]);
            case TEXT_NAMED_MP4 -> Files.writeString(file, "This was a note and is no film.\n".repeat(200));
            case MP4_WITHOUT_INDEX -> {
                video(SMALL, file);
                cut(file, 0.6);
            }
            case FRAGMENTED_MP4_CUT -> {
                fragmented(file);
                cut(file, 0.7);
            }
            case WEBM_WITHOUT_DURATION -> webm(file);
            case WEBM_TIMES_BACKWARDS -> {
                webm(file);
                turnBackSecondCluster(file);
            }
            case HEVC_HDR_ROTATED -> hevc(file);
            case AV1_HDR_ROTATED -> av1(file);
            case NO_FRAMES -> {
                video(SMALL.lasting(Duration.ofMillis(40)), file);
                Mp4Surgery.on(file).removeSamples().write(file);
            }
            case ONE_FRAME -> video(SMALL.lasting(Duration.ofMillis(40)), file);
            case ABSURD_SIZE -> {
                video(SMALL.lasting(Duration.ofMillis(500)), file);
                Mp4Surgery.on(file).inflate().write(file);
            }
            case VARIABLE_RATE -> video(SMALL.withVariableRate(), file);
            case DAMAGED_PICTURES -> {
                video(SMALL, file);
                Mp4Surgery.on(file).damagePictures().write(file);
            }
            case TIMES_BACKWARDS -> {
                fragmented(file);
                Mp4Surgery.on(file).turnBackSecondFragment().write(file);
            }
            case IMU_OTHER_UNITS -> imu(CsvShape.GRAVITIES_AND_DEGREES, (number, line) -> line, file);
            case IMU_GAPS ->
                imu(CsvShape.SI, (number, line) -> in(number, 200, 300) || in(number, 400, 800) ? "" : line, file);
            case IMU_TIMES_BACKWARDS ->
                imu(CsvShape.SI, (number, line) -> in(number, 300, 400) ? backTo(line) : line, file);
            case IMU_WITHOUT_NUMBERS ->
                imu(
                        CsvShape.SI,
                        (number, line) ->
                                number % 50 == 7 ? line.substring(0, line.indexOf(',')) + ",nan,nan,nan,,," : line,
                        file);
            case IMU_CUT -> {
                imu(CsvShape.SI, (number, line) -> line, file);
                cut(file, 0.8);
            }
        }
        return file;
    }

    private static boolean in(int number, int from, int to) {
        return number >= from && number < to;
    }

    private static String backTo(String line) {
        int comma = line.indexOf(',');
        return Long.parseLong(line.substring(0, comma)) - 1_000_000 + line.substring(comma);
    }

    private void imu(CsvShape shape, Mischief mischief, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            ImuText.csv(new SyntheticImu(seed, SyntheticPlan.usual()), shape, 0, out, mischief);
        }
    }

    private void video(SyntheticPlan plan, Path file) throws IOException, InterruptedException {
        SyntheticRecording.seeded(seed, plan).writeVideo(file);
    }

    private void fragmented(Path file) throws IOException, InterruptedException {
        converted(SMALL, List.of("-c", "copy", "-movflags", "+frag_keyframe+empty_moov", "-f", "mp4"), file);
    }

    private void webm(Path file) throws IOException, InterruptedException {
        // -live leaves out what is only known at the end, as a browser must.
        converted(
                SMALL.lasting(Duration.ofSeconds(2)),
                List.of(
                        "-c:v",
                        "libvpx",
                        "-deadline",
                        "realtime",
                        "-cpu-used",
                        "8",
                        "-b:v",
                        "500k",
                        "-g",
                        "15",
                        "-cluster_time_limit",
                        "500",
                        "-live",
                        "1",
                        "-f",
                        "webm"),
                file);
    }

    /// Sets the time of the second cluster (EBML id 1F43B675, its first child E7 of two bytes) to 100 ms.
    private static void turnBackSecondCluster(Path webm) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(webm));
        int seen = 0;
        for (int at = 0; at + 16 < bytes.capacity(); at++) {
            if (bytes.getInt(at) == 0x1f43b675 && ++seen == 2) {
                int time = at + 4;
                while (bytes.getShort(time) != (short) 0xe782) {
                    time++;
                }
                bytes.putShort(time + 2, (short) 100);
            }
        }
        Files.write(webm, bytes.array());
    }

    private void av1(Path file) throws IOException, InterruptedException {
        Path plain = Files.createTempFile(file.toAbsolutePath().getParent(), "plain", ".mp4");
        try {
            // setparams marks the frames; the encoder writes what the frames say.
            converted(
                    SMALL.lasting(Duration.ofSeconds(1)),
                    List.of(
                            "-vf",
                            "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc",
                            "-pix_fmt",
                            "yuv420p10le",
                            "-c:v",
                            "libsvtav1",
                            "-preset",
                            "12",
                            "-svtav1-params",
                            "lp=1",
                            "-f",
                            "mp4"),
                    plain);
            Encoder.run(
                    List.of(
                            "-display_rotation:v:0",
                            "-90",
                            "-i",
                            plain.toString(),
                            "-c",
                            "copy",
                            "-fflags",
                            "+bitexact",
                            "-f",
                            "mp4",
                            file.toString()),
                    out -> {});
        } finally {
            Files.delete(plain);
        }
    }

    private void hevc(Path file) throws IOException, InterruptedException {
        SyntheticPlan plan = SyntheticPlan.usual().sized(320, 256).lasting(Duration.ofMillis(600));
        var clock = new FrameClock(plan);
        var household = new Household(seed, plan);
        var encoder = new HevcRawEncoder(plan.width(), plan.height());
        Encoder.run(
                List.of(
                        "-display_rotation:v:0",
                        "-90",
                        "-f",
                        "hevc",
                        "-i",
                        "pipe:0",
                        "-c",
                        "copy",
                        "-tag:v",
                        "hvc1",
                        "-bsf:v",
                        "setts=time_base=1/%d:ts='%s':duration=%d"
                                .formatted(FrameClock.TICKS_PER_SECOND, clock.formula(), clock.usualTicks()),
                        "-fflags",
                        "+bitexact",
                        "-f",
                        "mov",
                        file.toString()),
                out -> {
                    out.write(encoder.parameterSets());
                    for (int frame = 0; frame < clock.frames(); frame++) {
                        out.write(encoder.placeMessage(PlantedTrace.usual()));
                        out.write(encoder.frame(household.draw(frame, clock.nanos(frame) / 1e9)));
                    }
                });
    }

    private void converted(SyntheticPlan plan, List<String> how, Path file) throws IOException, InterruptedException {
        Path source = Files.createTempFile(file.toAbsolutePath().getParent(), "source", ".mp4");
        try {
            video(plan, source);
            List<String> words = new java.util.ArrayList<>(List.of("-i", source.toString()));
            words.addAll(how);
            words.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact", file.toString()));
            Encoder.run(words, out -> {});
        } finally {
            Files.delete(source);
        }
    }

    private static void cut(Path file, double share) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate((long) (channel.size() * share));
        }
    }
}
