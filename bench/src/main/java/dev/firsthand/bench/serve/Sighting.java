package dev.firsthand.bench.serve;

import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// One thing in view, in words.
///
/// @param parent the handle of what it is on, in, under or held by
record Sighting(int handle, String category, int parent, Relation relation, int xMm, int yMm, Set<Flag> flags) {
    private static final Set<Flag> TOLD = Set.of(
            Flag.OPEN,
            Flag.LOCKED,
            Flag.BROKEN,
            Flag.FOLDED,
            Flag.COOKED,
            Flag.BURNT,
            Flag.BURNING,
            Flag.SPOILED,
            Flag.DARK,
            Flag.PRIVATE,
            Flag.BLOCKED,
            Flag.BUSY,
            Flag.FALLEN);

    Sighting {
        flags = Set.copyOf(flags);
    }

    static List<Sighting> of(View view) {
        return IntStream.range(0, view.visible())
                .mapToObj(row -> new Sighting(
                        view.handle(row),
                        view.category(row),
                        view.parent(row),
                        view.relation(row),
                        view.xMm(row),
                        view.yMm(row),
                        flags(view, row)))
                .toList();
    }

    private static Set<Flag> flags(View view, int row) {
        var flags = new TreeSet<Flag>();
        for (Flag flag : Flag.values()) {
            if (view.is(row, flag)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    boolean isPerson() {
        return category.equals("person.n.01");
    }

    String name() {
        return isPerson() ? "person " + handle : words(category);
    }

    /// The name and what is to be seen of its state.
    String words() {
        var states = new ArrayList<String>();
        for (Flag flag : flags.stream().sorted().toList()) {
            if (TOLD.contains(flag)) {
                states.add(flag.name().toLowerCase(Locale.ROOT));
            } else if (flag == Flag.POWERED) {
                states.add("on");
            }
        }
        return states.isEmpty() ? name() : "%s (%s)".formatted(name(), String.join(", ", states));
    }

    static String words(String category) {
        int dot = category.indexOf('.');
        return (dot < 0 ? category : category.substring(0, dot)).replace('_', ' ');
    }
}
