package dev.firsthand.engine.message;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages that were written and are not yet delivered. A message is true with the transaction that wrote it and is
/// delivered afterwards, at least once; tried again with pauses and given up after [#GIVEN_UP_AFTER].
public final class Outbox {
    /// After how long a message is given up.
    public static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    /// How long a given-up message is told to the operator.
    public static final Duration TOLD_FOR = Duration.ofDays(14);

    static final Duration PAUSE_FIRST = Duration.ofMinutes(1);
    static final Duration PAUSE_MAX = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int DOUBLINGS_MAX = 12;
    private static final int AT_ONCE_MAX = 20;
    private static final String ADDRESS_COLUMN = "message_outbox.address";
    private static final String SUBJECT_COLUMN = "message_outbox.subject";
    private static final String BODY_COLUMN = "message_outbox.body";

    private static final String INSERT = """
            INSERT INTO message_outbox (id, person, kind, address, subject, body, state, written_at, due_at)
            VALUES (:id, :person, :kind, :address, :subject, :body, 'WAITING', :now, :now)
            """;

    private static final String DUE = """
            SELECT id, person, kind, address, subject, body, tries, written_at FROM message_outbox
             WHERE state = 'WAITING' AND due_at <= :now
             ORDER BY due_at, id
             LIMIT :limit
            """;

    private static final String END = """
            UPDATE message_outbox
               SET state = :state, ended_at = :now, tries = tries + 1, address = NULL, subject = NULL, body = NULL
             WHERE id = :id AND state = 'WAITING'
            """;

    private static final String LATER = """
            UPDATE message_outbox SET tries = tries + 1, due_at = :due WHERE id = :id AND state = 'WAITING'
            """;

    private static final String GIVEN_UP = """
            SELECT count(*) FROM message_outbox WHERE state = 'GIVEN_UP' AND ended_at > :since
            """;

    private static final String DROP = "DELETE FROM message_outbox WHERE person = :person AND state = 'WAITING'";

    private static final String WRITTEN_SINCE =
            "SELECT EXISTS (SELECT 1 FROM message_outbox WHERE person = :person AND kind = :kind AND written_at > :since)";

    private final Database database;
    private final PersonalColumns columns;
    private final Addresses addresses;
    private final Messages messages;
    private final InstantSource clock;

    public Outbox(Database database, PersonalColumns columns, Messages messages, InstantSource clock) {
        this.database = database;
        this.columns = columns;
        this.addresses = new Addresses(columns, clock);
        this.messages = messages;
        this.clock = clock;
    }

