package dev.firsthand.bench.wire;

import java.time.Duration;
import java.util.function.Function;

/// How long is still waited in one episode: the first answer may take long, and all of them together have a limit.
public final class Patience {
    private final Limits limits;
    private boolean hasAnswered;
    private Duration spent = Duration.ZERO;

    public Patience(Limits limits) {
        this.limits = limits;
    }

    /// Waits for something that comes before the first answer, such as a hello.
    public <T> T before(Function<Duration, T> receive) {
        return wait(limits.first(), receive);
    }

    /// Waits for an answer.
    public <T> T answer(Function<Duration, T> receive) {
        T answer = wait(hasAnswered ? limits.each() : limits.first(), receive);
        hasAnswered = true;
        return answer;
    }

    private <T> T wait(Duration most, Function<Duration, T> receive) {
        Duration left = limits.episode().minus(spent);
        long began = System.nanoTime();
        T received = receive.apply(left.compareTo(most) < 0 ? left : most);
        spent = spent.plusNanos(System.nanoTime() - began);
        return received;
    }
}
