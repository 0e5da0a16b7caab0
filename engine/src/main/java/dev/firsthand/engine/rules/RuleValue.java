package dev.firsthand.engine.rules;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a rule sets: a number in the unit of its kind, or a set of words.
public sealed interface RuleValue {
    /// As it is written in the table and in the form of the desk.
    String text();

    record Amount(long number) implements RuleValue {
        /// The largest that anybody may set.
        static final long MAX = 1_000_000;

        public Amount {
            if (number < 0 || number > MAX) {
                throw new IllegalArgumentException("a value is a whole number from 0 to %d".formatted(MAX));
            }
        }

        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    record Words(SortedSet<String> words) implements RuleValue {
        private static final int WORDS_MAX = 20;

        public Words {
            words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
            if (words.isEmpty() || words.size() > WORDS_MAX || !words.stream().allMatch(Words::plain)) {
                throw new IllegalArgumentException(
                        "a value is 1 to %d words of small letters, digits and _, with blanks between"
                                .formatted(WORDS_MAX));
            }
        }

        private static boolean plain(String word) {
            return word.matches("[a-z][a-z0-9_]{0,39}");
        }

        @Override
        public String text() {
            return String.join(" ", words);
        }
    }
}
