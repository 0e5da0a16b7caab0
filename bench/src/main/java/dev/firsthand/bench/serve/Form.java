package dev.firsthand.bench.serve;

import dev.firsthand.bench.world.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One decision as a form sends it: a kind or an operation, and up to three numbers.
///
/// @param step which decision the page was made for
/// @param kind an operation in small letters, or one of those that [Play] names
/// @param about the thing that the page was about; -1 for none
record Form(int step, String kind, List<Integer> numbers, int about) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final int NUMBERS_MAX = 3;

    Form {
        numbers = List.copyOf(numbers);
    }

    /// `act` is what the pressed button says, such as `place 7 12 0`; `with` what a list beside it says, if it has one.
    static Form of(Map<String, String> fields) {
        String[] act = (fields.getOrDefault("act", "") + " " + fields.getOrDefault("with", ""))
                .strip()
                .split(" +", -1);
        List<String> numbers = Arrays.asList(act).subList(1, act.length);
        boolean isOne = numbers.size() <= NUMBERS_MAX && numbers.stream().allMatch(it -> isNumber(it));
        boolean isKnown = List.of(Play.CLAIM, Play.SAY, Play.REST).contains(act[0])
                || operation(act[0]).isPresent();
        if (!isOne || !isKnown) {
            throw new IllegalArgumentException("This is no decision. Go back and press one of the buttons.");
        }
        return new Form(
                number(fields, "step"),
                act[0],
                numbers.stream().map(Integer::valueOf).toList(),
                number(fields, "about"));
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static int number(Map<String, String> fields, String key) {
        String text = fields.getOrDefault(key, "");
        return isNumber(text) ? Integer.parseInt(text) : -1;
    }

    private static Optional<Op> operation(String word) {
        return Arrays.stream(Op.values())
                .filter(op -> op.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    Op op() {
        return operation(kind).orElse(Op.STOP);
    }

    int number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}
