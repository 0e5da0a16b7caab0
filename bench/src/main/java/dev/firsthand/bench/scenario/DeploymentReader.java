package dev.firsthand.bench.scenario;

import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.people.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a deployment's file. Every part but the name may be left out; what is misspelt is not passed over.
public final class DeploymentReader {
    private static final int WEIGHT_MAX = 1000;
    private static final int COST_MAX = 1000;
    private static final int KINDS_MAX = 100;
    private static final int ROOMS_MAX = 20;
    private static final int PEOPLE_MAX = 8;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");
    private static final List<String> FIELDS = List.of("schema", "name", "weights", "homes", "households", "norms");

    private final JsonNode file;
    private final Library library;

    private DeploymentReader(JsonNode file, Library library) {
        this.file = file;
        this.library = library;
    }

    public static Deployment read(String text, Library library) throws JsonFault {
        return new DeploymentReader(JsonReader.read(text), library).deployment();
    }

    private Deployment deployment() throws JsonFault {
        file.only(FIELDS);
        JsonNode schema = file.field("schema");
        if (!schema.text().equals(Deployment.SCHEMA)) {
            throw schema.fault("\"%s\"".formatted(Deployment.SCHEMA));
        }
        JsonNode name = file.field("name");
        if (!NAME.matcher(name.text()).matches()) {
            throw name.fault("a name of at most 60 letters, digits, spaces and . _ -");
        }
        return new Deployment(name.text(), weights(), homes(), households(), norms());
    }

    private Map<String, Integer> weights() throws JsonFault {
        var weights = new TreeMap<String, Integer>();
        for (Map.Entry<String, JsonNode> one : fields("weights").entrySet()) {
            if (!library.names().contains(one.getKey())) {
                throw one.getValue().fault("an activity that is known; there is none named " + one.getKey());
            }
            weights.put(one.getKey(), one.getValue().whole(1, WEIGHT_MAX));
        }
        return weights;
    }

    private Map<String, JsonNode> fields(String key) throws JsonFault {
        Optional<JsonNode> found = file.find(key);
        return found.isEmpty() ? Map.of() : found.get().fields();
    }

    private List<List<String>> homes() throws JsonFault {
        var homes = new ArrayList<List<String>>();
        for (JsonNode home : kinds("homes")) {
            var rooms = new ArrayList<String>();
            for (JsonNode room : some(home, ROOMS_MAX)) {
                rooms.add(ScenarioReader.name(room));
            }
            homes.add(rooms);
        }
        return homes;
    }

    private List<List<Deployment.Lodger>> households() throws JsonFault {
        var households = new ArrayList<List<Deployment.Lodger>>();
        for (JsonNode household : kinds("households")) {
            var people = new ArrayList<Deployment.Lodger>();
            for (JsonNode one : some(household, PEOPLE_MAX)) {
                one.only(List.of("role", "language"));
                Role role = one.field("role").oneOf(Role.values());
                people.add(new Deployment.Lodger(role, ScenarioReader.language(one.field("language"))));
            }
            households.add(people);
        }
        return households;
    }

    private List<JsonNode> kinds(String key) throws JsonFault {
        Optional<JsonNode> found = file.find(key);
        List<JsonNode> kinds = found.isEmpty() ? List.of() : found.get().items();
        if (kinds.size() > KINDS_MAX) {
            throw file.field(key).fault("at most %d kinds".formatted(KINDS_MAX));
        }
        return kinds;
    }

    private static List<JsonNode> some(JsonNode array, int most) throws JsonFault {
        if (array.items().isEmpty() || array.items().size() > most) {
            throw array.fault("an array of 1 to %d".formatted(most));
        }
        return array.items();
    }

    private Map<Deployment.Norm, Integer> norms() throws JsonFault {
        var norms = new EnumMap<Deployment.Norm, Integer>(Deployment.Norm.class);
        for (Map.Entry<String, JsonNode> one : fields("norms").entrySet()) {
            norms.put(norm(one.getKey(), one.getValue()), one.getValue().whole(0, COST_MAX));
        }
        return norms;
    }

    private static Deployment.Norm norm(String name, JsonNode at) throws JsonFault {
        Optional<Deployment.Norm> known = Arrays.stream(Deployment.Norm.values())
                .filter(norm -> norm.name().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            throw at.fault("a norm named "
                    + Arrays.stream(Deployment.Norm.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return known.get();
    }
}
