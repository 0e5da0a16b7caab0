package dev.firsthand.app.house;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of ARCHITECTURE.md: which modules and rooms there are and what each may import.
record HouseTable(Map<String, Row> modules, Map<String, Row> rooms, List<String> readingFaults) {
    private static final Pattern MODULE_ROW = Pattern.compile("^\\| `([a-z0-9]+)` \\|.*\\|([^|]*)\\|\\s*$");
    private static final Pattern QUOTED = Pattern.compile("`([a-z0-9.]+)`");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)");
    private static final Pattern ROOM_ROW =
            Pattern.compile("^([a-z0-9]+(?:\\.[a-z0-9]+)+)\\s+->\\s*([a-z0-9. ]*?)\\s*(\\(later\\))?\\s*$");

    /// One row: `name` may import what `allowed` names. `line` counts from one.
    record Row(String name, List<String> allowed, boolean later, int line, String text) {
        String place() {
            return "ARCHITECTURE.md line %d: `%s`".formatted(line, text.strip());
        }
    }

    static HouseTable read(List<String> lines) {
        var modules = new LinkedHashMap<String, Row>();
        var rooms = new LinkedHashMap<String, Row>();
        var faults = new ArrayList<String>();
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            if (text.startsWith("```")) {
                inside = text.strip().equals("```rooms");
                continue;
            }
            Optional<Row> row = inside ? roomRow(text, i + 1) : moduleRow(text, i + 1);
            if (row.isEmpty() && inside && !text.isBlank()) {
                faults.add(
                        "ARCHITECTURE.md line %d is no row of the form `module.room -> rooms` or `module.room -> rooms (later)`: `%s`"
                                .formatted(i + 1, text));
            }
            Map<String, Row> table = inside ? rooms : modules;
            row.map(added -> table.put(added.name(), added))
                    .ifPresent(earlier ->
                            faults.add("%s is listed a second time; take one out".formatted(earlier.place())));
        }
        return new HouseTable(modules, rooms, faults);
    }

    private static Optional<Row> roomRow(String text, int line) {
        Matcher row = ROOM_ROW.matcher(text);
        if (!row.matches()) {
            return Optional.empty();
        }
        List<String> allowed =
                row.group(2).isEmpty() ? List.of() : List.of(row.group(2).split(" +"));
        return Optional.of(new Row(row.group(1), allowed, row.group(3) != null, line, text));
    }

    private static Optional<Row> moduleRow(String text, int line) {
        Matcher row = MODULE_ROW.matcher(text);
        if (!row.matches()) {
            return Optional.empty();
        }
        List<String> allowed = QUOTED.matcher(row.group(2))
                .results()
                .map(found -> found.group(1))
                .toList();
        return Optional.of(new Row(row.group(1), allowed, false, line, text));
    }

    /// The listed room that a class stands in: the longest one that its name begins with.
    Optional<String> roomOf(String className) {
        for (String name = className; name.contains("."); name = name.substring(0, name.lastIndexOf('.'))) {
            String room = name.substring(0, name.lastIndexOf('.'));
            if (room.startsWith(ArrowRules.ROOT) && rooms.containsKey(room.substring(ArrowRules.ROOT.length()))) {
                return Optional.of(room.substring(ArrowRules.ROOT.length()));
            }
        }
        return Optional.empty();
    }

    /// Every room that `room` may import: its own row's, its module's row's, bare modules opened up.
    Set<String> mayImport(String room) {
        var names = new LinkedHashSet<String>();
        Optional.ofNullable(rooms.get(room)).ifPresent(row -> names.addAll(row.allowed()));
        Optional.ofNullable(modules.get(moduleOf(room))).ifPresent(row -> names.addAll(toEveryRoom(row)));
        var allowed = new TreeSet<String>();
        for (String name : names) {
            rooms.keySet().stream()
                    .filter(known -> known.equals(name) || moduleOf(known).equals(name))
                    .forEach(allowed::add);
        }
        return allowed;
    }

    /// What a module's row names outside brackets.
    private static List<String> toEveryRoom(Row module) {
        String cell = module.text().substring(0, module.text().stripTrailing().length() - 1);
        String names =
                IN_BRACKETS.matcher(cell.substring(cell.lastIndexOf('|'))).replaceAll("");
        return module.allowed().stream()
                .filter(name -> names.contains("`" + name + "`"))
                .toList();
    }

    /// What is wrong with the tables alone, before any class is read.
    List<String> faults() {
        var faults = new ArrayList<>(readingFaults);
        if (modules.isEmpty() || rooms.isEmpty()) {
            faults.add("ARCHITECTURE.md holds no table of modules or no ```rooms block");
        }
        modules.values().forEach(row -> unknownNames(row, modules.keySet()).forEach(faults::add));
        var names = new TreeSet<>(modules.keySet());
        names.addAll(rooms.keySet());
        for (Row row : rooms.values()) {
            unknownNames(row, names).forEach(faults::add);
            againstModule(row).forEach(faults::add);
        }
        tableCycles().forEach(faults::add);
        return faults;
    }

    private static List<String> unknownNames(Row row, Set<String> known) {
        return row.allowed().stream()
                .filter(name -> !known.contains(name))
                .map(name -> "%s names `%s`, which is in neither table".formatted(row.place(), name))
                .toList();
    }

    private List<String> againstModule(Row row) {
        Row module = modules.get(moduleOf(row.name()));
        if (module == null) {
            return List.of("%s is a room of module `%s`, which the table of modules does not list"
                    .formatted(row.place(), moduleOf(row.name())));
        }
        return row.allowed().stream()
                .map(HouseTable::moduleOf)
                .filter(other ->
                        !other.equals(module.name()) && !module.allowed().contains(other))
                .distinct()
                .map(other -> "%s goes to module `%s`, but %s does not".formatted(row.place(), other, module.place()))
                .toList();
    }

    private List<String> tableCycles() {
        var arrows = new TreeMap<String, Set<String>>();
        rooms.keySet().forEach(room -> arrows.put(room, mayImport(room)));
        var ofModules = new TreeMap<String, Set<String>>();
        modules.values().forEach(row -> ofModules.put(row.name(), new TreeSet<>(row.allowed())));
        var faults = new ArrayList<String>();
        Cycles.in(arrows).forEach(cycle -> faults.add(told(cycle, rooms)));
        Cycles.in(ofModules).forEach(cycle -> faults.add(told(cycle, modules)));
        return faults;
    }

    private static String told(List<String> cycle, Map<String, Row> rows) {
        var places = new StringBuilder();
        cycle.stream()
                .distinct()
                .map(rows::get)
                .forEach(row -> places.append("\n    ").append(row == null ? "" : row.place()));
        return "the table goes round in a circle: %s%s".formatted(String.join(" -> ", cycle), places);
    }

    static String moduleOf(String room) {
        int dot = room.indexOf('.');
        return dot < 0 ? room : room.substring(0, dot);
    }
}
