package dev.firsthand.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Scenarios in their order, with the activities that they ask for. As a folder it needs nothing beside it.
public final class Suite {
    private static final String ACTIVITIES = "activities";
    private static final String DEPLOYMENT = "deployment.json";
    private static final String BDDL = ".bddl";
    private static final String JSON = ".json";
    private static final long BYTES_MAX = 16L << 20;
    private static final int PRACTICE_PER_FAMILY = 3;
    private static final long PRACTICE_SEEDS = 1000;

    private final Library library;
    private final List<Scenario> scenarios;
    private final List<String> ids;
    private final Optional<Deployment> deployment;

    public Suite(Library library, List<Scenario> scenarios) {
        this(library, scenarios, Optional.empty());
    }

    /// @param deployment whose norms hold in it
    public Suite(Library library, List<Scenario> scenarios, Optional<Deployment> deployment) {
        this.library = library;
        this.deployment = deployment;
        this.scenarios = List.copyOf(scenarios);
        ids = scenarios.stream().map(one -> ScenarioFile.id(one, library)).toList();
    }

    /// For a first look: some hours of each family, from seeds that everybody knows.
    public static Suite practice() {
        Library library = Library.own();
        var generator = new Generator(library);
        var scenarios = new ArrayList<Scenario>();
        for (TwistKind.Family family : TwistKind.Family.values()) {
            int wanted = scenarios.size() + PRACTICE_PER_FAMILY;
            for (long seed = PRACTICE_SEEDS * wanted; scenarios.size() < wanted; seed++) {
                generator.generate(Tier.H1, seed, family).ifPresent(scenarios::add);
            }
        }
        return new Suite(library, scenarios);
    }

    /// The same days with the weights and norms of a deployment: another suite, with other ids. Homes and people stay
    /// as they were drawn.
    public Suite with(Deployment other) {
        return new Suite(library, scenarios.stream().map(other::weigh).toList(), Optional.of(other));
    }

    public Optional<Deployment> deployment() {
        return deployment;
    }

    public Library library() {
        return library;
    }

    public List<Scenario> scenarios() {
        return scenarios;
    }

    /// The id of each scenario, in their order.
    public List<String> ids() {
        return ids;
    }

    /// One digest over all of it: two suites with the same one are the same.
    public String digest() {
        List<String> all = new ArrayList<>(ids);
        deployment.map(Deployment::digest).ifPresent(all::add);
        return ScenarioFile.sha256(String.join("\n", all));
    }

    /// Every file of it by its name, in order.
    public Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        var activities = new TreeSet<String>();
        scenarios.forEach(one -> one.tasks().forEach(task -> activities.add(task.activity())));
        activities.forEach(name -> files.put(ACTIVITIES + "/" + name + BDDL, library.text(name)));
        deployment.ifPresent(one -> files.put(DEPLOYMENT, one.json() + "\n"));
        for (int i = 0; i < scenarios.size(); i++) {
            files.put("%04d%s".formatted(i + 1, JSON), ScenarioFile.json(scenarios.get(i), library) + "\n");
        }
        return files;
    }

    /// Into a folder of its own: scenarios of another suite beside these would be read as one with them.
    public void write(Path folder) throws IOException {
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new IOException("%s is not empty. Give the suite a folder of its own.".formatted(folder));
        }
        Files.createDirectories(folder.resolve(ACTIVITIES));
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// Reads a folder; the scenarios are in the order of their files' names.
    public static Suite read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "There is no folder %s: give one that `bench gen` made, or `practice`.".formatted(folder));
        }
        Path beside = folder.resolve(ACTIVITIES);
        Library library = Files.isDirectory(beside) ? library(beside) : Library.own();
        var scenarios = new ArrayList<Scenario>();
        for (Path file : endingIn(JSON, folder)) {
            if (!file.endsWith(DEPLOYMENT)) {
                String text = text(file);
                scenarios.add(told(file, () -> ScenarioReader.read(text, library)));
            }
        }
        if (scenarios.isEmpty()) {
            throw new IOException("%s holds no scenario (a file that ends in .json).".formatted(folder));
        }
        Path own = folder.resolve(DEPLOYMENT);
        return new Suite(
                library, scenarios, Files.exists(own) ? Optional.of(deployment(own, library)) : Optional.empty());
    }

    /// A deployment's file.
    public static Deployment deployment(Path file, Library library) throws IOException {
        String text = text(file);
        return told(file, () -> DeploymentReader.read(text, library));
    }

    /// The activities of a folder.
    public static Library library(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder %s: give one with files that end in .bddl.".formatted(folder));
        }
        var texts = new ArrayList<String>();
        for (Path file : endingIn(BDDL, folder)) {
            String text = text(file);
            told(file, () -> Library.of(List.of(text)));
            texts.add(text);
        }
        if (texts.isEmpty()) {
            throw new IOException("%s holds no activity (a file that ends in .bddl).".formatted(folder));
        }
        return Library.of(texts);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T told(Path file, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException | IllegalArgumentException malformed) {
            String why = Optional.ofNullable(malformed.getMessage()).orElse("can't be read");
            throw new IOException("%s: %s".formatted(file, why), malformed);
        }
    }

    private static List<Path> endingIn(String ending, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file %s.".formatted(file));
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException("%s is larger than %d bytes.".formatted(file, BYTES_MAX));
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherwise) {
            throw new IOException("%s: expected text in UTF-8. Save it as UTF-8.".formatted(file), otherwise);
        }
    }
}
