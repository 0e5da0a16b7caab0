package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.people.Household;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Mixing;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Sight;
import dev.firsthand.bench.world.Slips;
import dev.firsthand.bench.world.Snapshot;
import dev.firsthand.bench.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How many decisions a second one core makes in a home of 300 objects with four people: each with a look round, sixty
/// goals kept up to date and the hash of the trace moved on. The agent fetches things and puts them elsewhere, and
/// opens and closes cabinets; the people live their days.
public final class DecisionsBench {
    private static final String NAME = "decisions";
    private static final int OBJECTS = 300;
    private static final int PEOPLE = 4;
    private static final int GOALS = 60;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int DECISIONS = 2_000_000;
    private static final int AN_EPISODE = 50;
    private static final double TIMES_A_TEXT_WORLD = 3;
    private static final double LEAST_PER_SECOND = 1_000_000;
    private static final double A_DAY_MS = 86_400_000;

    private final BenchHome home = new BenchHome(OBJECTS, PEOPLE);
    private long hash;
    private int failed;
    private double days;

    private DecisionsBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        var bench = new DecisionsBench();
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            bench.round(DECISIONS, false);
        }
        var decisions = new Series();
        var days = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            double seconds = bench.round(DECISIONS, false);
            decisions.add(DECISIONS / seconds);
            days.add(bench.days / seconds);
        }
        Figure.of(NAME, "decisions-a-second", decisions.median(), "1/s")
                .atLeast(LEAST_PER_SECOND)
                .with("runs", decisions.runs())
                .with("objects", OBJECTS)
                .with("people", PEOPLE)
                .with("goals", GOALS)
                .with("refused", (double) bench.failed / DECISIONS)
                .with("hash", Long.toHexString(bench.hash))
                .print();
        Figure.of(NAME, "home-days-a-second", days.median(), "1/s")
                .with("runs", days.runs())
                .with("decisionsInADay", Math.round(DECISIONS / bench.days))
                .print();
        bench.besideATextWorld(options);
    }

    private Series inEpisodes(BenchOptions options, boolean restored) {
        round(AN_EPISODE, restored);
        var series = new Series();
        for (int i = 0; i < options.rounds(); i++) {
            series.add(DECISIONS / round(AN_EPISODE, restored));
        }
        return series;
    }

    /// With a home that begins again every fifty decisions, beside a text world whose games begin again as often.
    private void besideATextWorld(BenchOptions options) throws IOException, InterruptedException {
        hash = 0;
        Series anew = inEpisodes(options, false);
        Series ours = inEpisodes(options, true);
        Figure.of(NAME, "decisions-a-second-with-a-home-built-anew-every-50", anew.median(), "1/s")
                .with("runs", anew.runs())
                .print();
        Figure figure = Figure.of(NAME, "decisions-a-second-with-a-home-put-back-every-50", ours.median(), "1/s")
                .with("runs", ours.runs());
        Optional<TextWorldPeer> peer = TextWorldPeer.find(options.root());
        if (peer.isEmpty()) {
            figure.with("peer", "absent")
                    .with("howToGetIt", TextWorldPeer.HOW_TO_GET)
                    .print();
            return;
        }
        figure.print();
        for (String game : List.of("cookingworld", "coin")) {
            JsonNode theirs = peer.get().run(game, AN_EPISODE);
            double steps = theirs.get("stepsASecond").asDouble();
            Figure times =
                    Figure.of(NAME, "times-the-steps-of-TextWorldExpress-" + game, ours.median() / steps, "times");
            (game.equals("cookingworld") ? times.atLeast(TIMES_A_TEXT_WORLD) : times)
                    .with("stepsASecond", steps)
                    .with("withoutMakingGames", theirs.get("withoutMakingGames").asDouble())
                    .print();
        }
    }

    /// All decisions, in lives of so many; each life begins with the home as it was, and put back by a restored state
    /// it is the same life as in a home that is built anew. Every round is the same, and so is its hash.
    private double round(int decisionsInALife, boolean restored) {
        long chain = 0;
        failed = 0;
        days = 0;
        long began = System.nanoTime();
        var life = new Life();
        for (int first = 0; first < DECISIONS; first += decisionsInALife) {
            if (first > 0 && restored) {
                life.putBack();
            } else if (first > 0) {
                life = new Life();
            }
            chain = life.live(chain, first, decisionsInALife);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (hash != 0 && hash != chain) {
            throw new IllegalStateException("two rounds of one home differ: %x and %x".formatted(hash, chain));
        }
        hash = chain;
        return seconds;
    }

    private final class Life {
        private final World world = new World(home.plan, 1);
        private final Actions actions;
        private final Sight sight = new Sight(world);
        private final GoalBook goals;
        private final Snapshot start;

        Life() {
            var household = new Household(world, home.people, 7 * 3_600_000L);
            world.listen(household);
            household.begin(world);
            actions = new Actions(world, Slips.perMille(5));
            goals = new GoalBook(world, home.goals(GOALS));
            start = world.save();
        }

        void putBack() {
            world.restore(start);
            goals.lookAtAll();
        }

        long live(long before, int first, int decisions) {
            long chain = before;
            for (int decision = first; decision < first + decisions; decision++) {
                sight.look(home.robot);
                if (decide(actions, decision) != Reason.DONE) {
                    failed++;
                }
                goals.update();
                chain = Mixing.chain(Mixing.chain(chain, sight.hash() + goals.holding()), world.stateHash());
            }
            days += world.now() / A_DAY_MS;
            return chain;
        }
    }

    /// Six decisions fetch a thing and put it elsewhere.
    private Reason decide(Actions actions, int decision) {
        long draw = Mixing.spread(decision / 6);
        int item = home.items.get((int) Long.remainderUnsigned(draw, home.items.size()));
        int place = home.furniture.get((int) Long.remainderUnsigned(draw >>> 20, home.furniture.size()));
        return switch (decision % 6) {
            case 0 -> actions.act(home.robot, Op.GO, item, 0, 0);
            case 1 -> actions.act(home.robot, Op.PICK, item, 0, 0);
            case 2 -> actions.act(home.robot, Op.GO, place, 0, 0);
            case 3 -> actions.act(home.robot, Op.OPEN, place, 0, 0);
            case 4 -> actions.act(home.robot, Op.PLACE, item, place, Relation.ON.code());
            default -> actions.act(home.robot, Op.CLOSE, place, 0, 0);
        };
    }
}
