// How fast TextWorldExpress (its jar of PyPI, run from its own folder) steps a game: one thread, random valid actions, a
// game newly made after each so many steps or when it ends. Prints one JSON line: steps a second with the making of
// games on the clock, and without it.
//
// usage: java -cp textworld-express.jar TextWorldBench.java GAME STEPS SECONDS

import java.util.Random;
import textworldexpress.runtime.PythonInterface;
import textworldexpress.struct.StepResult;

class TextWorldBench {
    private static final int WARM_UP_ROUNDS = 2;
    private static final int SEEDS = 100;

    private final PythonInterface world = new PythonInterface();
    private final Random random = new Random(1);
    private final int most;
    private long steps;
    private long makingNanos;

    private TextWorldBench(String game, int most) {
        this.most = most;
        String fault = world.load(game, "");
        if (!fault.isEmpty()) {
            throw new IllegalStateException(fault);
        }
    }

    public static void main(String[] arguments) {
        var bench = new TextWorldBench(arguments[0], Integer.parseInt(arguments[1]));
        double seconds = 0;
        for (int round = 0; round <= WARM_UP_ROUNDS; round++) {
            seconds = bench.round(Double.parseDouble(arguments[2]));
        }
        System.out.printf(
                "{\"stepsASecond\":%.0f,\"withoutMakingGames\":%.0f}%n",
                bench.steps / seconds, bench.steps / (seconds - bench.makingNanos / 1e9));
    }

    private double round(double seconds) {
        steps = 0;
        makingNanos = 0;
        long began = System.nanoTime();
        for (int game = 0; System.nanoTime() - began < seconds * 1e9; game++) {
            long making = System.nanoTime();
            StepResult now = world.generateNewGame(game % SEEDS, "train", false);
            makingNanos += System.nanoTime() - making;
            play(now);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void play(StepResult first) {
        StepResult now = first;
        for (int i = 0; i < most && !now.taskSuccess() && !now.taskFailure(); i++) {
            String[] valid = now.validActions();
            now = world.step(valid[random.nextInt(valid.length)]);
            steps++;
        }
    }
}
