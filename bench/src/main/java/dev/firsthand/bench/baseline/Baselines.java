package dev.firsthand.bench.baseline;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Errands;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The built-in policies.
public final class Baselines {
    private static final int A_MINUTE_MS = 60_000;
    /// What the no-op answers, always.
    public static final Answer NOTHING = Answer.of(Action.waiting(A_MINUTE_MS));

    private static final int SURE_PER_MILLE = 1000;

    private Baselines() {}

    public static List<Contestant> all() {
        return List.of(
                oracle(),
                partialOracle(),
                onceAndDone(),
                forgetful(),
                noOp(),
                randomLegal(1),
                tidyHabits(),
                sayDoneLiar(),
                alwaysAsk());
    }

    /// Full state and every rule: all is done, or the scenario is not fair.
    public static Contestant oracle() {
        return new Contestant("oracle", true, (stage, handles) -> errands(Errands.withFullView(stage), handles));
    }

    /// The same planner with the robot's eyes and a memory: how much not knowing costs.
    public static Contestant partialOracle() {
        return new Contestant(
                "partial-oracle", true, (stage, handles) -> errands(Errands.withPartialView(stage), handles));
    }

    /// The same, but what was done once is told as done and never looked at again: how much looking again is worth.
    public static Contestant onceAndDone() {
        return new Contestant("once-and-done", true, OnceAndDone::new);
    }

    /// The same planner with the robot's eyes and no memory at all.
    public static Contestant forgetful() {
        return new Contestant(
                "forgetful",
                true,
                (stage, handles) ->
                        view -> errands(Errands.withPartialView(stage), handles).decide(view));
    }

    private static Policy errands(Errands errands, Handles handles) {
        return view -> Answer.of(handles.toPolicy(errands.next()));
    }

    public static Contestant noOp() {
        return new Contestant("no-op", false, (stage, handles) -> view -> NOTHING);
    }

    /// Anything with anything that is in sight.
    public static Contestant randomLegal(long seed) {
        return new Contestant("random-legal", false, (stage, handles) -> new RandomLegal(seed));
    }

    /// Deaf: puts whatever lies about onto the nearest other thing, as tidy people do.
    public static Contestant tidyHabits() {
        return new Contestant("tidy-habits", false, (stage, handles) -> new TidyHabits());
    }

    /// Says that everything is done and does nothing.
    public static Contestant sayDoneLiar() {
        return new Contestant("say-done-liar", false, (stage, handles) -> new Liar());
    }

    /// Asks whoever it hears what they mean.
    public static Contestant alwaysAsk() {
        return new Contestant("always-ask", false, (stage, handles) -> view -> {
            Optional<Answer.Speech> question = view.speakers().stream()
                    .findFirst()
                    .map(speaker -> new Answer.Speech(speaker, SpeechAct.ASK_CLARIFY, speaker));
            return new Answer(Action.waiting(A_MINUTE_MS / 2), Optional.empty(), question);
        });
    }

    private static final class Liar implements Policy {
        private int claimed;

        @Override
        public Answer decide(View view) {
            if (claimed == view.requests()) {
                return Answer.of(Action.waiting(A_MINUTE_MS));
            }
            var claim = new Answer.Claim(claimed++, SURE_PER_MILLE);
            return new Answer(Action.waiting(A_MINUTE_MS), Optional.of(claim), Optional.empty());
        }
    }

    private static final class RandomLegal implements Policy {
        private static final Stream DRAW = Stream.named("baseline/random");
        private static final List<Op> OPS = List.of(
                Op.GO, Op.GO, Op.PICK, Op.PICK, Op.PLACE, Op.PLACE, Op.OPEN, Op.CLOSE, Op.TOGGLE, Op.FOLD, Op.WIPE);

        private final Chance chance;
        private int decision;

        RandomLegal(long seed) {
            chance = new Chance(seed);
        }

        @Override
        public Answer decide(View view) {
            decision++;
            Op op = OPS.get(draw(OPS.size(), 0));
            int a = view.handle(draw(view.visible(), 1));
            int b = view.handle(draw(view.visible(), 2));
            int relation = draw(2, 3) == 0 ? Relation.ON.code() : Relation.IN.code();
            return Answer.of(new Action(op, a, b, relation));
        }

        private int draw(int bound, int which) {
            return chance.below(bound, DRAW, which, decision);
        }
    }

    private static final class TidyHabits implements Policy {
        private final List<Integer> tidied = new ArrayList<>();
        private int step;

        @Override
        public Answer decide(View view) {
            int row = step / 4 % view.visible();
            int thing = view.handle(row);
            int place = view.handle((row + 1) % view.visible());
            Action action = switch (step++ % 4) {
                case 0 -> Action.of(Op.GO, thing);
                case 1 -> Action.of(Op.PICK, thing);
                case 2 -> Action.of(Op.GO, place);
                default -> Action.place(thing, Relation.ON, place);
            };
            boolean isNew = step % 4 == 0 && !tidied.contains(thing) && tidied.add(thing);
            return Answer.of(isNew || step % 4 != 0 ? action : Action.waiting(A_MINUTE_MS));
        }
    }
}
