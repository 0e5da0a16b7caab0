package dev.firsthand.bench.bundle;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.scenario.ScenarioFile;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.EpisodeFile;
import dev.firsthand.bench.trial.Trace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A folder with a run: the suite, who ran, every trace, the scores, and a digest of each file.
/// docs/formats/bench.md.
public final class Bundle {
    /// Changes whenever the same scenario and answers would give another trace.
    public static final int ENGINE = 4;
    /// Changes whenever the same traces would give another score.
    public static final int GRADER = 4;

    /// Where a signature of the digest may lie; it is not in the digest.
    public static final String SIGNATURE = "signature.dsse.json";

    static final String HEAD = "bundle.json";
    static final String SCORES = "scores.json";
    private static final String SCHEMA = "home/bundle/1";
    private static final String SUITE = "suite";
    private static final String TRACES = "traces";
    private static final String STARTS = "starts.txt";
    private static final long TRACE_BYTES_MAX = 256L << 20;

    private final Path folder;
    private final Suite suite;
    private final Declaration policy;
    private final List<Arm> arms;

    private Bundle(Path folder, Suite suite, Declaration policy, List<Arm> arms) {
        this.folder = folder;
        this.suite = suite;
        this.policy = policy;
        this.arms = List.copyOf(arms);
    }

    /// Begins a new one in an empty or missing folder.
    ///
    /// @param arms the lives that are lived in each of its scenarios
    static Bundle create(Path folder, Suite suite, Declaration policy, List<Arm> arms) throws IOException {
        Files.createDirectories(folder.resolve(TRACES));
        suite.write(folder.resolve(SUITE));
        var head = Map.of(
                "schema",
                SCHEMA,
                "canary",
                ScenarioFile.CANARY,
                "engine",
                ENGINE,
                "grader",
                GRADER,
                "mode",
                "turn",
                "probed",
                arms.equals(Arm.PROBED),
                "suite",
                suite.digest(),
                "scenarios",
                suite.ids(),
                "policy",
                policy.fields());
        Files.writeString(folder.resolve(HEAD), Json.text(head) + "\n", StandardOpenOption.CREATE_NEW);
        return new Bundle(folder, suite, policy, arms);
    }

    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(HEAD));
    }

    public static Bundle open(Path folder) throws IOException {
        if (!isOne(folder)) {
            throw new IOException("%s is no bundle: it has no %s. `bench run` makes one.".formatted(folder, HEAD));
        }
        Suite suite = Suite.read(folder.resolve(SUITE));
        try {
            JsonNode head = JsonReader.read(Files.readString(folder.resolve(HEAD)));
            isKnown(head.field("schema"), SCHEMA);
            isKnown(head.field("suite"), suite.digest());
            isLivable(folder, head.field("engine").whole(1, Integer.MAX_VALUE));
            head.field("grader").whole(1, GRADER);
            List<Arm> arms = head.field("probed").truth() ? Arm.PROBED : Arm.USUAL;
            return new Bundle(folder, suite, Declaration.of(head.field("policy")), arms);
        } catch (JsonFault malformed) {
            throw new IOException("%s: %s".formatted(folder.resolve(HEAD), malformed.getMessage()), malformed);
        }
    }

    private static void isLivable(Path folder, int engine) throws IOException {
        if (engine != ENGINE) {
            throw new IOException(
                    ("%s was made by engine %d, and this build has engine %d, in which the same answers lead"
                                    + " elsewhere. Verify it with the release that made it, or run the policy again.")
                            .formatted(folder, engine, ENGINE));
        }
    }

    private static void isKnown(JsonNode node, String wanted) throws JsonFault {
        if (!node.text().equals(wanted)) {
            throw node.fault("\"%s\"".formatted(wanted));
        }
    }

    public Path folder() {
        return folder;
    }

    public Suite suite() {
        return suite;
    }

    public Declaration policy() {
        return policy;
    }

    /// The lives that are lived in each of its scenarios.
    public List<Arm> arms() {
        return arms;
    }

    /// Held while a run is written: two at once would mix their lives.
    FileChannel lock() throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(HEAD), StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException(
                    "%s is being run at this moment. Wait for that run, or give another folder.".formatted(folder));
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProgram) {
            return false;
        }
    }

    /// Notes that somebody set out to run; what was started is never taken back.
    void noteStart(String line) throws IOException {
        Path file = folder.resolve(STARTS);
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + line + "\n");
    }

    /// How often the run was started or gone on with.
    public int starts() throws IOException {
        return (int) Files.readString(folder.resolve(STARTS)).lines().count();
    }

    private Path traceOf(int scenario) {
        return folder.resolve(TRACES).resolve("%04d.trace".formatted(scenario + 1));
    }

    public boolean has(int scenario) {
        return Files.isRegularFile(traceOf(scenario));
    }

    /// Whether a scenario was lived and its traces can be read; what a killed machine left half written was not.
    boolean isWhole(int scenario) {
        try {
            return traces(scenario).isPresent();
        } catch (IOException damaged) {
            return false;
        }
    }

    /// Whole or not at all: a run that is cut leaves no half of a file.
    void put(int scenario, Map<Arm, Trace> traces) throws IOException {
        Path file = traceOf(scenario);
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.write(fresh, EpisodeFile.bytes(suite.ids().get(scenario), traces));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// None if the scenario was not lived to its end.
    public Optional<Map<Arm, Trace>> traces(int scenario) throws IOException {
        Path file = traceOf(scenario);
        if (!has(scenario)) {
            return Optional.empty();
        }
        if (Files.size(file) > TRACE_BYTES_MAX) {
            throw new IOException("%s is larger than %d bytes.".formatted(file, TRACE_BYTES_MAX));
        }
        try {
            return Optional.of(EpisodeFile.read(suite.ids().get(scenario), Files.readAllBytes(file)));
        } catch (IOException damaged) {
            throw new IOException("%s is damaged: %s".formatted(file, damaged.getMessage()), damaged);
        }
    }

    /// Writes the scores and seals the folder.
    void close(Scores scores) throws IOException {
        Files.writeString(folder.resolve(SCORES), scores.json() + "\n");
        Digests.write(folder);
    }

    /// Whether the run came to its end. One that was cut holds some of its scenarios, and which is chance.
    public boolean isClosed() {
        return Files.isRegularFile(folder.resolve(Digests.FILE));
    }

    /// One that came to its end, to be set beside others.
    public static Bundle openClosed(Path folder) throws IOException {
        Bundle bundle = open(folder);
        if (!bundle.isClosed()) {
            throw new IOException(
                    "%s was cut before its end, so it can't be set beside another run. `bench run --resume` ends it."
                            .formatted(folder));
        }
        return bundle;
    }

    /// Whether every byte is as it was sealed.
    boolean isSealed() throws IOException {
        return altered().isEmpty();
    }

    /// The names of files whose bytes are not what they were, or that are missing or new.
    List<String> altered() throws IOException {
        return Digests.altered(folder);
    }

    /// One digest over all of it, to be published or signed.
    public String digest() throws IOException {
        return Digests.of(folder.resolve(Digests.FILE));
    }
}
