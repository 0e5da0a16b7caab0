package dev.firsthand.bench.activity;

import static dev.firsthand.bench.activity.BddlReader.asGroup;
import static dev.firsthand.bench.activity.BddlReader.asWord;
import static dev.firsthand.bench.activity.BddlReader.exactly;
import static dev.firsthand.bench.activity.BddlReader.rest;

import dev.firsthand.bench.activity.Formula.Variable;
import dev.firsthand.bench.activity.SExpression.Group;
import dev.firsthand.bench.activity.SExpression.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Reads a goal. A term with `?` is a variable of a quantifier around it, or else an object.
final class FormulaReader {
    private static final int COUNT_MAX = 1000;

    private final Set<String> objects;
    private final Deque<String> bound = new ArrayDeque<>();

    FormulaReader(Set<String> objects) {
        this.objects = objects;
    }

    Formula read(SExpression part) {
        Group group = asGroup(part, "a formula in parentheses");
        return switch (group.head()) {
            case "and" -> new Formula.And(readAll(group));
            case "or" -> new Formula.Or(readAll(group));
            case "not" -> new Formula.Not(read(only(group, 1)));
            case "imply" ->
                new Formula.Imply(read(only(group, 2)), read(group.parts().get(2)));
            case "forall" -> new Formula.ForAll(variable(only(group, 2)), within(group, 1, 2));
            case "exists" -> new Formula.Exists(variable(only(group, 2)), within(group, 1, 2));
            case "forn" ->
                new Formula.ForN(count(only(group, 3)), variable(group.parts().get(2)), within(group, 2, 3));
            case "forpairs" ->
                new Formula.ForPairs(
                        variable(only(group, 3)), variable(group.parts().get(2)), within(group, 1, 3));
            case "fornpairs" ->
                new Formula.ForNPairs(
                        count(only(group, 4)),
                        variable(group.parts().get(2)),
                        variable(group.parts().get(3)),
                        within(group, 2, 4));
            default -> atom(group);
        };
    }

    private List<Formula> readAll(Group group) {
        return rest(group).stream().map(this::read).toList();
    }

    /// The first argument of a group that has to have so many.
    private static SExpression only(Group group, int arguments) {
        exactly(group, arguments + 1, "%d arguments of %s".formatted(arguments, group.head()));
        return group.parts().get(1);
    }

    private static int count(SExpression part) {
        Group group = asGroup(part, "a count such as `(2)`");
        exactly(group, 1, "a count such as `(2)`");
        Word word = asWord(group.parts().getFirst(), "a whole number");
        if (!word.text().matches("[1-9][0-9]{0,3}") || Integer.parseInt(word.text()) > COUNT_MAX) {
            throw BddlFault.at(word, "a whole number from 1 to %d".formatted(COUNT_MAX));
        }
        return Integer.parseInt(word.text());
    }

    private static Variable variable(SExpression part) {
        Group group = asGroup(part, "a variable such as `(?cup - cup.n.01)`");
        exactly(group, 3, "a variable such as `(?cup - cup.n.01)`");
        String name = asWord(group.parts().get(0), "a variable").text();
        Word dash = asWord(group.parts().get(1), "`-`");
        if (!name.startsWith("?") || !dash.text().equals("-")) {
            throw BddlFault.at(group, "a variable such as `(?cup - cup.n.01)`");
        }
        return new Variable(name, asWord(group.parts().get(2), "a category").text());
    }

    /// The body at `body`, with the variables from `first` on up to it.
    private Formula within(Group group, int first, int body) {
        for (int i = first; i < body; i++) {
            bound.push(variable(group.parts().get(i)).name());
        }
        Formula inner = read(group.parts().get(body));
        for (int i = first; i < body; i++) {
            bound.pop();
        }
        return inner;
    }

    private Formula atom(Group group) {
        Predicate predicate = Predicate.of(group.head())
                .orElseThrow(() -> BddlFault.at(
                        group,
                        "and, or, not, imply, forall, exists, forn, forpairs, fornpairs"
                                + " or one of the predicates"));
        exactly(group, predicate.arity() + 1, "%d arguments of %s".formatted(predicate.arity(), predicate.word()));
        String second = predicate.arity() == 2 ? term(group.parts().get(2), predicate, 2) : "";
        return new Formula.Atom(predicate, term(group.parts().get(1), predicate, 1), second);
    }

    private String term(SExpression part, Predicate predicate, int index) {
        Word word = asWord(part, "a variable or the name of an object");
        if (bound.contains(word.text())) {
            return word.text();
        }
        String object = word.text().startsWith("?") ? word.text().substring(1) : word.text();
        boolean isRoom = index == 2 && predicate.kind() == Predicate.Kind.THING_AND_ROOM;
        if (!isRoom && !objects.contains(object)) {
            throw BddlFault.at(word, "a variable of a quantifier around it or an object that :objects declares");
        }
        return object;
    }
}
