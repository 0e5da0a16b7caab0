package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Test
    void a_transaction_that_throws_leaves_nothing() {
        var database = DATABASE.database();
        database.inTransactionDo(tx -> tx.sql().execute("create table thing (name text)"));

        assertThatThrownBy(() -> database.inTransactionDo(tx -> {
                    tx.sql().execute("insert into thing values ('half')");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(count(database)).isZero();
        database.inTransactionDo(tx -> tx.sql().execute("insert into thing values ('whole')"));
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void an_error_shows_no_value_that_was_bound() {
        assertThatThrownBy(() -> DATABASE.database()
                        .inTransactionDo(tx -> tx.sql()
                                .createUpdate("insert into nowhere values (:secret)")
                                .bind("secret", "a person's name")
                                .execute()))
                .hasMessageContaining("nowhere")
                .hasMessageNotContaining("a person's name");
    }

    @Test
    void a_change_is_told_once_it_is_true_and_never_when_it_is_taken_back() {
        var database = DATABASE.database();
        var told = new ArrayList<UUID>();
        database.onChange(told::add);
        var kept = new UUID(1, 1);
        var takenBack = new UUID(2, 2);

        database.inTransactionDo(tx -> {
            tx.changed(kept);
            assertThat(told).as("before the commit").isEmpty();
        });
        assertThatThrownBy(() -> database.inTransactionDo(tx -> {
                    tx.changed(takenBack);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(told).containsExactly(kept);
    }

    @Test
    void the_installation_has_one_identity() {
        int rows = DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery("select count(*) from store_installation")
                        .mapTo(Integer.class)
                        .one());

        assertThat(rows).isEqualTo(1);
    }

    @Test
    void the_server_syncs_checks_pages_and_wants_a_password() {
        for (var setting : new String[][] {
            {"fsync", "on"},
            {"synchronous_commit", "on"},
            {"full_page_writes", "on"},
            {"data_checksums", "on"},
            {"password_encryption", "scram-sha-256"},
            {"listen_addresses", "127.0.0.1"},
            {"server_encoding", "UTF8"}
        }) {
            String value = DATABASE.database()
                    .inTransaction(tx -> tx.sql()
                            .createQuery("select current_setting(:name)")
                            .bind("name", setting[0])
                            .mapTo(String.class)
                            .one());
            assertThat(value).as(setting[0]).isEqualTo(setting[1]);
        }
        var stranger = new DatabaseAddress(
                DATABASE.address().jdbcUrl(), DATABASE.address().user(), "wrong");
        assertThatThrownBy(() -> Database.open(stranger))
                .hasRootCauseMessage("FATAL: password authentication failed for user \"firsthand\"");
    }

    private static int count(Database database) {
        return database.inTransaction(tx -> tx.sql()
                .createQuery("select count(*) from thing")
                .mapTo(Integer.class)
                .one());
    }
}
