package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.Erasures;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.recall.RecallCause;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.release.ContributorReleases;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Withdrawal.Reached;
import dev.firsthand.engine.withdrawal.WithdrawalRows.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every withdrawal a step further, again and again. The rows say which step is next and each can be
/// repeated, so that a killed process goes on where it was. It is no run of a job: it must not wait behind other
/// people's videos, and its clocks run for weeks.
public final class Leaving {
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
    private static final int AT_ONCE_MAX = 500;

    private final WithdrawalRooms rooms;
    private final Holds holds;
    private final Database database;
    private final InstantSource clock;

    /// Those whose next step failed last time: told once.
    private final Set<WithdrawalId> failing = ConcurrentHashMap.newKeySet();

    public Leaving(WithdrawalRooms rooms, Holds holds, Database database, InstantSource clock) {
        this.rooms = rooms;
        this.holds = holds;
        this.database = database;
        this.clock = clock;
    }

    /// Stops, calls back and erases what is due, and says how many steps that were. Called every second; one
    /// caller at a time.
    public int round() {
        int steps = cleared();
        for (WithdrawalId id : database.inTransaction(tx -> WithdrawalRows.underWay(tx, AT_ONCE_MAX))) {
            steps += step(id) ? 1 : 0;
        }
        return steps;
    }

    /// Looks what holders have reached and which days have come: nothing that hurries.
    public int follow() {
        int steps = 0;
        for (WithdrawalId id : database.inTransaction(WithdrawalRows::followed)) {
            steps += step(id) ? 1 : 0;
        }
        return steps;
    }

    private int cleared() {
        try {
            return holds.clear();
        } catch (IOException | UncheckedIOException fault) {
            LOG.warn("what a hold kept could not be destroyed yet, it is tried again", fault);
            return 0;
        }
    }

    /// False when there is nothing to do for it now.
    boolean step(WithdrawalId id) {
        Withdrawal withdrawal =
                database.inTransaction(tx -> WithdrawalRows.find(tx, id)).orElseThrow();
        try {
            boolean stepped = step(withdrawal);
            failing.remove(id);
            return stepped;
        } catch (IOException | RuntimeException fault) { // the next one must not wait for it
            if (failing.add(id)) {
                LOG.warn("withdrawal {} goes on later", id.value(), fault);
            }
            return false;
        }
    }

    private boolean step(Withdrawal withdrawal) throws IOException {
        Reached reached = withdrawal.reached();
        if (reached.frozen().isEmpty()) {
            return freeze(withdrawal);
        }
        if (withdrawal.level() != Level.RECALL) {
            return close(withdrawal);
        }
        if (reached.called().isEmpty()) {
            return call(withdrawal);
        }
        if (reached.rowsGone().isEmpty()) {
            return erase(withdrawal);
        }
        if (reached.erased().isEmpty()) {
            return destroyKey(withdrawal);
        }
        return follow(withdrawal) || destroyed(withdrawal);
    }

    /// Whoever asks for a permit is refused since the request, and copies that hold something of it are not handed
    /// out from here on; this waits for the work that had a permit before.
    private boolean freeze(Withdrawal withdrawal) {
        if (withdrawal.level() == Level.RECALL) {
            database.inTransactionDo(tx -> callBack(tx, withdrawal));
        }
        return database.inTransaction(tx -> {
            Optional<ContributorId> contributor = withdrawal.contributor();
            Set<UUID> things = contributor.isPresent() && withdrawal.level() == Level.RECALL
                    ? rooms.leaver(tx, contributor.get().person()).things()
                    : Set.of();
            var jobs = rooms.recordings().jobs();
            if (jobs.working(things)
                    || Withdrawals.BUILDING.stream().anyMatch(kind -> jobs.working(kind, withdrawal.requestedAt()))) {
                return false;
            }
            WithdrawalRows.reached(tx, withdrawal.id(), Moment.FROZEN, now());
            return true;
        });
    }

    private boolean close(Withdrawal withdrawal) {
        return database.inTransaction(tx -> reach(tx, withdrawal, Moment.CLOSED));
    }

    private boolean call(Withdrawal withdrawal) {
        ContributorId contributor = withdrawal.contributor().orElseThrow();
        return database.inTransaction(tx -> {
            holds.setByLaw(tx, contributor);
            reach(tx, withdrawal, Moment.CALLED);
            callBack(tx, withdrawal); // once more: that work may have ended in a release
            return true;
        });
    }

    private void callBack(Tx tx, Withdrawal withdrawal) {
        ContributorId contributor = withdrawal.contributor().orElseThrow();
        var cause = new RecallCause(withdrawal.id().value(), Ground.WITHDRAWAL);
        rooms.recordings().recalls().call(tx, cause, ContributorReleases.episodes(tx, contributor));
    }

