package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes events in the transaction of the fact that they tell of, and delivers them afterwards, at least once;
/// the effects of a handler in its transaction happen exactly once.
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String INSERT = """
            INSERT INTO job_event (id, type, subject, published_at) VALUES (:id, :type, :subject, :now)
            """;
    private static final String UNDELIVERED = """
            SELECT type, subject FROM job_event WHERE id = :id AND delivered_at IS NULL FOR UPDATE
            """;
    private static final String DELIVERED = """
            UPDATE job_event SET delivered_at = :now WHERE id = :id
            """;

    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public Events(InstantSource clock) {
        this.clock = clock;
    }

    /// The event is there when the caller's transaction commits, and never was when it does not.
    public void publish(Tx tx, Event event) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", id)
                .bind("type", event.type())
                .bind("subject", event.subject())
                .bind("now", at(now))
                .execute();
        QueueName.EVENTS.put(tx, id.toString(), now);
        tx.sql().afterCommit(() -> listeners.forEach(Runnable::run));
    }

    void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    /// All handlers of the event's type and the mark of delivery, in one transaction.
    Optional<Instant> deliver(Database database, List<EventHandler> handlers, String item) {
        var id = UUID.fromString(item);
        try {
            database.inTransactionDo(tx -> undelivered(tx, id).ifPresent(event -> {
                handlers.stream()
                        .filter(handler -> handler.type().equals(event.type()))
                        .forEach(handler -> handler.on(tx, event));
                tx.sql()
                        .createUpdate(DELIVERED)
                        .bind("id", id)
                        .bind("now", at(clock.instant()))
                        .execute();
            }));
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            LOG.warn("event {} was not delivered, it is tried again:{}", id, Faults.trace(e));
            throw e;
        }
    }

    private static Optional<Event> undelivered(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(UNDELIVERED)
                .bind("id", id)
                .map((row, context) -> new Event(row.getString("type"), row.getObject("subject", UUID.class)))
                .findOne();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
