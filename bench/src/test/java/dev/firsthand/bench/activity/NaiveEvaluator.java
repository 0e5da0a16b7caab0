package dev.firsthand.bench.activity;

import dev.firsthand.bench.activity.Formula.Variable;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Says whether a goal holds, slowly and in another way: all true facts are written out as text, and the formula is
/// followed as it is written, with its variables. Shares nothing with [Facts], [Goal] and [Matching].
final class NaiveEvaluator {
    private final Definition definition;
    private final Symbols symbols;
    private final World world;
    private final WorldPlan plan;
    private final Set<String> facts = new HashSet<>();

    private NaiveEvaluator(Activity activity, World world) {
        definition = activity.definition();
        symbols = activity.symbols();
        this.world = world;
        plan = world.plan();
    }

    static boolean holds(Activity activity, World world) {
        var evaluator = new NaiveEvaluator(activity, world);
        evaluator.writeFacts();
        return evaluator.holds(activity.definition().goal(), Map.of());
    }

    private void writeFacts() {
        for (int room = 0; room < plan.rooms(); room++) {
            writeBelow(room, new ArrayList<>(List.of(room)));
        }
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            writeState(e);
            for (int s = 0; s < plan.substances(); s++) {
                writeAmounts(e, s);
            }
        }
        List<Integer> there = new ArrayList<>();
        for (int e = plan.firstDoor(); e < plan.entities(); e++) {
            if (world.parent(e) != World.NONE) {
                there.add(e);
            }
        }
        there.forEach(a -> there.stream().filter(b -> !b.equals(a)).forEach(b -> writePair(a, b)));
    }

    private void writeBelow(int parent, List<Integer> above) {
        for (int e = world.firstChild(parent); e != World.NONE; e = world.nextSibling(e)) {
            facts.add("inroom %d %d".formatted(e, above.getFirst()));
            fact(world.relation(e), e, parent);
            int link = e;
            for (int i = above.size() - 1; i >= 0; i--) {
                if (world.relation(link) == Relation.IN) {
                    facts.add("inside %d %d".formatted(e, above.get(i)));
                }
                link = above.get(i);
            }
            boolean isOnFloor = above.size() == 1 || (above.size() == 2 && world.relation(e) == Relation.UNDER);
            for (int f = plan.firstThing(); isOnFloor && f < plan.entities(); f++) {
                if (plan.has(f, Trait.FLOOR) && world.parent(f) == above.getFirst() && f != e) {
                    facts.add("ontop %d %d".formatted(e, f));
                }
            }
            above.add(e);
            writeBelow(e, above);
            above.removeLast();
        }
    }

    private void fact(Relation relation, int e, int parent) {
        String word = switch (relation) {
            case ON -> plan.has(parent, Trait.FLOOR) ? "" : "ontop";
            case UNDER -> "under";
            case ATTACHED -> "attached";
            case DRAPED -> "draped";
            case OVERLAID -> "overlaid";
            case IN, HELD, WORN, BESIDE -> "";
        };
        facts.add("%s %d %d".formatted(word, e, parent));
        if (relation == Relation.ATTACHED) {
            facts.add("attached %d %d".formatted(parent, e));
        }
        facts.add("touching %d %d".formatted(e, parent));
        facts.add("touching %d %d".formatted(parent, e));
    }

    private void writeState(int e) {
        say(e, "cooked", world.is(e, Flag.COOKED));
        say(e, "open", world.is(e, Flag.OPEN));
        say(e, "folded", world.is(e, Flag.FOLDED));
        say(e, "unfolded", !world.is(e, Flag.FOLDED));
        say(e, "toggled_on", world.is(e, Flag.POWERED));
        say(e, "on_fire", world.is(e, Flag.BURNING));
        say(e, "broken", world.is(e, Flag.BROKEN));
        say(e, "assembled", world.is(e, Flag.ASSEMBLED));
        say(e, "real", world.is(e, Flag.REAL));
        say(e, "future", !world.is(e, Flag.REAL));
        say(e, "frozen", world.temperature(e) < 1);
        say(e, "hot", world.temperature(e) > 399);
    }

    private void say(int e, String word, boolean isTrue) {
        if (isTrue) {
            facts.add("%s %d ".formatted(word, e));
        }
    }

    private void writeAmounts(int e, int s) {
        int within = world.amount(Layer.WITHIN, e, s);
        int upon = world.amount(Layer.UPON, e, s);
        String pair = " %d s%d".formatted(e, s);
        Map<String, Boolean> words = Map.of(
                "contains", within > 0,
                "filled", within >= 8,
                "covered", upon > 0,
                "saturated", world.amount(Layer.SOAKED, e, s) >= 8,
                "insource", world.amount(Layer.SOURCE, e, s) > 0);
        words.forEach((word, isTrue) -> facts.add(isTrue ? word + pair : ""));
        if (within + upon > 0 || world.amount(Layer.SOURCE, e, s) > 0 || world.amount(Layer.SOAKED, e, s) > 0) {
            facts.add("real s%d ".formatted(s));
        }
        if (within + upon > 0) {
            List.of("cooked", "hot", "frozen", "open", "folded", "unfolded", "toggled_on", "on_fire", "broken").stream()
                    .filter(word -> facts.contains("%s %d ".formatted(word, e)))
                    .forEach(word -> facts.add("%s s%d ".formatted(word, s)));
        }
    }

    private void writePair(int a, int b) {
        boolean isApart = world.room(a) == world.room(b)
                && !facts.contains("below %d %d".formatted(a, b))
                && !chain(a).contains(b)
                && !chain(b).contains(a);
        boolean isHeld = plan.has(world.parent(a), Trait.AGENT) || plan.has(world.parent(b), Trait.AGENT);
        int gapX = Math.abs(world.xMm(a) - world.xMm(b)) - plan.radiusMm(a) - plan.radiusMm(b);
        int gapY = Math.abs(world.yMm(a) - world.yMm(b)) - plan.radiusMm(a) - plan.radiusMm(b);
        if (isApart && !isHeld && gapX <= 150 && gapY <= 150 && innermost(a) == innermost(b)) {
            facts.add("nextto %d %d".formatted(a, b));
            facts.add("touching %d %d".formatted(a, b));
        }
    }

    private List<Integer> chain(int e) {
        var chain = new ArrayList<Integer>();
        for (int at = world.parent(e); at != World.NONE; at = world.parent(at)) {
            chain.add(at);
        }
        return chain;
    }

    private int innermost(int e) {
        var chain = new ArrayList<>(List.of(e));
        chain.addAll(chain(e));
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (world.relation(chain.get(i)) == Relation.IN) {
                return chain.get(i + 1);
            }
        }
        return World.NONE;
    }

    private boolean holds(Formula formula, Map<String, String> values) {
        return switch (formula) {
            case Formula.Atom atom -> facts.contains(text(atom, values));
            case Formula.Not not -> !holds(not.body(), values);
            case Formula.And and -> and.parts().stream().allMatch(part -> holds(part, values));
            case Formula.Or or -> or.parts().stream().anyMatch(part -> holds(part, values));
            case Formula.Imply imply -> !holds(imply.premise(), values) || holds(imply.conclusion(), values);
            case Formula.ForAll all ->
                objects(all.variable()).stream()
                        .map(object -> with(values, all.variable(), object))
                        .allMatch(more -> isOfItself(all.body(), more) || holds(all.body(), more));
            case Formula.Exists any -> count(any.variable(), any.body(), values) > 0;
            case Formula.ForN some -> count(some.variable(), some.body(), values) >= some.count();
            case Formula.ForPairs pairs ->
                pairs(pairs.one(), pairs.other(), pairs.body(), values)
                        >= Math.min(size(pairs.one()), size(pairs.other()));
            case Formula.ForNPairs pairs -> pairs(pairs.one(), pairs.other(), pairs.body(), values) >= pairs.count();
        };
    }

    /// All are next to each other when each is next to every other one.
    private static boolean isOfItself(Formula body, Map<String, String> values) {
        return body instanceof Formula.Atom atom
                && (atom.predicate() == Predicate.NEXTTO || atom.predicate() == Predicate.TOUCHING)
                && values.getOrDefault(atom.first(), atom.first())
                        .equals(values.getOrDefault(atom.second(), atom.second()));
    }

    private String text(Formula.Atom atom, Map<String, String> values) {
        String second = atom.second().isEmpty() ? "" : number(values.getOrDefault(atom.second(), atom.second()));
        return "%s %s %s"
                .formatted(atom.predicate().word(), number(values.getOrDefault(atom.first(), atom.first())), second);
    }

    private String number(String name) {
        int number = symbols.of(name);
        return number < plan.entities() ? Integer.toString(number) : "s" + (number - plan.entities());
    }

    private int size(Variable variable) {
        return objects(variable).size();
    }

    private List<String> objects(Variable variable) {
        return definition.categories().entrySet().stream()
                .filter(entry -> entry.getValue().equals(variable.category()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private int count(Variable variable, Formula body, Map<String, String> values) {
        int count = 0;
        for (String object : objects(variable)) {
            count += holds(body, with(values, variable, object)) ? 1 : 0;
        }
        return count;
    }

    private static Map<String, String> with(Map<String, String> values, Variable variable, String object) {
        var more = new TreeMap<>(values);
        more.put(variable.name(), object);
        return more;
    }

    /// The largest matching, by trying rows one after the other and every column or none for each.
    private int pairs(Variable one, Variable other, Formula body, Map<String, String> values) {
        List<String> columns = objects(other);
        var best = new TreeMap<Long, Integer>(Map.of(0L, 0));
        for (String row : objects(one)) {
            var next = new TreeMap<>(best);
            for (int c = 0; c < columns.size(); c++) {
                if (holds(body, with(with(values, one, row), other, columns.get(c)))) {
                    long bit = 1L << c;
                    best.forEach((used, size) -> {
                        if ((used & bit) == 0) {
                            next.merge(used | bit, size + 1, Math::max);
                        }
                    });
                }
            }
            best.clear();
            best.putAll(next);
        }
        return best.values().stream().max(Integer::compare).orElse(0);
    }
}
