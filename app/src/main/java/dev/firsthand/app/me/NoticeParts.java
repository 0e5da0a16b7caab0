package dev.firsthand.app.me;

import dev.firsthand.engine.consent.Purpose;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A notice, cut so that each purpose stands beside its own question: every paragraph of the text is in it once, and in
/// the text's order. The paragraphs about purposes begin with a number and come in the order of [Purpose].
public record NoticeParts(List<String> before, Map<Purpose, String> purposes, List<String> after) {
    private static final Pattern BETWEEN = Pattern.compile("\n\n");
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+\\. .*", Pattern.DOTALL);

    public NoticeParts {
        before = List.copyOf(before);
        purposes = Map.copyOf(purposes);
        after = List.copyOf(after);
    }

    static NoticeParts of(String text) {
        List<String> before = new ArrayList<>();
        Map<Purpose, String> purposes = new EnumMap<>(Purpose.class);
        List<String> after = new ArrayList<>();
        Deque<Purpose> expected = new ArrayDeque<>(List.of(Purpose.values()));
        for (String paragraph : BETWEEN.split(text.strip(), -1)) {
            if (!expected.isEmpty() && NUMBERED.matcher(paragraph).matches()) {
                purposes.put(expected.pop(), paragraph);
            } else {
                (purposes.isEmpty() ? before : after).add(paragraph);
            }
        }
        if (!expected.isEmpty()) {
            throw new IllegalStateException("the notice does not speak of each purpose in a paragraph with its number");
        }
        return new NoticeParts(before, purposes, after);
    }

    /// What the notice says of one purpose.
    public String about(Purpose purpose) {
        return String.valueOf(purposes.get(purpose));
    }
}
