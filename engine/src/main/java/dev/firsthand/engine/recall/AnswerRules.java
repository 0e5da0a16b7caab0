package dev.firsthand.engine.recall;

import dev.firsthand.engine.recall.RecallAnswer.Deed;
import dev.firsthand.engine.recall.RecallAnswer.Deeds;
import dev.firsthand.engine.recall.RecallAnswer.Model;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What an answer must say to do what its notice asks for: closed words, counts that fit them, days that can be.
/// The words stand in `docs/how-to/answer-a-recall.md`.
///
/// @param trainAgain whether models that saw what is called back are trained again, because a child is in it
/// @param first the first day on which anything can have been done; `last`: the latest that is not still to come
public record AnswerRules(boolean trainAgain, LocalDate first, LocalDate last) {
    private static final ZoneOffset LATEST_TO_BEGIN_A_DAY = ZoneOffset.ofHours(-12);
    private static final ZoneOffset FIRST_TO_BEGIN_A_DAY = ZoneOffset.ofHours(14);

    private static final String DELETED = "deleted";
    private static final String NONE_MADE = "none-made";
    private static final List<String> COPIES = List.of(DELETED, NONE_MADE);
    private static final List<String> DERIVED = List.of(DELETED, "derived-again", NONE_MADE);
    private static final List<String> MODELS = List.of(RecallNotice.LEAVE_OUT, RecallNotice.TRAIN_AGAIN, DELETED);
    private static final List<String> MODELS_OF_A_CHILD = List.of(RecallNotice.TRAIN_AGAIN, DELETED);

    /// A day counts that it is anywhere on Earth.
    static AnswerRules of(boolean trainAgain, Instant copyMade, Instant now) {
        return new AnswerRules(trainAgain, day(copyMade, LATEST_TO_BEGIN_A_DAY), day(now, FIRST_TO_BEGIN_A_DAY));
    }

    /// As far as the notice alone can say: when the copy was made does not stand in it.
    public static AnswerRules of(RecallNotice notice, Instant now) {
        boolean trainAgain =
                notice.called().stream().anyMatch(called -> called.models().equals(RecallNotice.TRAIN_AGAIN));
        return of(trainAgain, Instant.EPOCH, now);
    }

    private static LocalDate day(Instant at, ZoneOffset where) {
        return at.atOffset(where).toLocalDate();
    }

    /// What is to be written otherwise; empty where the answer does what is asked for.
    public Optional<String> fault(Deeds deeds) {
        return fault("copies", COPIES, deeds.copies())
                .or(() -> fault("derivedData", DERIVED, deeds.derivedData()))
                .or(() -> deeds.models().stream()
                        .flatMap(model -> fault(model).stream())
                        .findFirst());
    }

    private Optional<String> fault(String what, List<String> actions, Deed deed) {
        if (!actions.contains(deed.action())) {
            return Optional.of("`action` of `%s` is \"%s\": write %s".formatted(what, deed.action(), either(actions)));
        }
        boolean isNone = deed.action().equals(NONE_MADE);
        if (isNone != (deed.count() == 0)) {
            return Optional.of("`%s` says %s and counts %d: write %s"
                    .formatted(
                            what,
                            deed.action(),
                            deed.count(),
                            isNone ? "0, or what became of them" : "how many there were, or none-made"));
        }
        if (deed.day().isBefore(first)) {
            return Optional.of("`on` of `%s` is %s, before the copy was made on %s: write the day on which it was done"
                    .formatted(what, deed.day(), first));
        }
        return deed.day().isAfter(last)
                ? Optional.of("`on` of `%s` is %s, which is still to come: answer once it is done"
                        .formatted(what, deed.day()))
                : Optional.empty();
    }

    private Optional<String> fault(Model model) {
        List<String> actions = trainAgain ? MODELS_OF_A_CHILD : MODELS;
        return actions.contains(model.action())
                ? Optional.empty()
                : Optional.of("`action` of model %s %s is \"%s\"%s: write %s"
                        .formatted(
                                model.name(),
                                model.version(),
                                model.action(),
                                trainAgain ? ", and a child is in what is called back" : "",
                                either(actions)));
    }

    private static String either(List<String> actions) {
        return String.join(" or ", actions);
    }
}
