package dev.firsthand.app.wiring;

import dev.firsthand.app.backup.BackupCommand;
import dev.firsthand.app.backup.RestoreCommand;
import dev.firsthand.app.backup.RotateKeysCommand;
import dev.firsthand.app.backup.RowsPlace;
import dev.firsthand.app.bench.BenchCommand;
import dev.firsthand.app.cli.DemoCommand;
import dev.firsthand.app.cli.EvidenceCommand;
import dev.firsthand.app.cli.GroupCommand;
import dev.firsthand.app.cli.LeRobotValidateCommand;
import dev.firsthand.app.cli.LogKeeping;
import dev.firsthand.app.cli.UpCommand;
import dev.firsthand.app.cli.Version;
import dev.firsthand.app.edge.StandingRefused;
import dev.firsthand.app.motion.MotionAlignCommand;
import dev.firsthand.app.motion.MotionCheckCommand;
import dev.firsthand.app.motion.MotionConvertCommand;
import dev.firsthand.app.motion.MotionErgonomicsCommand;
import dev.firsthand.app.motion.MotionInfoCommand;
import dev.firsthand.app.motion.MotionLiveCommand;
import dev.firsthand.app.motion.MotionRetargetCommand;
import dev.firsthand.app.recall.RecallAckCommand;
import dev.firsthand.app.recall.RecallShowCommand;
import dev.firsthand.app.recall.ReleaseCheckCommand;
import dev.firsthand.app.recall.ReleaseFetchCommand;
import dev.firsthand.app.web.DiskRoom;
import dev.firsthand.evidence.audit.LogProgram;
import dev.firsthand.evidence.proof.VerifyProgram;
import dev.firsthand.evidence.witness.WitnessProgram;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program's entry.
@Command(
        name = "firsthand",
        description = "A self-hosted data engine for demonstrations by people.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "./firsthand check builds everything and runs all tests.",
            "",
            "Example:",
            "  ./firsthand demo --out ./demo"
        })
public final class Main implements Runnable {
    private static final EvidenceCommand.Named VERIFY = new EvidenceCommand.Named(
            "verify", "Checks a release copy, a receipt or a proof offline.", VerifyProgram::run);
    private static final String LOG =
            "Looks at and after a public log: info, fsck, serve, sample, rotate, audit and more.";
    private static final EvidenceCommand.Named WITNESS = new EvidenceCommand.Named(
            "witness", "Runs a witness: remembers logs, refuses forks, cosigns what grew.", WitnessProgram::run);

    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream results, PrintStream screen) {
        InstantSource clock = InstantSource.system();
        RowsPlace rows = new KeptRows(System.getenv());
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new UpCommand(Server.starter(clock, Settings.Kind.OPERATED), results, screen))
                .addSubcommand(new DemoCommand(Server.starter(clock, Settings.Kind.DEMO), results, screen, clock))
                .addSubcommand(new BackupCommand(rows, clock, results, screen))
                .addSubcommand(new RestoreCommand(rows, clock, results))
                .addSubcommand(GroupCommand.of("keys", "Works on the keys of a data folder.", "rotate")
                        .addSubcommand(new RotateKeysCommand(results, screen)))
                .addSubcommand(EvidenceCommand.of(VERIFY, results, screen))
                .addSubcommand(EvidenceCommand.of(log(clock), results, screen))
                .addSubcommand(EvidenceCommand.of(WITNESS, results, screen))
                .addSubcommand(GroupCommand.of(
                                "release",
                                "Fetches a copy of a release, and checks one against a recall.",
                                "check laundry-1.0.0 --recall laundry-1.0.0-recall.json")
                        .addSubcommand(new ReleaseCheckCommand(results, screen))
                        .addSubcommand(new ReleaseFetchCommand(results, screen)))
                .addSubcommand(GroupCommand.of(
                                "recall",
                                "Reads and answers the operator's recall notices, offline.",
                                "show laundry-1.0.0-recall.json")
                        .addSubcommand(new RecallShowCommand(results, screen))
                        .addSubcommand(new RecallAckCommand(screen, clock)))
                .addSubcommand(GroupCommand.of(
                                "lerobot",
                                "Works on LeRobot v3.0 data sets.",
                                "validate demo/release/demo-1.0.0/lerobot")
                        .addSubcommand(new LeRobotValidateCommand(results, screen)))
                .addSubcommand(GroupCommand.of(
                                "motion",
                                "Reads, checks, converts, retargets and scores motion files: BVH, C3D, TRC, MOT, GLB.",
                                "info walk.bvh")
                        .addSubcommand(new MotionInfoCommand(results, screen))
                        .addSubcommand(new MotionCheckCommand(results, screen))
                        .addSubcommand(new MotionConvertCommand(screen))
                        .addSubcommand(new MotionRetargetCommand(results, screen))
                        .addSubcommand(new MotionErgonomicsCommand(results, screen))
                        .addSubcommand(new MotionAlignCommand(results, screen))
                        .addSubcommand(new MotionLiveCommand(results, screen)))
                .addSubcommand(BenchCommand.line(results, screen, clock));
        line.setOut(new PrintWriter(results, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(screen, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, screen));
        return line.execute(arguments);
    }

    private static EvidenceCommand.Named log(InstantSource clock) {
        var keeping = new LogKeeping(LogProgram::run, StoppedServer.opener(clock, System.getenv()), clock);
        return new EvidenceCommand.Named("log", LOG, keeping);
    }

    /// A fault that a person can mend is said in its own words; anything else shows where it came from.
    private static int explain(Exception fault, PrintStream screen) {
        if (DiskRoom.missedBy(fault)) {
            screen.println(
                    "The disk is full. Nothing is lost: make room and start again. (%s)".formatted(fault.getMessage()));
            return 1;
        }
        if (fault instanceof StandingRefused refused) {
            screen.println(refused.getMessage());
            return 2;
        }
        FaultWords.of(fault)
                .ifPresentOrElse(
                        screen::println,
                        () -> fault.printStackTrace(screen)); // tidy: a program's last word about its own defect
        return 1;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do, for example: ./firsthand demo");
    }
}
