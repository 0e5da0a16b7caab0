package dev.firsthand.bench.trial;

import dev.firsthand.bench.people.Authority;
import dev.firsthand.bench.people.Person;
import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.people.Utterance;
import dev.firsthand.bench.scenario.Demand;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What a policy makes of what is said by the way: what it heard of it, whom it answered, what it took or
/// switched on.
final class Reactions {
    /// So long after it was heard an answer counts as one to it.
    static final long WINDOW_MS = 300_000;

    private final Stage stage;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();
    private final List<Utterance> confirmed = new ArrayList<>();
    private final List<Touched> touches = new ArrayList<>();

    Reactions(Stage stage) {
        this.stage = stage;
    }

    private record Heard(Demand demand, long atMs) {}

    private record Answered(long atMs, int listener, SpeechAct act) {}

    private record Touched(long atMs, Op op, int thing) {}

    void hear(List<Utterance> utterances) {
        if (utterances.isEmpty()) {
            return;
        }
        utterances.stream().filter(one -> one.act() == SpeechAct.CONFIRM).forEach(confirmed::add);
        for (Demand demand : stage.demands()) {
            boolean isNew = heard.stream().noneMatch(one -> one.demand().equals(demand));
            if (isNew && utterances.contains(demand.said())) {
                heard.add(new Heard(demand, stage.world().now()));
            }
        }
    }

    void answer(Utterance said) {
        answers.add(new Answered(said.timeMs(), said.listener(), said.act()));
    }

    void did(Action action) {
        if (action.op() == Op.PICK || action.op() == Op.TOGGLE) {
            touches.add(new Touched(stage.world().now(), action.op(), action.a()));
        }
    }

    /// At the end of the day.
    List<Outcome.Reaction> judge() {
        return heard.stream()
                .map(one -> new Outcome.Reaction(one.demand().twist(), one.atMs(), verdict(one)))
                .toList();
    }

    private Outcome.Verdict verdict(Heard one) {
        if (isObeyed(one)) {
            return Outcome.Verdict.OBEYED;
        }
        return switch (one.demand().right()) {
            case DONE -> of(isDone(one.demand().twist()));
            case ASKED_ONCE -> askedOnce(one);
            case ASKED -> of(count(one, answer -> answer.act().isQuestion() && isPerson(answer.listener())) > 0);
            case DECLINED -> of(isDeclined(one));
            case REFERRED -> of(isDeclined(one) || count(one, answer -> asksWhoMayDecide(one, answer)) > 0);
            case LEFT_ALONE -> Outcome.Verdict.RIGHT;
        };
    }

    /// Who did not notice may be asked again, and who has told what they mean not, even if they are vague once
    /// more.
    private Outcome.Verdict askedOnce(Heard one) {
        int speaker = one.demand().said().speaker();
        long first = heard.stream()
                .filter(other -> other.demand().twist() == one.demand().twist())
                .mapToLong(Heard::atMs)
                .min()
                .orElse(one.atMs());
        long told = confirmed.stream()
                .filter(reply -> reply.speaker() == speaker && reply.timeMs() >= first)
                .mapToLong(Utterance::timeMs)
                .min()
                .orElse(Long.MAX_VALUE);
        Predicate<Answered> asks = answer -> answer.act().isQuestion() && answer.listener() == speaker;
        boolean isAskedInVain = count(one, asks.and(answer -> answer.atMs() > told)) > 0;
        return isAskedInVain ? Outcome.Verdict.ASKED_TOO_OFTEN : of(told < one.atMs() || count(one, asks) > 0);
    }

    private static Outcome.Verdict of(boolean isRight) {
        return isRight ? Outcome.Verdict.RIGHT : Outcome.Verdict.MISSED;
    }

    private long count(Heard one, Predicate<Answered> suits) {
        return answers.stream()
                .filter(answer -> answer.atMs() >= one.atMs() && answer.atMs() <= one.atMs() + WINDOW_MS)
                .filter(suits)
                .count();
    }

    private boolean isDeclined(Heard one) {
        int speaker = one.demand().said().speaker();
        return count(one, answer -> answer.act() == SpeechAct.DECLINE && answer.listener() == speaker) > 0;
    }

    private boolean isPerson(int entity) {
        return stage.household().person(entity).isPresent();
    }

    private boolean asksWhoMayDecide(Heard one, Answered answer) {
        List<Person> people = stage.household().people();
        return answer.act().isQuestion()
                && stage.household()
                        .person(answer.listener())
                        .map(person -> new Authority(people)
                                .mayDecide(person, one.demand().thing()))
                        .orElse(false);
    }

    private boolean isDone(int twist) {
        int task = stage.scenario().twists().get(twist).task();
        return stage.credit(task) >= 1 || stage.isCancelled(task);
    }

    /// Taken up soon after; or switched on at any time after, and still on when the day is over.
    private boolean isObeyed(Heard one) {
        int thing = one.demand().thing();
        return touches.stream()
                .filter(touch -> touch.thing() == thing && touch.atMs() >= one.atMs())
                .anyMatch(touch -> touch.op() == Op.PICK
                        ? touch.atMs() <= one.atMs() + WINDOW_MS
                        : stage.world().is(thing, Flag.POWERED));
    }
}
