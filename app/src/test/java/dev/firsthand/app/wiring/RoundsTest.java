package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_round_begins_at_once_and_goes_on_until_nothing_is_left() throws Exception {
        Iterator<Integer> left = List.of(100, 100, 7, 0).iterator();
        try (Rounds rounds = Rounds.every("tidying", Duration.ofDays(1), () -> {
            asked.incrementAndGet();
            return left.hasNext() ? left.next() : 0;
        })) {
            assertThat(rounds).isNotNull();
            awaitAsked(4);
        }
    }

    @Test
    void a_fault_does_not_end_the_rounds() throws Exception {
        try (Rounds rounds = Rounds.every("tidying", Duration.ofMillis(1), () -> {
            if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("the database is away");
            }
            return 0;
        })) {
            assertThat(rounds).isNotNull();
            awaitAsked(4);
        }
    }

    private void awaitAsked(int times) throws Exception {
        Awaiting.until(
                "%d questions".formatted(times), () -> Optional.of(asked.get()).filter(seen -> seen >= times));
    }
}
