package dev.firsthand.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.edge.Buckets;
import dev.firsthand.engine.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final Buckets buckets = new Buckets(clock, 3, Duration.ofSeconds(10));

    @Test
    void so_many_at_once_then_one_in_each_stretch_of_time() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).contains(Duration.ofSeconds(10));
        assertThat(buckets.take("b")).as("somebody else").isEmpty();

        clock.advance(Duration.ofSeconds(4));
        assertThat(buckets.take("a")).as("asking again makes no wait longer").contains(Duration.ofSeconds(6));
        clock.advance(Duration.ofSeconds(6));
        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).isPresent();

        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).as("full again, and no fuller").isEmpty();
        }
        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void more_keys_than_can_be_known_lead_to_no_lasting_refusal_and_no_endless_memory() {
        for (int i = 0; i < Buckets.KEYS_MAX + 10; i++) {
            assertThat(buckets.take("key " + i)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /sign-in,               SIGN_IN",
        "POST,   /sign-in/,              SIGN_IN",
        "POST,   /api/v1/sign-ins,       SIGN_IN",
        "POST,   /back,                  SIGN_IN",
        "POST,   /receipt,               SIGN_IN",
        "GET,    /receipt/X,             LINK",
        "POST,   /receipt/X,             LINK",
        "DELETE, /api/v1/sign-ins,       WRITE",
        "GET,    /sign-in/fh_x,          LINK",
        "POST,   /sign-in/fh_x,          LINK",
        "GET,    /back/fh_x,             LINK",
        "POST,   /household/fh_x,        OPEN_LINK",
        "GET,    /door/fh_x,             OPEN_LINK",
        "POST,   /door/fh_x,             REMOVAL",
        "POST,   /removal/fh_x,          OPEN_LINK",
        "POST,   /holder/fh_x,           LINK",
        "GET,    /join/fh_x,             LINK",
        "POST,   /join/fh_x,             JOIN",
        "POST,   /api/v1/contributors,   JOIN",
        "POST,   /upload,                UPLOAD",
        "POST,   /upload/,               UPLOAD",
        "PATCH,  /upload/x,",
        "POST,   /api/v1/me/sessions,    WRITE",
        "GET,    /api/v1/me/sessions/x,",
        "GET,    /desk,"
    })
    void every_door_that_a_program_could_hammer_has_its_limit(String method, String path, RateLimits.Limit limit) {
        assertThat(RateLimits.of(method, path)).isEqualTo(Optional.ofNullable(limit));
    }
}
