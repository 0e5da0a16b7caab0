package dev.firsthand.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Random histories of yes, no, withdrawal and time against a model of a few lines.
class ConsentModelTest {
    private static final int HISTORIES = 120;
    private static final int EVENTS = 12;
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.CAPTURE_FOR_PAY,
            Purpose.QUALITY_AND_LABELLING,
            Purpose.TRAIN_ROBOT_POLICY,
            Purpose.SELL_TO_NAMED_BUYERS);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    @Test
    void no_history_permits_what_did_not_stand_for_that_purpose_at_that_moment() {
        var house = SyntheticHouse.seeded(7, DATABASE.database(), work);
        var random = new SplittableRandom(7);
        for (int history = 0; history < HISTORIES; history++) {
            ContributorId person = house.joins().id();
            house.database().inTransactionDo(tx -> live(house, tx, person, random));
        }
    }

    private static void live(SyntheticHouse house, Tx tx, ContributorId person, SplittableRandom random) {
        Map<Purpose, String> expected = new EnumMap<>(Purpose.class);
        Map<Purpose, Instant> ends = new EnumMap<>(Purpose.class);
        NoticeDigest shown = house.consent().notices().current(tx).digest();
        for (int event = 0; event < EVENTS; event++) {
            Purpose purpose = PURPOSES.get(random.nextInt(PURPOSES.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    house.consent().answer(tx, person, shown, Map.of(purpose, true));
                    expected.put(purpose, "");
                    ends.put(purpose, inTwelveMonths(house.clock().instant()));
                }
                case 1 -> {
                    house.consent().answer(tx, person, shown, Map.of(purpose, false));
                    expected.put(purpose, "consent-refused");
                    ends.remove(purpose);
                }
                case 2 -> {
                    house.consent().withdraw(tx, person, purpose);
                    expected.computeIfPresent(
                            purpose, (same, code) -> code.equals("consent-refused") ? code : "consent-withdrawn");
                }
                default -> house.clock().advance(Duration.ofDays(random.nextInt(200)));
            }
            check(house, tx, person, expected, ends);
        }
    }

    private static void check(
            SyntheticHouse house,
            Tx tx,
            ContributorId person,
            Map<Purpose, String> expected,
            Map<Purpose, Instant> ends) {
        for (Purpose purpose : Purpose.values()) {
            String code = expected.getOrDefault(purpose, "consent-missing");
            boolean ended =
                    code.isEmpty() && !house.clock().instant().isBefore(ends.getOrDefault(purpose, Instant.MAX));
            PermitResult result = house.consent().permit(tx, person, purpose);
            assertThat(code(result)).isEqualTo(ended ? "consent-expired" : code);
            assertThat(code(house.consent().permitForShare(tx, person, purpose)))
                    .isEqualTo(code(result));
        }
    }

    private static Instant inTwelveMonths(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).plusMonths(12).toInstant();
    }

    private static String code(PermitResult result) {
        return result instanceof PermitResult.Refused refused ? refused.code() : "";
    }
}
