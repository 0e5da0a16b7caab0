package dev.firsthand.bench.activity;

import dev.firsthand.bench.activity.SExpression.Group;
import dev.firsthand.bench.activity.SExpression.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a definition: `(define (problem NAME) (:domain D) (:objects ...) (:init ...) (:goal ...))`.
public final class BddlReader {
    private static final int OBJECTS_MAX = 1000;

    private final Map<String, String> categories = new LinkedHashMap<>();
    private final List<Literal> beginning = new ArrayList<>();

    private BddlReader() {}

    /// Never throws for what stands in the text.
    public static ReadResult read(String text) {
        try {
            return new ReadResult.Read(new BddlReader().definition(SExpressions.read(text)));
        } catch (BddlFault fault) {
            return new ReadResult.Malformed(fault.line, fault.column, fault.expected, fault.found);
        }
    }

    private Definition definition(Group whole) {
        if (!whole.head().equals("define")) {
            throw BddlFault.at(whole, "`(define ...)`");
        }
        Group problem = section(whole, "problem");
        section(whole, ":domain");
        readObjects(section(whole, ":objects"));
        for (SExpression part : rest(section(whole, ":init"))) {
            beginning.add(literal(part));
        }
        Group goal = section(whole, ":goal");
        exactly(goal, 2, "`(:goal FORMULA)`");
        Formula formula =
                new FormulaReader(categories.keySet()).read(goal.parts().get(1));
        return new Definition(word(problem, 1), categories, beginning, formula);
    }

    private static Group section(Group whole, String name) {
        for (SExpression part : whole.parts()) {
            if (part instanceof Group group && group.head().equals(name)) {
                return group;
            }
        }
        throw new BddlFault(whole.line(), whole.column(), "a section `(%s ...)`".formatted(name), "none");
    }

    /// Names, a dash, the category of all of them; and again.
    private void readObjects(Group objects) {
        var named = new ArrayList<Word>();
        var parts = rest(objects);
        for (int i = 0; i < parts.size(); i++) {
            Word word = asWord(parts.get(i), "the name of an object or `-`");
            if (!word.text().equals("-")) {
                named.add(word);
                continue;
            }
            if (named.isEmpty() || i + 1 == parts.size()) {
                throw BddlFault.at(word, "names before `-` and a category after it");
            }
            String category = asWord(parts.get(++i), "a category").text();
            named.forEach(name -> declare(name, category));
            named.clear();
        }
        if (!named.isEmpty()) {
            throw BddlFault.at(named.getFirst(), "`- CATEGORY` after the last names");
        }
    }

    private void declare(Word name, String category) {
        if (categories.put(name.text(), category) != null) {
            throw BddlFault.at(name, "a name that is not declared before");
        }
        if (categories.size() > OBJECTS_MAX) {
            throw BddlFault.at(name, "at most %d objects".formatted(OBJECTS_MAX));
        }
    }

    private Literal literal(SExpression part) {
        Group group = asGroup(part, "a fact such as `(ontop cup table)`");
        if (group.head().equals("not")) {
            exactly(group, 2, "`(not FACT)`");
            Literal inner = literal(group.parts().get(1));
            return new Literal(inner.predicate(), inner.first(), inner.second(), !inner.holds());
        }
        Predicate predicate =
                Predicate.of(group.head()).orElseThrow(() -> BddlFault.at(group, "one of the predicates"));
        exactly(group, predicate.arity() + 1, "%d arguments of %s".formatted(predicate.arity(), predicate.word()));
        String second = predicate.arity() == 2 ? argument(group, 2, predicate) : "";
        return new Literal(predicate, argument(group, 1, predicate), second, true);
    }

    private String argument(Group group, int index, Predicate predicate) {
        Word word = asWord(group.parts().get(index), "the name of an object");
        boolean isRoom = index == 2 && predicate.kind() == Predicate.Kind.THING_AND_ROOM;
        if (!isRoom && !categories.containsKey(word.text())) {
            throw BddlFault.at(word, "an object that :objects declares");
        }
        return word.text();
    }

    static List<SExpression> rest(Group group) {
        return group.parts().subList(1, group.parts().size());
    }

    static void exactly(Group group, int parts, String expected) {
        if (group.parts().size() != parts) {
            throw BddlFault.at(group, expected);
        }
    }

    static Group asGroup(SExpression part, String expected) {
        if (part instanceof Group group) {
            return group;
        }
        throw BddlFault.at(part, expected);
    }

    static Word asWord(SExpression part, String expected) {
        if (part instanceof Word word) {
            return word;
        }
        throw BddlFault.at(part, expected);
    }

    private static String word(Group group, int index) {
        if (group.parts().size() <= index) {
            throw BddlFault.at(group, "a name");
        }
        return asWord(group.parts().get(index), "a name").text();
    }
}
