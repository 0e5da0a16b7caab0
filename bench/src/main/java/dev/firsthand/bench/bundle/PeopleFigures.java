package dev.firsthand.bench.bundle;

import dev.firsthand.bench.score.ClopperPearson;
import dev.firsthand.bench.score.HumanTime;
import dev.firsthand.bench.score.SideEffects;
import dev.firsthand.bench.trial.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// What a run was to the people in it: how they were answered, what they had to bear, what time it saved and took.
final class PeopleFigures {
    private final List<EpisodeResult> lived;
    private final Map<String, Object> fields;

    PeopleFigures(List<EpisodeResult> lived, Map<String, Object> fields) {
        this.lived = lived;
        this.fields = fields;
    }

    void add() {
        addReactions();
        addBurden();
        addHumanTime();
    }

    private void addReactions() {
        List<Outcome.Verdict> verdicts = lived.stream()
                .flatMap(one -> one.outcome().reactions().stream())
                .map(Outcome.Reaction::verdict)
                .toList();
        int right = (int) verdicts.stream()
                .filter(verdict -> verdict == Outcome.Verdict.RIGHT)
                .count();
        fields.put("reactions", verdicts.size());
        if (!verdicts.isEmpty()) {
            fields.put("reacted_right", Summary.fields(ClopperPearson.of(right, verdicts.size(), Summary.ALPHA)));
        }
    }

    private void addBurden() {
        fields.put("interruptions", sum(one -> one.outcome().interruptions()));
        fields.put("questions", sum(one -> one.outcome().questions()));
        fields.put(
                "side_effects",
                EpisodeResult.fields(new SideEffects(
                        sum(one -> one.score().sideEffects().broken()),
                        sum(one -> one.score().sideEffects().burning()),
                        sum(one -> one.score().sideEffects().heatersLeftOn()),
                        sum(one -> one.score().sideEffects().misplaced()),
                        sum(one -> one.score().sideEffects().intrusions()))));
    }

    /// One number to sort by: minutes that are taken for each that is saved.
    private void addHumanTime() {
        var time = new HumanTime(minutes(HumanTime::alone), minutes(HumanTime::saved), minutes(HumanTime::taken));
        fields.put("human_minutes", EpisodeResult.fields(time));
        if (time.saved() > 0) {
            fields.put("burden_index", time.taken() / time.saved());
        }
    }

    private double minutes(ToDoubleFunction<HumanTime> which) {
        return lived.stream()
                .map(one -> one.score().humanTime())
                .mapToDouble(which)
                .sum();
    }

    private int sum(ToIntFunction<EpisodeResult> figure) {
        return lived.stream().mapToInt(figure).sum();
    }
}
