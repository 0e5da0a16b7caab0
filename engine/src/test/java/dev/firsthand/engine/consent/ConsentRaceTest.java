package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.TRAIN_ROBOT_POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ConsentRaceTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(6, DATABASE.database(), work);
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @Test
    void a_withdrawal_waits_for_whoever_publishes() throws Exception {
        ContributorId person = saidYes();
        var publisher = new Paused(tx -> assertThat(house.consent().permitForShare(tx, person, TRAIN_ROBOT_POLICY))
                .isInstanceOf(PermitResult.Permitted.class));

        Future<WithdrawResult> withdrawal = THREADS.submit(() -> withdraw(person));
        assertWaiting(withdrawal);
        publisher.commit();

        assertThat(withdrawal.get()).isInstanceOf(WithdrawResult.Withdrawn.class);
    }

    @Test
    void whoever_publishes_waits_for_a_withdrawal_and_sees_it() throws Exception {
        ContributorId person = saidYes();
        var withdrawal = new Paused(tx -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY));

        Future<PermitResult> publishing = THREADS.submit(() -> permitForShare(person));
        assertWaiting(publishing);
        withdrawal.commit();

        assertThat(publishing.get())
                .isInstanceOfSatisfying(
                        PermitResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-withdrawn"));
    }

    @Test
    void whoever_publishes_during_a_renewal_gets_the_new_grant() throws Exception {
        ContributorId person = saidYes();
        NoticeDigest shown =
                house.within(tx -> house.consent().notices().current(tx)).digest();
        var renewal = new Paused(tx -> house.consent().answer(tx, person, shown, Map.of(TRAIN_ROBOT_POLICY, true)));

        Future<PermitResult> publishing = THREADS.submit(() -> permitForShare(person));
        assertWaiting(publishing);
        renewal.commit();

        assertThat(publishing.get())
                .isInstanceOfSatisfying(
                        PermitResult.Permitted.class,
                        permitted -> assertThat(permitted.permit().grant()).isEqualTo(standing(person)));
    }

    @Test
    void two_answers_at_once_leave_one_that_stands() throws Exception {
        ContributorId person = saidYes();
        NoticeDigest shown =
                house.within(tx -> house.consent().notices().current(tx)).digest();
        var first = new Paused(tx -> house.consent().answer(tx, person, shown, Map.of(TRAIN_ROBOT_POLICY, false)));

        Future<AnswerResult> second = THREADS.submit(() ->
                house.within(tx -> house.consent().answer(tx, person, shown, Map.of(TRAIN_ROBOT_POLICY, true))));
        assertWaiting(second);
        first.commit();

        assertThat(second.get()).isInstanceOf(AnswerResult.Recorded.class);
        assertThat(house.within((Tx tx) -> house.consent().permit(tx, person, TRAIN_ROBOT_POLICY)))
                .isInstanceOf(PermitResult.Permitted.class);
    }

    @Test
    void a_notice_that_asks_for_more_waits_for_an_answer_under_way_and_outgrows_it() throws Exception {
        ContributorId person = saidYes();
        NoticeDigest shown =
                house.within(tx -> house.consent().notices().current(tx)).digest();
        var answer = new Paused(tx -> house.consent().answer(tx, person, shown, Map.of(TRAIN_ROBOT_POLICY, true)));

        Future<Notice> publishing = THREADS.submit(ConsentRaceTest::publishesAbroad);
        assertWaiting(publishing);
        answer.commit();

        assertThat(publishing.get().terms().countries()).contains("KE");
        assertThat(permitForShare(person))
                .isInstanceOfSatisfying(
                        PermitResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-outdated"));
    }

    private static Notice publishesAbroad() {
        NoticeTexts texts = house.consent().notices().texts();
        return house.within(tx -> {
            NoticeForm form = texts.newestForm(tx, "en");
            var abroad =
                    new NoticeForm("en", form.before(), form.purposes(), form.after(), form.recipients(), Set.of("KE"));
            house.consent()
                    .notices()
                    .publish(tx, texts.write(tx, house.operator().id(), abroad).id());
            return house.consent().notices().current(tx);
        });
    }

    private static ContributorId saidYes() {
        ContributorId person = house.joins().id();
        house.answers(person, true);
        return person;
    }

    private static WithdrawResult withdraw(ContributorId person) {
        return house.within(tx -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY));
    }

    private static PermitResult permitForShare(ContributorId person) {
        return house.within(tx -> house.consent().permitForShare(tx, person, TRAIN_ROBOT_POLICY));
    }

    private static java.util.UUID standing(ContributorId person) {
        return house.permit(person, TRAIN_ROBOT_POLICY).grant();
    }

    private static void assertWaiting(Future<?> other) {
        assertThatThrownBy(() -> other.get(150, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    /// A transaction that did its work and has not ended yet.
    private static final class Paused {
        private final CountDownLatch done = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final Future<?> transaction;

        Paused(Consumer<Tx> work) throws InterruptedException {
            transaction = THREADS.submit(() -> house.database().inTransactionDo(tx -> {
                work.accept(tx);
                done.countDown();
                awaitUninterruptibly(end);
            }));
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void commit() throws Exception {
            end.countDown();
            transaction.get();
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            try {
                assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
