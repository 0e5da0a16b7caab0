package dev.firsthand.bench.scenario;

import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.people.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a scenario file, ours or one that somebody wrote by hand. What can't be lived is refused with its place.
public final class ScenarioReader {
    private static final int PEOPLE_MAX = 16;
    private static final int TASKS_MAX = 1000;
    private static final int TWISTS_MAX = 1000;
    private static final int WEIGHT_MAX = 1000;
    private static final int LAST_HOUR = 23;
    private static final int PER_MILLE = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private static final List<String> FIELDS = List.of(
            "canary",
            "schema",
            "seed",
            "tier",
            "family",
            "start_hour",
            "rooms",
            "slips_per_mille",
            "people",
            "tasks",
            "twists");
    private static final List<String> PERSON = List.of("name", "role", "language");
    private static final List<String> TASK = List.of(
            "key",
            "activity",
            "activity_sha256",
            "release_ms",
            "deadline_ms",
            "hold_ms",
            "weight",
            "requester",
            "human_ref_ms");
    private static final List<String> TWIST = List.of("kind", "trigger", "at_ms", "task");

    private final JsonNode file;
    private final Library library;
    private final Set<String> names = new HashSet<>(Set.of("robot", "charger"));

    private ScenarioReader(JsonNode file, Library library) {
        this.file = file;
        this.library = library;
    }

    public static Scenario read(String text, Library library) throws JsonFault {
        return new ScenarioReader(JsonReader.read(text), library).scenario();
    }

    private Scenario scenario() throws JsonFault {
        file.only(FIELDS);
        JsonNode schema = file.field("schema");
        if (!schema.text().equals(ScenarioFile.SCHEMA)) {
            throw schema.fault("\"%s\"".formatted(ScenarioFile.SCHEMA));
        }
        Tier tier = file.field("tier").oneOf(Tier.values());
        TwistKind.Family family = file.field("family").oneOf(TwistKind.Family.values());
        List<Resident> residents = residents();
        if (residents.isEmpty() && !file.field("tasks").items().isEmpty()) {
            throw file.field("people").fault("somebody who asks for the tasks");
        }
        List<Task> tasks = tasks(tier, residents.size());
        return new Scenario(
                seed(),
                tier,
                family.name(),
                file.field("start_hour").whole(0, LAST_HOUR),
                rooms(),
                residents,
                tasks,
                twists(tier, tasks.size()),
                file.field("slips_per_mille").whole(0, PER_MILLE));
    }

    private long seed() throws JsonFault {
        JsonNode seed = file.field("seed");
        try {
            return Long.parseUnsignedLong(seed.text());
        } catch (NumberFormatException notWhole) {
            throw seed.fault("a whole number of 64 bits as a text");
        }
    }

    private List<String> rooms() throws JsonFault {
        var rooms = new ArrayList<String>();
        for (JsonNode room : file.field("rooms").items()) {
            rooms.add(name(room));
        }
        return rooms;
    }

    static String name(JsonNode name) throws JsonFault {
        if (!NAME.matcher(name.text()).matches()) {
            throw name.fault("a name of small letters, digits and _");
        }
        return name.text();
    }

    private List<Resident> residents() throws JsonFault {
        var residents = new ArrayList<Resident>();
        for (JsonNode person : few(file.field("people"), PEOPLE_MAX)) {
            person.only(PERSON);
            residents.add(new Resident(
                    fresh(person.field("name")),
                    person.field("role").oneOf(Role.values()),
                    language(person.field("language"))));
        }
        return residents;
    }

    static String language(JsonNode language) throws JsonFault {
        if (!LANGUAGE.matcher(language.text()).matches()) {
            throw language.fault("a language tag such as \"en\"");
        }
        return language.text();
    }

    private String fresh(JsonNode node) throws JsonFault {
        if (!names.add(name(node))) {
            throw node.fault("a name that is not taken");
        }
        return node.text();
    }

    private List<Task> tasks(Tier tier, int people) throws JsonFault {
        var tasks = new ArrayList<Task>();
        for (JsonNode task : few(file.field("tasks"), TASKS_MAX)) {
            task.only(TASK);
            long release = task.field("release_ms").whole(0, tier.lengthMs() - 1);
            long deadline = task.field("deadline_ms").whole(release + 1, tier.lengthMs());
            tasks.add(new Task(
                    fresh(task.field("key")),
                    activity(task),
                    release,
                    deadline,
                    task.field("hold_ms").whole(0, tier.lengthMs() - deadline),
                    task.field("weight").whole(1, WEIGHT_MAX),
                    task.field("requester").whole(0, people - 1),
                    task.field("human_ref_ms").whole(1, Tier.M1.lengthMs())));
        }
        return tasks;
    }

    private String activity(JsonNode task) throws JsonFault {
        JsonNode activity = task.field("activity");
        String name = activity.text();
        if (!library.names().contains(name)) {
            throw activity.fault("an activity that lies beside the scenarios or comes with this build");
        }
        JsonNode digest = task.field("activity_sha256");
        String known = library.digest(name);
        if (!digest.text().equals(known)) {
            throw digest.fault("\"%s\", the digest of %s".formatted(known, name));
        }
        return name;
    }

    private List<Twist> twists(Tier tier, int tasks) throws JsonFault {
        var twists = new ArrayList<Twist>();
        for (JsonNode twist : few(file.field("twists"), TWISTS_MAX)) {
            twist.only(TWIST);
            twists.add(new Twist(
                    twist.field("kind").oneOf(TwistKind.values()),
                    twist.field("trigger").oneOf(Twist.Trigger.values()),
                    twist.field("at_ms").whole(0, tier.lengthMs() - 1),
                    twist.field("task").whole(0, tasks - 1)));
        }
        return twists;
    }

    private static List<JsonNode> few(JsonNode array, int most) throws JsonFault {
        if (array.items().size() > most) {
            throw array.fault("at most %d".formatted(most));
        }
        return array.items();
    }
}
