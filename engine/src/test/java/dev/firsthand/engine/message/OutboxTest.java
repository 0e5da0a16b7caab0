package dev.firsthand.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.MovableClock;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final MailAddress ADDRESS = new MailAddress("Some.Body@example.org");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final MemoryVault vault = new MemoryVault();
    private final PersonalColumns columns = new PersonalColumns(vault);
    private final MemoryMessages arrived = new MemoryMessages();
    private final PersonId person = PersonId.random();

    private boolean down;
    private Runnable meanwhile = () -> {};
    private Database database;
    private Outbox outbox;

    @BeforeEach
    void open() {
        database = DATABASE.database();
        vault.create(person);
        database.inTransactionDo(tx -> tx.sql().execute("DELETE FROM message_outbox"));
        outbox = new Outbox(database, columns, new Interrupted(), clock);
    }

    @Test
    void what_is_dropped_is_taken_back_from_whoever_would_send_it_by_hand() {
        write();
        outbox.deliverDue();
        assertThat(arrived.sent()).hasSize(1);

        database.inTransactionDo(tx -> outbox.drop(tx, person));

        assertThat(arrived.sent()).isEmpty();
    }

    @Test
    void what_is_dropped_while_it_is_on_its_way_is_taken_back_as_well() {
        write();
        meanwhile = () -> database.inTransactionDo(tx -> outbox.drop(tx, person));

        outbox.deliverDue();

        assertThat(arrived.sent()).isEmpty();
    }

    @Test
    void a_message_is_delivered_once_and_nothing_legible_is_kept_of_it() {
        write();

        assertThat(outbox.deliverDue()).isEqualTo(1);
        assertThat(outbox.deliverDue()).isZero();

        assertThat(arrived.sent())
                .singleElement()
                .satisfies(message -> assertThat(message.to().reveal()).isEqualTo(ADDRESS));
        assertThat(sealedColumns()).isZero();
    }

    @Test
    void a_message_of_a_transaction_that_failed_was_never_written() {
        assertThatThrownBy(() -> database.inTransactionDo(tx -> {
                    outbox.write(tx, person, ADDRESS, Message.Words.of(Message.Kind.WAY_IN, "Your link", "text"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(outbox.deliverDue()).isZero();
    }

    @Test
    void a_message_is_tried_again_with_growing_pauses_until_the_server_is_back() {
        write();
        down = true;
        assertThat(outbox.deliverDue()).isEqualTo(1);
        assertThat(outbox.deliverDue()).as("in the pause").isZero();
        clock.advance(Outbox.PAUSE_FIRST);
        assertThat(outbox.deliverDue()).isEqualTo(1);
        clock.advance(Outbox.PAUSE_FIRST);
        assertThat(outbox.deliverDue()).as("the second pause is longer").isZero();
        clock.advance(Outbox.PAUSE_FIRST);
        down = false;

        assertThat(outbox.deliverDue()).isEqualTo(1);

        assertThat(arrived.sent()).hasSize(1);
        assertThat(givenUp()).isZero();
    }

    @Test
    void a_message_is_given_up_after_three_days_told_to_the_operator_and_forgotten() {
        write();
        down = true;
        for (int hours = 0; hours <= 72; hours++) {
            outbox.deliverDue();
            clock.advance(Duration.ofHours(1));
        }

        assertThat(givenUp()).isEqualTo(1);
        assertThat(sealedColumns()).isZero();
        down = false;
        assertThat(outbox.deliverDue()).isZero();
        clock.advance(Outbox.TOLD_FOR);
        assertThat(givenUp()).isZero();
    }

    @Test
    void nothing_is_sent_to_a_person_whose_key_is_gone_or_whose_messages_are_dropped() {
        write();
        vault.destroy(person);
        outbox.deliverDue();
        assertThat(givenUp()).isEqualTo(1);

        var other = PersonId.random();
        vault.create(other);
        database.inTransactionDo(
                tx -> outbox.write(tx, other, ADDRESS, Message.Words.of(Message.Kind.WAY_IN, "Your link", "text")));
        database.inTransactionDo(tx -> outbox.drop(tx, other));

        assertThat(outbox.deliverDue()).isZero();
        assertThat(arrived.sent()).isEmpty();
    }

    @Test
    void an_address_is_found_by_its_owner_and_by_itself_until_it_is_removed() {
        Addresses addresses = outbox.addresses();
        database.inTransactionDo(tx -> addresses.keep(tx, person, new MailAddress("old@example.org")));
        database.inTransactionDo(tx -> addresses.keep(tx, person, ADDRESS));

        assertThat(database.inTransaction((Tx tx) -> addresses.of(tx, person))
                        .orElseThrow()
                        .reveal())
                .isEqualTo(ADDRESS);
        assertThat(database.inTransaction((Tx tx) -> addresses.owners(tx, new MailAddress("some.body@EXAMPLE.org"))))
                .containsExactly(person);
        assertThat(database.inTransaction((Tx tx) -> addresses.owners(tx, new MailAddress("old@example.org"))))
                .isEmpty();

        database.inTransactionDo(tx -> addresses.remove(tx, person));

        assertThat(database.inTransaction((Tx tx) -> addresses.of(tx, person))).isEmpty();
        assertThat(database.inTransaction((Tx tx) -> addresses.owners(tx, ADDRESS)))
                .isEmpty();
    }

    @Test
    void a_message_about_a_decision_does_not_keep_a_link_waiting() {
        var decided = Message.Words.of(Message.Kind.DECISION, "Somebody has decided", "text");
        database.inTransactionDo(tx -> outbox.write(tx, person, ADDRESS, decided));

        assertThat(wroteLately(Message.Kind.DECISION)).isTrue();
        assertThat(wroteLately(Message.Kind.WAY_IN)).isFalse();
    }

    private boolean wroteLately(Message.Kind kind) {
        return database.inTransaction(tx -> outbox.wroteWithin(tx, person, kind, Duration.ofHours(1)));
    }

    private void write() {
        database.inTransactionDo(
                tx -> outbox.write(tx, person, ADDRESS, Message.Words.of(Message.Kind.WAY_IN, "Your link", "text")));
    }

    private int givenUp() {
        return database.inTransaction(outbox::givenUp);
    }

    private int sealedColumns() {
        return database.inTransaction(tx -> tx.sql()
                .createQuery("SELECT count(*) FROM message_outbox WHERE coalesce(address, subject, body) IS NOT NULL")
                .mapTo(Integer.class)
                .one());
    }

    /// A mail server that may be away, and on whose way something else happens.
    private final class Interrupted implements Messages {
        @Override
        public SendResult send(Message message) throws IOException {
            meanwhile.run();
            if (down) {
                throw new IOException("the mail server is away");
            }
            return arrived.send(message);
        }

        @Override
        public void takeBack(UUID message) {
            arrived.takeBack(message);
        }
    }
}
