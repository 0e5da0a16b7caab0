package dev.firsthand.engine.consent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A notice, cut so that each purpose stands beside its own question: every paragraph of the text is in it once,
/// and in the text's order. The paragraphs about purposes begin with a number and come in the order of [Purpose].
public record NoticeParts(List<String> before, Map<Purpose, String> purposes, List<String> after) {
    private static final Pattern BETWEEN = Pattern.compile("\n\n");
    static final Pattern NUMBERED = Pattern.compile("[0-9]+\\. .*", Pattern.DOTALL);

    public NoticeParts {
        before = List.copyOf(before);
        purposes = Map.copyOf(purposes);
        after = List.copyOf(after);
    }

    /// Cuts a text that speaks of these purposes.
    static NoticeParts of(String text, Collection<Purpose> offered) {
        List<String> before = new ArrayList<>();
        Map<Purpose, String> purposes = new EnumMap<>(Purpose.class);
        List<String> after = new ArrayList<>();
        Deque<Purpose> expected = new ArrayDeque<>(new TreeSet<>(offered));
        for (String paragraph : BETWEEN.split(text.strip(), -1)) {
            if (!expected.isEmpty() && NUMBERED.matcher(paragraph).matches()) {
                purposes.put(expected.pop(), paragraph);
            } else {
                (purposes.isEmpty() ? before : after).add(paragraph);
            }
        }
        if (!expected.isEmpty()) {
            throw new IllegalArgumentException("a notice speaks of each purpose in a paragraph with its number");
        }
        return new NoticeParts(before, purposes, after);
    }

    /// What the notice says of one purpose.
    public String about(Purpose purpose) {
        return String.valueOf(purposes.get(purpose));
    }
}
