package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// 200 runs of several people are in flight, two steps of them under way and never ready by themselves.
class FreezingTest {
    private static final int PEOPLE = 10;
    private static final int RUNS_OF_EACH = 20;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private final AtomicInteger kept = new AtomicInteger();

    @Test
    void with_200_jobs_in_flight_the_work_of_who_withdraws_stops_within_two_seconds_and_leaves_nothing()
            throws IOException {
        var people = SyntheticHouse.seeded(9, DATABASE.database(), folder);
        var clock = InstantSource.system();
        try (var jobs = new Jobs(DATABASE.database(), people.events(), clock, JobSettings.ofWorkers(2))) {
            jobs.add(new RunKind("endless", List.of(new StepDefinition("wait", 1, step -> {
                new CountDownLatch(1).await();
                return new StepOutcome.Finished(tx -> "" + kept.incrementAndGet());
            }))));
            var house = LeavingHouse.of(people, jobs, people.evidence(folder));
            List<ContributorId> contributors = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                contributors.add(inFlight(people, jobs));
            }
            jobs.start();
            List<Duration> frozen = new ArrayList<>();
            for (ContributorId contributor : contributors) {
                frozen.add(frozen(house, contributor));
            }

            Collections.sort(frozen);
            assertThat(frozen.get(PEOPLE / 2)).isLessThan(Duration.ofSeconds(2));
            assertThat(frozen.getLast()).isLessThan(Withdrawal.FROZEN_WITHIN);
            assertThat(kept).hasValue(0);
            assertThat(jobs.recent(PEOPLE * RUNS_OF_EACH)).noneMatch(run -> run.state() == RunState.DONE);
            house.evidence.log().close();
        }
    }

    private static ContributorId inFlight(SyntheticHouse people, Jobs jobs) {
        ContributorId contributor = people.joins().id();
        people.answers(contributor, true);
        UUID thing = people.uploads(contributor, new byte[] {1}).value();
        people.database().inTransactionDo(tx -> {
            for (int i = 0; i < RUNS_OF_EACH; i++) {
                jobs.begin(tx, "endless", thing, Optional.empty());
            }
        });
        return contributor;
    }

    /// From the request to the moment at which nothing of it works any more.
    private static Duration frozen(LeavingHouse house, ContributorId contributor) {
        long began = System.nanoTime();
        Withdrawal withdrawal = house.withdraws(contributor, Level.RECALL).withdrawal();
        WalkingHouse.waitFor(() -> {
            house.leaving.step(withdrawal.id());
            return house.now(withdrawal).reached().frozen().isPresent();
        });
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
