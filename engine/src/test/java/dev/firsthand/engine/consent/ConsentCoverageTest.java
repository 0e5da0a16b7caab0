package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.CAPTURE_FOR_PAY;
import static dev.firsthand.engine.consent.Purpose.TRAIN_ROBOT_POLICY;
import static dev.firsthand.engine.consent.Purpose.VOICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ConsentCoverageTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    @Test
    void everybody_is_counted_once_for_each_purpose_by_what_their_last_answer_is_worth_now() {
        var house = SyntheticHouse.seeded(13, DATABASE.database(), work);
        Contributor before = house.contributor();
        publishesOtherWords(house);
        Contributor ended = answering(house, true);
        house.clock().advance(Duration.ofDays(20));
        Contributor ending = answering(house, true);
        house.clock().advance(Duration.ofDays(300));
        Contributor standing = answering(house, false);
        house.answers(standing.id(), true); // the newer answer counts
        Contributor refused = answering(house, false);
        Contributor withdrawn = answering(house, true);
        house.within(tx -> house.consent().withdraw(tx, withdrawn.id(), TRAIN_ROBOT_POLICY));
        house.clock().advance(Duration.ofDays(50));

        var recordings = Map.of(
                before.id(),
                100,
                ended.id(),
                50,
                ending.id(),
                3,
                standing.id(),
                4,
                refused.id(),
                9,
                withdrawn.id(),
                20);
        ConsentCoverage coverage = house.within(
                tx -> ConsentCoverage.of(tx, recordings, house.clock().instant()));

        assertThat(coverage.of(TRAIN_ROBOT_POLICY)).isEqualTo(new ConsentCoverage.Line(2, 1, 1, 1, 1, 1, 3 + 4));
        assertThat(coverage.of(CAPTURE_FOR_PAY)).isEqualTo(new ConsentCoverage.Line(3, 1, 2, 0, 1, 0, 3 + 4 + 20));
        assertThat(coverage.of(VOICE)).isEqualTo(ConsentCoverage.Line.NONE);
        assertThat(coverage.of(TRAIN_ROBOT_POLICY).answered()).isEqualTo(6);
        assertThat(state(house, before)).isEqualTo(Grant.State.OUTDATED);
        assertThat(state(house, ended)).isEqualTo(Grant.State.EXPIRED);
        assertThat(state(house, ending)).isEqualTo(Grant.State.STANDING);
    }

    private static Grant.State state(SyntheticHouse house, Contributor person) {
        return house.within(tx -> house.consent().standing(tx, person.id())).stream()
                .filter(grant -> grant.purpose() == TRAIN_ROBOT_POLICY)
                .map(house.consent()::state)
                .findFirst()
                .orElseThrow();
    }

    private static Contributor answering(SyntheticHouse house, boolean yes) {
        Contributor person = house.joins();
        house.answers(person.id(), yes);
        return person;
    }

    private static void publishesOtherWords(SyntheticHouse house) {
        Notices notices = house.consent().notices();
        house.database().inTransactionDo(tx -> {
            NoticeForm form = notices.texts().newestForm(tx, "en");
            var purposes = new EnumMap<>(form.purposes());
            purposes.put(TRAIN_ROBOT_POLICY, "Training. Robots learn from it.");
            var other =
                    new NoticeForm("en", form.before(), purposes, form.after(), form.recipients(), form.countries());
            notices.publish(
                    tx, notices.texts().write(tx, house.operator().id(), other).id());
        });
    }
}