    /// Writes a message in the transaction of what it tells of. It is sealed under `person`'s key, whose end is also
    /// the end of the message: that of the person addressed, or of the member of the desk who sends it.
    public void write(Tx tx, PersonId person, MailAddress to, Message.Words words) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("person", person.value())
                .bind("kind", words.kind().name())
                .bind("address", columns.seal(person, ADDRESS_COLUMN, Personal.of(to.value())))
                .bind("subject", columns.seal(person, SUBJECT_COLUMN, words.subject()))
                .bind("body", columns.seal(person, BODY_COLUMN, words.text()))
                .bind("now", now())
                .execute();
    }

    /// The addresses that people gave us.
    public Addresses addresses() {
        return addresses;
    }

    /// Whether a message of this kind was written under this person's key within this time.
    public boolean wroteWithin(Tx tx, PersonId person, Message.Kind kind, Duration time) {
        return tx.sql()
                .createQuery(WRITTEN_SINCE)
                .bind("person", person.value())
                .bind("kind", kind.name())
                .bind("since", now().minus(time))
                .mapTo(Boolean.class)
                .one();
    }

    /// Tries what is due, a few at a time; says how many were tried. One caller at a time.
    public int deliverDue() {
        List<Waiting> due = database.inTransaction(tx -> tx.sql()
                .createQuery(DUE)
                .bind("now", now())
                .bind("limit", AT_ONCE_MAX)
                .map((rs, context) -> waiting(rs))
                .list());
        due.forEach(this::deliver);
        return due.size();
    }

    /// How many messages were given up lately; the front page of the desk says so.
    public int givenUp(Tx tx) {
        return tx.sql()
                .createQuery(GIVEN_UP)
                .bind("since", now().minus(TOLD_FOR))
                .mapTo(Integer.class)
                .one();
    }

    /// Drops what waits for a person whose data goes, also with somebody who would send it by hand.
    public void drop(Tx tx, PersonId person) {
        tx.sql()
                .createQuery("SELECT id FROM message_outbox WHERE person = :person")
                .bind("person", person.value())
                .mapTo(UUID.class)
                .list()
                .forEach(this::takeBack);
        tx.sql().createUpdate(DROP).bind("person", person.value()).execute();
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("message_outbox", "DELETE FROM message_outbox WHERE person = :person")
                .from("message_address", "DELETE FROM message_address WHERE person = :person");
    }

    private void takeBack(UUID message) {
        try {
            messages.takeBack(message);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void deliver(Waiting waiting) {
        if (waiting.message().isEmpty()) {
            end(waiting, State.GIVEN_UP, "its person's key is gone");
            return;
        }
        try {
            switch (messages.send(waiting.message().get())) {
                case SendResult.Sent() -> sent(waiting);
                case SendResult.Refused(var reason) -> end(waiting, State.GIVEN_UP, reason);
            }
        } catch (IOException fault) {
            failed(waiting, fault);
        }
    }

    /// It may have been dropped while it was on its way.
    private void sent(Waiting waiting) throws IOException {
        if (database.inTransaction(tx -> end(tx, waiting, State.SENT)) == 0) {
            messages.takeBack(waiting.id());
        }
    }

    private void failed(Waiting waiting, IOException fault) {
        Instant due = now().plus(pause(waiting.tries()));
        if (due.isAfter(waiting.writtenAt().plus(GIVEN_UP_AFTER))) {
            end(waiting, State.GIVEN_UP, String.valueOf(fault.getMessage()));
            return;
        }
        LOG.warn("message {} was not delivered and is tried again at {}: {}", waiting.id(), due, fault.getMessage());
        database.inTransactionDo(tx -> tx.sql()
                .createUpdate(LATER)
                .bind("due", due)
                .bind("id", waiting.id())
                .execute());
    }

    private void end(Waiting waiting, State state, String why) {
        LOG.warn("message {} is given up: {}", waiting.id(), why);
        database.inTransaction(tx -> end(tx, waiting, state));
    }

    private int end(Tx tx, Waiting waiting, State state) {
        return tx.sql()
                .createUpdate(END)
                .bind("state", state.name())
                .bind("now", now())
                .bind("id", waiting.id())
                .execute();
    }

    private static Duration pause(int tries) {
        Duration pause = PAUSE_FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    private enum State {
        SENT,
        GIVEN_UP
    }

    /// Without a message where the key is gone.
    private record Waiting(UUID id, Optional<Message> message, int tries, Instant writtenAt) {}

    private Waiting waiting(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Message.Kind kind = Message.Kind.valueOf(row.getString("kind"));
        var person = new PersonId(row.getObject("person", UUID.class));
        Optional<Personal<String>> subject = columns.open(person, SUBJECT_COLUMN, row.getBytes("subject"));
        Optional<Personal<String>> body = columns.open(person, BODY_COLUMN, row.getBytes("body"));
        Optional<Message> message = columns.open(person, ADDRESS_COLUMN, row.getBytes("address"))
                .flatMap(address -> subject.flatMap(line -> body.map(text -> new Message(
                        id, Personal.of(new MailAddress(address.reveal())), new Message.Words(kind, line, text)))));
        return new Waiting(
                id, message, row.getInt("tries"), row.getTimestamp("written_at").toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