    /// All rows of all rooms in one transaction, and the statement in the log that counts what went with them.
    private boolean erase(Withdrawal withdrawal) throws IOException {
        rooms.onRecord().log().commit();
        if (!eraseOthers(withdrawal.contributor().orElseThrow())) {
            return false;
        }
        try {
            return database.inTransaction(tx -> {
                Withdrawal held = WithdrawalRows.lock(tx, withdrawal.id());
                ContributorId contributor = held.contributor().orElseThrow();
                return held.reached().rowsGone().isEmpty()
                        && erase(tx, withdrawal, contributor)
                        && reach(tx, withdrawal, Moment.ROWS_GONE);
            });
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /// The others of the home go before the rows that name them: until then this step knows who they are.
    private boolean eraseOthers(ContributorId contributor) {
        Erasures erasures = rooms.onRecord().provenance().erasures();
        for (PersonId other : database.inTransaction(tx -> rooms.others(tx, contributor.person()))) {
            boolean gone = database.inTransaction(tx -> {
                boolean ready = erasures.ready(tx, other);
                if (ready) {
                    erasures.erase(tx, new Leaver(other, Set.of(other.value())), Set.of());
                }
                return ready;
            });
            if (!gone) {
                return false;
            }
            rooms.onRecord().vault().destroy(other);
        }
        return true;
    }

    private boolean erase(Tx tx, Withdrawal withdrawal, ContributorId contributor) {
        Erasures erasures = rooms.onRecord().provenance().erasures();
        if (!erasures.ready(tx, contributor.person())) {
            return false; // something was recorded just now: it is logged first
        }
        Leaver leaver = rooms.leaver(tx, contributor.person());
        Set<UUID> heads = ContributorReleases.heads(tx, contributor);
        try {
            holds.keep(tx, contributor, withdrawal.id());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        Removals.outlive(tx, contributor, now());
        rooms.doors().forEach(door -> door.erase(tx, leaver));
        erasures.erase(tx, leaver, heads);
        return true;
    }

    /// The key goes last: until then this step knows whose it is. What somebody recorded while the rows went is
    /// erased first.
    private boolean destroyKey(Withdrawal withdrawal) throws IOException {
        ContributorId contributor = withdrawal.contributor().orElseThrow();
        rooms.onRecord().log().commit();
        if (!eraseOthers(contributor)
                || !database.inTransaction(tx -> isGone(tx, contributor) || erase(tx, withdrawal, contributor))) {
            return false;
        }
        rooms.recordings().custody().clearErased();
        rooms.onRecord().vault().destroy(contributor.person());
        return database.inTransaction(tx -> {
            WithdrawalRows.forgetContributor(tx, contributor);
            return reach(tx, withdrawal, Moment.ERASED);
        });
    }

    private boolean isGone(Tx tx, ContributorId contributor) {
        return !rooms.onRecord().provenance().erasures().isOnRecord(tx, contributor.person())
                && rooms.others(tx, contributor.person()).isEmpty();
    }

    /// What the holders' side has reached, one state at a time.
    private boolean follow(Withdrawal withdrawal) {
        return database.inTransaction(tx -> {
            RecallProgress progress =
                    rooms.recordings().recalls().progress(tx, withdrawal.id().value());
            Reached reached = withdrawal.reached();
            boolean superseded = progress.superseded() >= progress.releases();
            boolean told = superseded && progress.told() >= progress.holders();
            boolean answered = told && progress.acknowledged() >= progress.holders();
            return (reached.superseded().isEmpty() && superseded && reach(tx, withdrawal, Moment.SUPERSEDED))
                    || (reached.notified().isEmpty() && told && reach(tx, withdrawal, Moment.NOTIFIED))
                    || (reached.closed().isEmpty() && answered && reach(tx, withdrawal, Moment.CLOSED));
        });
    }

    /// Only when the last backup of the key store that held the key, or that of a hold, is gone, and no copy that
    /// we gave away lies here in plain.
    private boolean destroyed(Withdrawal withdrawal) {
        if (withdrawal.reached().destroyed().isPresent()
                || withdrawal.reached().superseded().isEmpty()) {
            return false;
        }
        return database.inTransaction(tx -> {
            List<Hold> kept = holds.of(tx, withdrawal.id());
            Instant erased = withdrawal.reached().erased().orElseThrow();
            Instant last = kept.stream()
                    .map(hold -> hold.endedAt().orElse(Instant.MAX))
                    .reduce(erased, (one, other) -> one.isAfter(other) ? one : other);
            return Duration.between(last, clock.instant()).compareTo(Withdrawal.KEY_BACKUPS_KEPT) >= 0
                    && reach(tx, withdrawal, Moment.DESTROYED);
        });
    }

    private boolean reach(Tx tx, Withdrawal withdrawal, Moment moment) {
        WithdrawalRows.reached(tx, withdrawal.id(), moment, now());
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
