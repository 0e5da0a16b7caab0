package dev.firsthand.bench.scenario;

import dev.firsthand.bench.activity.ActivityHome;
import dev.firsthand.bench.activity.BddlReader;
import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.ReadResult;
import dev.firsthand.bench.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Definitions by name. Our own come with the build; others are read from texts that the caller brings.
public final class Library {
    private static final long A_MINUTE_MS = 60_000;
    private static final String OWN = "activities.bddl";

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Definition> definitions = new TreeMap<>();

    private final Map<String, Long> humanRefs = new ConcurrentHashMap<>();
    private final Homes homes = new Homes(this);

    private Library() {}

    /// The activities that we wrote ourselves.
    public static Library own() {
        try (InputStream bytes = Library.class.getResourceAsStream(OWN)) {
            if (bytes == null) {
                throw new IllegalStateException(OWN + " is not in this build");
            }
            String all = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return of(List.of(all.split("(?m)^;;;;.*$\\R", -1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Library of(List<String> texts) {
        var library = new Library();
        for (String text : texts) {
            if (!text.isBlank()) {
                library.add(text);
            }
        }
        return library;
    }

    private void add(String text) {
        switch (BddlReader.read(text)) {
            case ReadResult.Read(Definition definition) -> {
                texts.put(definition.name(), text);
                definitions.put(definition.name(), definition);
            }
            case ReadResult.Malformed malformed -> throw new IllegalArgumentException(malformed.toString());
        }
    }

    public List<String> names() {
        return new ArrayList<>(definitions.keySet());
    }

    public Definition definition(String name) {
        Definition definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("the library holds no activity %s".formatted(name));
        }
        return definition;
    }

    /// The home of a scenario with its activities, as it is before the clock runs.
    ActivityHome.LaidOut home(Scenario scenario) {
        return homes.of(scenario);
    }

    /// How long a person takes, until recordings say it: a minute, and one for each leaf of the goal that is
    /// not yet so.
    long humanRefMs(String name) {
        return humanRefs.computeIfAbsent(name, activity -> {
            ActivityHome.LaidOut home = ActivityHome.of(definition(activity));
            var world = new World(home.plan(), 0);
            List<Goal.Leaf> leaves = GoalBook.leaves(home.activity("").goal());
            return A_MINUTE_MS
                    * (1 + leaves.stream().filter(leaf -> !leaf.holds(world)).count());
        });
    }

    /// SHA-256 of a definition's text.
    public String digest(String name) {
        return ScenarioFile.sha256(text(name));
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }
}
