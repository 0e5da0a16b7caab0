package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Runner;
import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.dialect.RobotServer;
import dev.firsthand.bench.outside.Conductor;
import dev.firsthand.bench.outside.Order;
import dev.firsthand.bench.outside.WorldRun;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firsthand bench run`: a policy and its twins live every scenario of a suite.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Lets a policy and its twins (nobody, oracle, calm day, other words, another who asks, people alone) live every "
                    + "scenario of a suite.",
            "A policy that crashes, answers nonsense or is too slow is scored as a failure and stops nothing.",
            "With --world a robot policy and its twins live activities in another simulator, or with a robot."
        },
        footer = {
            "",
            "Exits with 3 where a world failed in some episodes, with 1 where it failed in all.",
            "",
            "Examples:",
            "  ./firsthand bench run --suite practice --policy builtin:tidy-habits --out run",
            "  ./firsthand bench run --world builtin:table --policy openpi:ws://localhost:8000 --out run"
        })
final class BenchRunCommand implements Callable<Integer> {
    private static final int DONE_WITH_LOSSES = 3;

    private final PrintStream results;
    private final PrintStream screen;
    private final InstantSource clock;

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Option(names = "--out", required = true, description = "the folder of the bundle")
    private Path out = Path.of("run");

    @Option(names = "--deployment", description = "a file with weights and norms of your own, for this suite's tasks")
    private Optional<Path> deployment = Optional.empty();

    @Mixin
    private SignOptions signature = new SignOptions();

    @Option(names = "--resume", description = "with --suite: go on with a run that was cut")
    private boolean resume;

    @Option(names = "--parallel", description = "scenarios at a time (default ${DEFAULT-VALUE})")
    private int parallel = 1;

    /// Our own home, or a world outside.
    static final class Where {
        @Option(names = "--suite", description = "`practice`, or a folder that `bench gen` made")
        private String suite = "";

        @Option(names = "--world", description = "ws://HOST:PORT of a server that speaks world/1, or builtin:table")
        private String world = "";
    }

    BenchRunCommand(PrintStream results, PrintStream screen, InstantSource clock) {
        this.results = results;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (parallel < 1 || parallel > 64) {
            throw new IllegalArgumentException("--parallel is from 1 to 64, not %d".formatted(parallel));
        }
        if (!where.world.isEmpty()) {
            refuseWhatIsOfSuites();
        }
        boolean goesOn = resume && Bundle.isOne(out);
        if (!goesOn && isTaken()) {
            throw new IllegalArgumentException(
                    "%s is not empty. Give another folder, or --resume to go on with a run in it.".formatted(out));
        }
        return where.world.isEmpty() ? runAtHome(goesOn) : runOutside();
    }

    private int runAtHome(boolean goesOn) throws IOException {
        Optional<SigningKey> signer = signature.signer();
        Suite given = where.suite.equals("practice") ? Suite.practice() : Suite.read(Path.of(where.suite));
        Suite lived = deployment.isEmpty() ? given : given.with(Suite.deployment(deployment.get(), given.library()));
        PolicyOptions.Chosen who = policy.choose();
        var plain = new Runner.Order(
                lived, who.contestant(), who.declaration(), out, parallel, clock.instant() + " started");
        Runner.Order order = world.probes() ? plain.probed() : plain;
        var progress = new RunProgress(screen, clock, lived.scenarios().size());
        Scores scores = goesOn ? Runner.resume(order, progress) : Runner.run(order, progress);
        new ScoreLines(results).show(scores);
        results.printf("bundle %s in %s%n", Bundle.open(out).digest(), out);
        if (signer.isPresent()) {
            BundleSignature.write(Bundle.open(out), signer.get(), clock.instant());
            results.printf("signed by %s%n", signer.get().verifier().text());
        }
        return 0;
    }

    private void refuseWhatIsOfSuites() {
        if (resume || parallel > 1 || deployment.isPresent() || signature.isAsked()) {
            throw new IllegalArgumentException(
                    "--resume, --parallel, --deployment and --sign go with --suite, not with --world.");
        }
    }

    private int runOutside() throws IOException {
        Order order = world.order();
        Conductor.Door door = WorldOptions.door(where.world, policy.limits());
        RobotServer server = RobotServer.at(policy.address(), policy.limits());
        var lines = new WorldLines(results, screen, order.episodes());
        WorldRun run = new Conductor(door, server, order).run(policy.address(), lines::done);
        Files.createDirectories(out);
        Files.writeString(out.resolve("run.json"), run.json() + "\n");
        lines.show(run);
        if (run.worldFailures() == 0) {
            return 0;
        }
        return run.worldFailures() == order.episodes() ? 1 : DONE_WITH_LOSSES;
    }

    private boolean isTaken() throws IOException {
        if (!Files.isDirectory(out)) {
            return false;
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.findAny().isPresent();
        }
    }
}
