package dev.firsthand.app.house;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Holds imports against the table. Every fault names the class, the import and the line to change.
record ArrowRules(HouseTable table) {
    static final String ROOT = "dev.firsthand.";

    List<String> faults(Collection<String> classes, Collection<Import> imports) {
        var faults = new TreeSet<String>();
        for (String name : classes) {
            roomFault(name).ifPresent(faults::add);
        }
        var forbidden = new TreeMap<String, List<Import>>();
        for (Import one : imports) {
            forbiddenArrow(one)
                    .ifPresent(arrow -> forbidden
                            .computeIfAbsent(arrow, name -> new ArrayList<>())
                            .add(one));
        }
        forbidden.forEach((arrow, found) -> faults.add(told(arrow, found)));
        faults.addAll(cycles(imports));
        return List.copyOf(faults);
    }

    private Optional<String> roomFault(String className) {
        Optional<String> room = table.roomOf(className);
        if (room.isEmpty()) {
            return Optional.of(
                    "%s stands in no listed room: move it, or add the row of its room to the ```rooms block of ARCHITECTURE.md"
                            .formatted(className));
        }
        return Optional.ofNullable(table.rooms().get(room.get()))
                .filter(HouseTable.Row::later)
                .map(row ->
                        "%s is built, but %s still says (later): take the mark away".formatted(className, row.place()));
    }

    /// The rooms of an import that the table does not allow, parted by a space.
    private Optional<String> forbiddenArrow(Import one) {
        Optional<String> from = table.roomOf(one.from());
        Optional<String> to = table.roomOf(one.to());
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return Optional.empty(); // a class without a room has its own fault
        }
        return table.mayImport(from.get()).contains(to.get())
                ? Optional.empty()
                : Optional.of(from.get() + " " + to.get());
    }

    private String told(String arrow, List<Import> found) {
        String[] rooms = arrow.split(" ", 2);
        HouseTable.Row row = Objects.requireNonNull(table.rooms().get(rooms[0]));
        Import first = found.getFirst();
        String others = found.size() > 1 ? " (and %d more imports of this kind)".formatted(found.size() - 1) : "";
        return ("%s imports %s%s: %s may not import %s. Move the code, or, if the order of the episode allows the arrow, "
                        + "add `%s` to %s")
                .formatted(first.from(), first.to(), others, rooms[0], rooms[1], rooms[1], row.place());
    }

    private List<String> cycles(Collection<Import> imports) {
        var arrows = new TreeMap<String, Set<String>>();
        var examples = new TreeMap<String, Import>();
        for (Import one : imports) {
            Optional<String> from = table.roomOf(one.from());
            Optional<String> to = table.roomOf(one.to());
            if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                arrows.computeIfAbsent(from.get(), name -> new TreeSet<>()).add(to.get());
                examples.putIfAbsent(from.get() + " " + to.get(), one);
            }
        }
        return Cycles.in(arrows).stream().map(cycle -> told(cycle, examples)).toList();
    }

    private String told(List<String> cycle, Map<String, Import> examples) {
        var steps = new ArrayList<String>();
        for (int i = 1; i < cycle.size(); i++) {
            Import one = examples.get(cycle.get(i - 1) + " " + cycle.get(i));
            HouseTable.Row row = table.rooms().get(cycle.get(i - 1));
            if (one != null && row != null) {
                steps.add("%s imports %s (%s)".formatted(one.from(), one.to(), row.place()));
            }
        }
        return "rooms import each other in a circle: %s\n    %s"
                .formatted(String.join(" -> ", cycle), String.join("\n    ", steps));
    }
}
