package dev.firsthand.engine.upload;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many small changes in one transaction: while one group is being committed, the next gathers; whoever comes to the
/// lock first commits for all that wait. A commit costs one sync of the database's log however many share it.
///
/// A change may run twice: when a group fails, each of its changes is tried alone, so that one cannot spoil the
/// others.
final class GroupCommit {
    private static final int GROUP_MAX = 64;

    private final Database database;
    private final Queue<Entry<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    GroupCommit(Database database) {
        this.database = database;
    }

    /// Returns when the change is durable, with what it returned; throws what it threw.
    <T> T commit(Function<Tx, T> change) {
        var entry = new Entry<>(change);
        waiting.add(entry);
        turn.lock();
        try {
            while (!entry.settled) {
                commitGroup(next());
            }
        } finally {
            turn.unlock();
        }
        return entry.outcome();
    }

    private List<Entry<?>> next() {
        List<Entry<?>> group = new ArrayList<>();
        for (Entry<?> entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            group.add(entry);
            if (group.size() == GROUP_MAX) {
                break;
            }
        }
        return group;
    }

    private void commitGroup(List<Entry<?>> group) {
        if (group.size() > 1) {
            try {
                database.inTransactionDo(tx -> group.forEach(entry -> entry.run(tx)));
                group.forEach(Entry::settle);
                return;
            } catch (RuntimeException spoilt) {
                // Which change failed is found below, where each runs alone.
            }
        }
        group.forEach(entry -> entry.commitAlone(database));
    }

    private static final class Entry<T> {
        private final Function<Tx, T> change;
        private @Nullable T result;
        private @Nullable RuntimeException failure;
        private boolean settled;

        Entry(Function<Tx, T> change) {
            this.change = change;
        }

        void run(Tx tx) {
            result = change.apply(tx);
        }

        void settle() {
            settled = true;
        }

        void commitAlone(Database database) {
            try {
                database.inTransactionDo(this::run);
            } catch (RuntimeException e) {
                failure = e;
            }
            settled = true;
        }

        T outcome() {
            if (failure != null) {
                throw failure;
            }
            if (result == null) {
                throw new IllegalStateException("a change of a group must return something");
            }
            return result;
        }
    }
}
