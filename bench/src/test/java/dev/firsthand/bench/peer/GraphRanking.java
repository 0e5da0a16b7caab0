package dev.firsthand.bench.peer;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.people.Role;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Resident;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Task;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.AttributableCredit;
import dev.firsthand.bench.trial.Trial;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lets every built-in policy live the activities of a folder here and in VirtualHome's graph, and writes what each
/// earned in both: conformance/virtualhome. The graph is asked on stdout and answers on stdin, a line of JSON each.
public final class GraphRanking {
    private static final long A_MINUTE_MS = 60_000;

    private final Library library;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private GraphRanking(Library library) {
        this.library = library;
    }

    public static void main(String[] arguments) throws IOException, JsonFault {
        var ranking = new GraphRanking(Suite.library(Path.of(arguments[0])));
        for (String name : ranking.library.names()) {
            ranking.live(name);
        }
        System.out.println(Json.text(Map.of("over", true)));
    }

    private void live(String name) throws IOException, JsonFault {
        Definition definition = library.definition(name);
        Scenario scenario = hour(name);
        Stage before = Stage.open(scenario, library);
        Goal goal = before.goal(0);
        if (!HomeGraph.holds(definition, goal) || before.holds(0)) {
            return;
        }
        double nobodyThere = new GraphLife(before, this::ask).credit();
        if (nobodyThere >= 1) {
            return;
        }
        double nobodyHere =
                Trial.run(scenario, library, Baselines.noOp()).credits().getFirst();
        var credits = new TreeMap<String, Object>();
        for (Contestant contestant : Baselines.all()) {
            double here = Trial.run(scenario, library, contestant).credits().getFirst();
            double there = new GraphLife(Stage.open(scenario, library), this::ask).live(contestant);
            credits.put(
                    contestant.name(),
                    List.of(AttributableCredit.of(here, nobodyHere), AttributableCredit.of(there, nobodyThere)));
        }
        System.out.println(Json.text(Map.of("activity", name, "credits", credits)));
    }

    /// One request at the start, judged at the end, with one person to ask it and nothing that goes otherwise.
    private static Scenario hour(String activity) {
        long deadlineMs = Tier.H1.lengthMs() - A_MINUTE_MS;
        return new Scenario(
                activity.hashCode(),
                Tier.H1,
                "none",
                7,
                List.of(),
                List.of(new Resident("person_0", Role.RESIDENT, "en")),
                List.of(new Task("t0", activity, 0, deadlineMs, 0, 1, 0, A_MINUTE_MS)),
                List.of(),
                0);
    }

    private JsonNode ask(Map<String, Object> message) throws IOException, JsonFault {
        System.out.println(Json.text(message));
        String answer = in.readLine();
        if (answer == null) {
            throw new EOFException("VirtualHome's graph answers no more");
        }
        return JsonReader.read(answer);
    }
}
