package dev.firsthand.bench.activity;

import java.util.List;

/// A word or a group of them, with where it stands in the text; lines and columns count from one.
sealed interface SExpression {
    int line();

    int column();

    /// How it is named to whoever wrote it.
    String shown();

    record Word(String text, int line, int column) implements SExpression {
        @Override
        public String shown() {
            return "`" + text + "`";
        }
    }

    record Group(List<SExpression> parts, int line, int column) implements SExpression {
        public Group {
            parts = List.copyOf(parts);
        }

        /// The word that a group begins with; empty if it begins with none.
        String head() {
            return !parts.isEmpty() && parts.getFirst() instanceof Word word ? word.text() : "";
        }

        @Override
        public String shown() {
            return parts.isEmpty() ? "`()`" : "`(" + head() + " ...)`";
        }
    }
}
