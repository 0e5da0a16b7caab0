package dev.firsthand.bench.wire;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
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
        Map<?, ?> map = Parts.map(message, "the answer");
        Object many = map.get("actions");
        List<?> actions = many == null ? List.of(Parts.present(map, "action")) : Parts.list(many, "actions");
        if (actions.isEmpty() || actions.size() > ACTIONS_MAX) {
            throw Parts.wrong("from 1 to %d actions, not %d".formatted(ACTIONS_MAX, actions.size()));
        }
        var answers = new ArrayList<Answer>();
        for (Object action : actions) {
            boolean isFirst = answers.isEmpty();
            answers.add(new Answer(
                    action(Parts.map(action, "an action")),
                    isFirst ? Parts.optional(map, "claim").map(AnswerReader::claim) : Optional.empty(),
                    isFirst ? Parts.optional(map, "say").map(AnswerReader::speech) : Optional.empty()));
        }
        return answers;
    }

    private static Action action(Map<?, ?> map) {
        Op op = oneOf(Op.values(), Parts.present(map, "op"));
        int[] arguments = new int[ARGUMENTS_MAX];
        List<?> given = Parts.list(Parts.optional(map, "args").orElse(List.of()), "args");
        if (given.size() > ARGUMENTS_MAX) {
            throw Parts.wrong("at most %d arguments, not %d".formatted(ARGUMENTS_MAX, given.size()));
        }
        for (int i = 0; i < given.size(); i++) {
            arguments[i] = Parts.whole(given.get(i));
        }
        return new Action(op, arguments[0], arguments[1], arguments[2]);
    }

    private static Answer.Claim claim(Object claim) {
        Map<?, ?> map = Parts.map(claim, "claim");
        double confidence = Parts.number(Parts.present(map, "confidence"));
        if (confidence < 0 || confidence > 1) {
            throw Parts.wrong("a confidence from 0 to 1");
        }
        return new Answer.Claim(Parts.whole(Parts.present(map, "request")), (int) Math.round(PER_MILLE * confidence));
    }

    private static Answer.Speech speech(Object speech) {
        Map<?, ?> map = Parts.map(speech, "say");
        return new Answer.Speech(
                Parts.whole(Parts.present(map, "to")),
                oneOf(SpeechAct.values(), Parts.present(map, "act")),
                Parts.optional(map, "about").map(Parts::whole).orElse(-1));
    }

    private static <E extends Enum<E>> E oneOf(E[] words, Object given) {
        for (E word : words) {
            if (given instanceof String text
                    && word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        throw Parts.wrong("a word that is known");
    }
}
