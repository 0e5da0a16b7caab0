package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SealingTest {
    @Test
    void warming_up_ends_in_time() {
        long began = System.nanoTime();
        Sealing.warmUp(Duration.ofMillis(100));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
}
