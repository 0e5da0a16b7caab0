package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.store.Database;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells open pages that something they show is other than before; `live.js` then asks for the page again. What is
/// sent holds nothing of what changed. One watcher serves all: it hears of changes from the database room as they are
/// committed, so that a desk on which nothing happens costs nothing.
///
/// Changes are gathered for two seconds, a tick. A page that shows one thing hears within a tick, those that show
/// everything at most every third; at most [#TOLD_MAX] pages hear in a tick, those first that wait longest. Where more
/// than that show everything, they hear together, every sixth tick, and share what is made for them ([SharedPages]):
/// asking again is a bounded load.
public final class Live implements AutoCloseable {
    /// How many pages may be connected at once. Each is a virtual thread that waits.
    static final int CONNECTIONS_MAX = 1_000;

    static final int TOLD_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final int PAUSE_TICKS_OF_ALL = 3;
    private static final int PAUSE_TICKS_OF_CROWD = 6;
    private static final int SUBJECTS_MAX = 10_000;

    /// So often a connection proves that both ends are there, and asks whether the sign-in still runs.
    private static final Duration BEAT = Duration.ofSeconds(20);

    private static final byte[] HELLO = bytes("retry: 3000\n\n");
    private static final byte[] NEWS = bytes("data: changed\n\n");
    private static final byte[] STILL_HERE = bytes(":\n\n");

    private final Semaphore room = new Semaphore(CONNECTIONS_MAX);
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live").factory());
    private volatile boolean closed;
    private volatile long ticks;
    private volatile boolean other;
    private volatile long version;

    public Live(Database database) {
        database.onChange(this::changed);
        var _ = watcher.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// One open page. It hears of changes to `about`, or of all where that is empty.
    private static final class Follower {
        private final Set<UUID> about;
        private final Semaphore news = new Semaphore(0);
        private boolean stale;
        private long toldAt;

        Follower(Set<UUID> about, long now) {
            this.about = Set.copyOf(about);
            this.toldAt = now;
        }

        void hear(Set<UUID> subjects) {
            boolean flood = subjects.size() >= SUBJECTS_MAX;
            stale |= flood || about.isEmpty() || !Collections.disjoint(about, subjects);
        }

        boolean showsAll() {
            return about.isEmpty();
        }

        boolean due(long now) {
            return stale && (!showsAll() || now - toldAt >= PAUSE_TICKS_OF_ALL);
        }

        void tell(long now) {
            stale = false;
            toldAt = now;
            news.release();
        }
    }

    /// Another number at the next tick after something has changed, before anybody is told of it.
    long version() {
        return version;
    }

    /// On the thread of whoever changed it: only noted. So many subjects in one tick count as everything.
    private void changed(UUID subject) {
        other = true;
        if (!followers.isEmpty() && changed.size() < SUBJECTS_MAX) {
            changed.add(subject);
        }
    }

    private void tick() {
        try {
            long now = ticks + 1;
            ticks = now;
            if (other) {
                other = false;
                version = now;
            }
            Set<UUID> subjects = Set.copyOf(changed);
            changed.removeAll(subjects);
            if (!subjects.isEmpty()) {
                followers.forEach(follower -> follower.hear(subjects));
            }
            boolean crowd = followers.stream().filter(Follower::showsAll).count() > TOLD_MAX;
            followers.stream()
                    .filter(follower -> follower.due(now) && !(crowd && follower.showsAll()))
                    .sorted(Comparator.comparingLong(follower -> follower.toldAt))
                    .limit(TOLD_MAX)
                    .forEach(follower -> follower.tell(now));
            if (crowd && now % PAUSE_TICKS_OF_CROWD == 0) {
                followers.stream()
                        .filter(follower -> follower.showsAll() && follower.stale)
                        .forEach(follower -> follower.tell(now));
            }
        } catch (RuntimeException fault) {
            LOG.warn("open pages could not be told what changed; the next tick tries again", fault);
        }
    }

    /// Keeps the connection until the browser goes, the server stops, or the sign-in by which it came has ended. On a
    /// virtual thread.
    public void follow(Context context, Set<UUID> about, BooleanSupplier stillIn) throws IOException {
        if (closed || !room.tryAcquire()) {
            throw Refusal.liveFull();
        }
        var follower = new Follower(about, ticks);
        followers.add(follower);
        try {
            // Past the frame's own stream, which would keep events back to compress them.
            context.contentType("text/event-stream; charset=utf-8");
            context.header("X-Accel-Buffering", "no");
            OutputStream out = context.res().getOutputStream();
            write(out, HELLO);
            while (!closed) {
                boolean news = follower.news.tryAcquire(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (closed || !stillIn.getAsBoolean()) {
                    return;
                }
                write(out, news ? NEWS : STILL_HERE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            followers.remove(follower);
            room.release();
        }
    }

    private static void write(OutputStream out, byte[] event) throws IOException {
        out.write(event);
        out.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Lets all connections go: browsers come back by themselves.
    @Override
    public void close() {
        closed = true;
        watcher.shutdownNow();
        followers.forEach(follower -> follower.news.release());
    }
}
