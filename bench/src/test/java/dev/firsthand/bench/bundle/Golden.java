package dev.firsthand.bench.bundle;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a few hours came to when this version of the semantics was fixed: the head of every trace and a digest
/// of every score. The hours lie beside it as files, with every kind of twist in each, so that another draw of the
/// generator does not touch them.
///
/// @param traces by scenario, policy and arm
/// @param scores by scenario and policy
record Golden(int engine, int grader, Map<String, String> traces, Map<String, String> scores) {
    static final Path FOLDER = Path.of("src/test/resources/dev/firsthand/bench/bundle/golden");

    private static final Path SUITE = FOLDER.resolve("suite");
    private static final Path FILE = FOLDER.resolve("golden.txt");
    private static final List<Contestant> CONTESTANTS =
            List.of(Baselines.partialOracle(), Baselines.alwaysAsk(), Baselines.randomLegal(7));

    Golden {
        traces = new TreeMap<>(traces);
        scores = new TreeMap<>(scores);
    }

    /// What the hours of the folder come to in this build.
    static Golden lived() throws IOException {
        Suite suite = Suite.read(SUITE);
        var traces = new TreeMap<String, String>();
        var scores = new TreeMap<String, String>();
        for (int i = 0; i < suite.scenarios().size(); i++) {
            for (Contestant contestant : CONTESTANTS) {
                String name = "%04d/%s".formatted(i + 1, contestant.name());
                Twins twins = Twins.run(suite.scenarios().get(i), suite.library(), contestant, Arm.PROBED);
                twins.arms()
                        .forEach((arm, life) ->
                                traces.put(name + "/" + arm, life.trace().head()));
                scores.put(name, digest(Json.text(EpisodeResult.of("", twins).fields())));
            }
        }
        return new Golden(Bundle.ENGINE, Bundle.GRADER, traces, scores);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static Golden kept() throws IOException {
        var traces = new TreeMap<String, String>();
        var scores = new TreeMap<String, String>();
        List<String> lines = Files.readAllLines(FILE);
        for (String line : lines.subList(2, lines.size())) {
            String[] words = line.split(" ", -1);
            (words[0].equals("trace") ? traces : scores).put(words[1], words[2]);
        }
        return new Golden(number(lines.get(0)), number(lines.get(1)), traces, scores);
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    void keep() throws IOException {
        var lines = new ArrayList<>(List.of("engine " + engine, "grader " + grader));
        traces.forEach((name, head) -> lines.add("trace %s %s".formatted(name, head)));
        scores.forEach((name, digest) -> lines.add("score %s %s".formatted(name, digest)));
        Files.write(FILE, lines);
    }

    /// Why these may not stand in the place of those that were kept: what changed under the same number.
    Optional<String> complaint(Golden kept) {
        if (engine == kept.engine() && !traces.equals(kept.traces())) {
            return Optional.of("Other traces than engine %d had: %s. If that is meant, raise Bundle.ENGINE."
                    .formatted(engine, others(traces, kept.traces())));
        }
        boolean isSameGrader = grader == kept.grader() && engine == kept.engine();
        return isSameGrader && !scores.equals(kept.scores())
                ? Optional.of(
                        "Other scores of the same traces than grader %d gave: %s. If that is meant, raise Bundle.GRADER."
                                .formatted(grader, others(scores, kept.scores())))
                : Optional.empty();
    }

    private static List<String> others(Map<String, String> now, Map<String, String> then) {
        return now.keySet().stream()
                .filter(name -> !now.getOrDefault(name, "").equals(then.get(name)))
                .toList();
    }

    static boolean hasArms(Golden golden) {
        return List.of(Arm.values()).stream()
                .allMatch(arm -> golden.traces().keySet().stream().anyMatch(name -> name.endsWith("/" + arm)));
    }
}
