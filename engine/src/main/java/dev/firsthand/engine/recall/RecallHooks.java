package dev.firsthand.engine.recall;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.evidence.http.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts each notice to the program that its holder named: the signed envelope itself, which nobody else can make.
/// Tried
/// again with pauses that grow to [#PAUSE_MAX], until it is taken or the notice is answered. Redirects are not
/// followed.
public final class RecallHooks implements AutoCloseable {
    static final Duration PAUSE_FIRST = Duration.ofMinutes(1);
    static final Duration PAUSE_MAX = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(RecallHooks.class);
    private static final String CONTENT_TYPE = "application/vnd.dsse+json";
    private static final int ANSWER_BYTES_MAX = 64 << 10;
    private static final int DOUBLINGS_MAX = 12;
    private static final int AT_ONCE_MAX = 20;

    private final Database database;
    private final RecallNotices notices;
    private final HookAddresses addresses;
    private final InstantSource clock;
    private final BoundedHttp http = new BoundedHttp();

    public RecallHooks(Database database, RecallNotices notices, HookAddresses addresses, InstantSource clock) {
        this.database = database;
        this.notices = notices;
        this.addresses = addresses;
        this.clock = clock;
    }

    private record Waiting(UUID notice, HolderId holder, int tries) {}

    /// Tries what is due, a few at a time; says how many were tried. One caller at a time.
    public int round() {
        List<Waiting> due = database.inTransaction(tx -> tx.sql()
                .createQuery("""
                        select id, holder, hook_tries from recall_notice
                         where hook_due_at <= :now order by hook_due_at, id limit :max
                        """)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("max", AT_ONCE_MAX)
                .map((row, context) -> new Waiting(
                        row.getObject("id", UUID.class),
                        new HolderId(row.getObject("holder", UUID.class)),
                        row.getInt("hook_tries")))
                .list());
        due.forEach(this::deliver);
        return due.size();
    }

    private void deliver(Waiting waiting) {
        Optional<URI> hook =
                database.inTransaction(tx -> Reach.of(tx, waiting.holder()).hook());
        if (hook.isEmpty()) {
            mark(waiting, Optional.empty(), Optional.empty());
            return;
        }
        Optional<String> fault = addresses.refusal(hook.get()).or(() -> post(hook.get(), waiting));
        Instant now = clock.instant();
        if (fault.isEmpty()) {
            mark(waiting, Optional.empty(), Optional.of(now));
        } else {
            Instant again = now.plus(pause(waiting.tries()));
            LOG.warn("notice {} was not taken and is posted again at {}: {}", waiting.notice(), again, fault.get());
            mark(waiting, Optional.of(again), Optional.empty());
        }
    }

    /// Why it was not taken.
    private Optional<String> post(URI hook, Waiting waiting) {
        byte[] body = database.inTransaction(tx -> notices.find(tx, waiting.notice(), waiting.holder())
                .map(told -> notices.envelope(tx, told).bytes())
                .orElseThrow());
        HttpRequest request = HttpRequest.newBuilder(hook)
                .header("Content-Type", CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status = http.send(request, ANSWER_BYTES_MAX).statusCode();
            return status >= 200 && status < 300 ? Optional.empty() : Optional.of("status " + status);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("stopped");
        }
    }

    private void mark(Waiting waiting, Optional<Instant> due, Optional<Instant> taken) {
        database.inTransactionDo(tx -> tx.sql()
                .createUpdate("""
                        update recall_notice set hook_tries = hook_tries + 1, hook_due_at = :due,
                               hook_told_at = coalesce(hook_told_at, :taken)
                         where id = :id and hook_due_at is not null
                        """)
                .bind("id", waiting.notice())
                .bind("due", due.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("taken", taken.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .execute());
    }

    private static Duration pause(int tries) {
        Duration pause = PAUSE_FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    @Override
    public void close() {
        http.close();
    }
}
