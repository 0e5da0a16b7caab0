package dev.firsthand.app.motion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.Version;
import dev.firsthand.recording.align.AlignResult;
import dev.firsthand.recording.align.AlignResult.Aligned;
import dev.firsthand.recording.align.AlignResult.CannotTell;
import dev.firsthand.recording.align.ClapAlignment;
import dev.firsthand.recording.align.Claps;
import dev.firsthand.recording.align.GyroAlignment;
import dev.firsthand.recording.align.Turning;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand motion align`: how the clock of a suit reads on that of a phone that was worn with it.
@Command(
        name = "align",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says how the times of a motion file read on the clock of an IMU file, from how both turned.",
        footer = {"", "Example:", "  ./firsthand motion align shift.bvh phone.gcsv"})
public final class MotionAlignCommand extends MotionFileCommand {
    private static final ClockName SUIT = new ClockName("suit");

    private final PrintStream results;

    @Parameters(index = "1", paramLabel = "IMU", description = "gcsv, or CSV with --declaration")
    private Path imu = Path.of("");

    @Option(names = "--declaration", paramLabel = "TEXT", description = "columns and units of a CSV")
    private String declaration = "";

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "HEAD",
            description = "where the phone was worn: ${COMPLETION-CANDIDATES}")
    private Worn part = Worn.HEAD;

    @Option(names = "--clap", description = "by hands that clap and blows that the phone felt, instead of by turning")
    private boolean clap;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    /// Where a phone is worn.
    enum Worn {
        HEAD(BodyPart.HEAD),
        LEFT_HAND(BodyPart.LEFT_HAND),
        RIGHT_HAND(BodyPart.RIGHT_HAND);

        private final BodyPart part;

        Worn(BodyPart part) {
            this.part = part;
        }
    }

    public MotionAlignCommand(PrintStream results, PrintStream screen) {
        super(screen);
        this.results = results;
    }

    @Override
    int work(Motion motion) throws IOException {
        if (!(motion instanceof Motion.Body(var clip, var report))) {
            screen.printf("%s holds no body: only the motion of a body turns. Export it as BVH or GLB.%n", file());
            return 2;
        }
        Optional<SensorStream> phone = new SensorLog(imu, declaration)
                .read(screen)
                .map(read -> read.streams().getFirst());
        return phone.isEmpty() ? 1 : show(align(clip, phone.get()));
    }

    private AlignResult align(Clip clip, SensorStream phone) {
        if (clap) {
            return ClapAlignment.align(Claps.of(clip, SUIT), Claps.of(phone));
        }
        return Turning.of(clip, part.part, SUIT)
                .map(turning -> GyroAlignment.align(turning, Turning.of(phone)))
                .orElseGet(() -> new CannotTell(
                        "align-no-part",
                        "This body has no %s that can be told by its name. `motion info` shows what is there."
                                .formatted(part.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
    }

    private int show(AlignResult result) {
        switch (result) {
            case Aligned aligned when json -> results.println(line(aligned));
            case Aligned aligned ->
                results.printf(
                        Locale.ROOT,
                        "phone = suit %+.1f ms, right within %.1f ms; drift %+.1f in a million; likeness %.2f (%d agree)%n",
                        aligned.alignment().offsetNanos() / 1e6,
                        aligned.alignment().boundNanos() / 1e6,
                        aligned.driftPerMillion(),
                        aligned.likeness(),
                        aligned.pieces());
            case CannotTell(var code, var message) -> {
                screen.printf("It can't be told (%s): %s%n", code, message);
                return 1;
            }
        }
        return 0;
    }

    private static ObjectNode line(Aligned aligned) {
        return new ObjectMapper()
                .createObjectNode()
                .put("offsetNanos", aligned.alignment().offsetNanos())
                .put("boundNanos", aligned.alignment().boundNanos())
                .put("driftPerMillion", aligned.driftPerMillion())
                .put("sinceNanos", aligned.sinceNanos())
                .put("likeness", aligned.likeness())
                .put("pieces", aligned.pieces())
                .put("method", aligned.alignment().method().name().toLowerCase(Locale.ROOT));
    }
}
