package dev.firsthand.bench.wire;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Matches what a policy sent against the operations, acts and numbers that there are.
public final class AnswerReader {
    private static final int ACTIONS_MAX = 64;
    private static final int ARGUMENTS_MAX = 3;
    private static final int PER_MILLE = 1000;

    private AnswerReader() {}

    /// One or more answers; what is said or claimed goes with the first.
    public static List<Answer> read(Object message) {
        Map<?, ?> map = map(message, "the answer");
        Object many = map.get("actions");
        List<?> actions = many == null ? List.of(present(map, "action")) : list(many, "actions");
        if (actions.isEmpty() || actions.size() > ACTIONS_MAX) {
            throw wrong("from 1 to %d actions, not %d".formatted(ACTIONS_MAX, actions.size()));
        }
        var answers = new ArrayList<Answer>();
        for (Object action : actions) {
            boolean isFirst = answers.isEmpty();
            answers.add(new Answer(
                    action(map(action, "an action")),
                    isFirst ? optional(map, "claim").map(AnswerReader::claim) : Optional.empty(),
                    isFirst ? optional(map, "say").map(AnswerReader::speech) : Optional.empty()));
        }
        return answers;
    }

    private static Action action(Map<?, ?> map) {
        Op op = oneOf(Op.values(), present(map, "op"));
        int[] arguments = new int[ARGUMENTS_MAX];
        List<?> given = list(optional(map, "args").orElse(List.of()), "args");
        if (given.size() > ARGUMENTS_MAX) {
            throw wrong("at most %d arguments, not %d".formatted(ARGUMENTS_MAX, given.size()));
        }
        for (int i = 0; i < given.size(); i++) {
            arguments[i] = whole(given.get(i));
        }
        return new Action(op, arguments[0], arguments[1], arguments[2]);
    }

    private static Answer.Claim claim(Object claim) {
        Map<?, ?> map = map(claim, "claim");
        double confidence = number(present(map, "confidence"));
        if (confidence < 0 || confidence > 1) {
            throw wrong("a confidence from 0 to 1");
        }
        return new Answer.Claim(whole(present(map, "request")), (int) Math.round(PER_MILLE * confidence));
    }

    private static Answer.Speech speech(Object speech) {
        Map<?, ?> map = map(speech, "say");
        return new Answer.Speech(
                whole(present(map, "to")),
                oneOf(SpeechAct.values(), present(map, "act")),
                optional(map, "about").map(AnswerReader::whole).orElse(-1));
    }

    private static <E extends Enum<E>> E oneOf(E[] words, Object given) {
        for (E word : words) {
            if (given instanceof String text
                    && word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        throw wrong("a word that is known");
    }

    public static Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong("%s as a map".formatted(what));
    }

    private static List<?> list(Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong("%s as a list".formatted(what));
    }

    private static Object present(Map<?, ?> map, String key) {
        return optional(map, key).orElseThrow(() -> wrong("`%s`".formatted(key)));
    }

    public static Optional<Object> optional(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null || value instanceof MessagePack.Nil ? Optional.empty() : Optional.of(value);
    }

    private static double number(Object value) {
        double number = switch (value) {
            case Long whole -> whole;
            case Double fraction -> fraction;
            default -> throw wrong("a number");
        };
        if (!Double.isFinite(number)) {
            throw new PolicyFault(Ending.NOT_FINITE, "a number is not finite");
        }
        return number;
    }

    private static int whole(Object value) {
        double number = number(value);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw wrong("a whole number of 32 bits");
        }
        return (int) number;
    }

    private static PolicyFault wrong(String expected) {
        return new PolicyFault(Ending.WRONG_SHAPE, "expected " + expected);
    }
}
