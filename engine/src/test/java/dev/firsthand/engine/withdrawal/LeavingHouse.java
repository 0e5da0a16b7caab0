package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.message.MemoryMessages;
import dev.firsthand.engine.message.Messages;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.LogAudit;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.store.HoldVault;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// A house whose contributors may leave.
final class LeavingHouse {
    final SyntheticHouse people;
    final Evidence evidence;
    final Outbox outbox;
    final HoldVault holdVault;
    final WithdrawalRooms rooms;
    final Withdrawals withdrawals;
    final Holds holds;
    final Leaving leaving;

    private LeavingHouse(SyntheticHouse people, Jobs jobs, Releases releases, Evidence evidence, Kept kept) {
        this.people = people;
        this.evidence = evidence;
        this.holdVault = new HoldVault(kept.holds());
        this.outbox = new Outbox(people.database(), people.columns(), kept.messages(), people.clock());
        this.rooms = new WithdrawalRooms(
                new WithdrawalRooms.People(people.contributors(), people.rules(), people.consent(), outbox),
                new WithdrawalRooms.Recordings(
                        people.uploads(), people.custody(), jobs, new Recalls(releases, people.clock())),
                new WithdrawalRooms.OnRecord(people.provenance(), evidence.log(), people.vault()));
        this.withdrawals = new Withdrawals(rooms, people.clock());
        this.holds = new Holds(rooms, people.database(), holdVault, people.clock());
        this.leaving = new Leaving(rooms, holds, people.database(), people.clock());
    }

    /// Where messages go and the keys of holds lie.
    record Kept(Messages messages, Vault holds) {
        static Kept inMemory() {
            return new Kept(new MemoryMessages(), new MemoryVault());
        }
    }

    static LeavingHouse of(WalkingHouse walking, Kept kept) {
        return new LeavingHouse(walking.people(), walking.jobs(), walking.releases(), walking.evidence(), kept);
    }

    /// Without films.
    static LeavingHouse of(SyntheticHouse people, Jobs jobs, Evidence evidence) {
        var releases = new Releases(jobs, people.holders(), people.clock());
        return new LeavingHouse(people, jobs, releases, evidence, Kept.inMemory());
    }

    Withdrawals.Requested withdraws(ContributorId contributor, Level level) {
        return people.within(tx -> withdrawals.request(tx, contributor, level, VerifiedBy.SIGN_IN));
    }

    /// The same, and all that follows of itself.
    Withdrawal leaves(ContributorId contributor) {
        Withdrawal asked = withdraws(contributor, Level.RECALL).withdrawal();
        goesOn();
        return now(asked);
    }

    void goesOn() {
        int steps = leaving.round() + leaving.follow();
        while (steps > 0) {
            steps = leaving.round() + leaving.follow();
        }
    }

    Withdrawal now(Withdrawal withdrawal) {
        return people.within(tx -> withdrawals.find(tx, withdrawal.id())).orElseThrow();
    }

    WithdrawalState state(Withdrawal withdrawal) {
        return people.within(tx -> withdrawals.state(tx, now(withdrawal)));
    }

    LogAudit.Report audit() {
        try {
            evidence.log().commit();
            return new LogAudit(
                            people.database(),
                            people.vault(),
                            evidence.log().logs().getLast(),
                            Optional.empty())
                    .check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> rowsOf(String table) {
        return people.within(tx -> tx.sql()
                .createQuery("select cast(t as text) from " + table + " t")
                .mapTo(String.class)
                .list());
    }
}
