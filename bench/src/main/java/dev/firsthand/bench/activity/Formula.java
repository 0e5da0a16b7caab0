package dev.firsthand.bench.activity;

import java.util.List;

/// A goal as it is written, with its variables.
public sealed interface Formula {
    /// A term is an object's name, or a variable of a quantifier around it. `second` may be empty.
    record Atom(Predicate predicate, String first, String second) implements Formula {}

    record Not(Formula body) implements Formula {}

    record And(List<Formula> parts) implements Formula {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Formula> parts) implements Formula {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Imply(Formula premise, Formula conclusion) implements Formula {}

    record ForAll(Variable variable, Formula body) implements Formula {}

    record Exists(Variable variable, Formula body) implements Formula {}

    /// At least so many of a category.
    record ForN(int count, Variable variable, Formula body) implements Formula {}

    /// One of each category go together, no one twice: as many pairs as the smaller category has members.
    record ForPairs(Variable one, Variable other, Formula body) implements Formula {}

    /// At least so many such pairs.
    record ForNPairs(int count, Variable one, Variable other, Formula body) implements Formula {}

    record Variable(String name, String category) {}
}
