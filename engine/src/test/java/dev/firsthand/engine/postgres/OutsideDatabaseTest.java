package dev.firsthand.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.Installation;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A database that somebody else runs: what it must be, and to which data folder it belongs.
class OutsideDatabaseTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String BY_BYTES = "template template0 encoding 'UTF8' locale 'C'";

    private final DataFolder data;

    OutsideDatabaseTest(@TempDir Path folder) throws IOException {
        this.data = DataFolder.open(folder);
    }

    private static DatabaseAddress fresh(String name, String how) throws SQLException {
        run("drop database if exists %s with (force)".formatted(name));
        run("create database %s %s".formatted(name, how));
        return named(name);
    }

    private static DatabaseAddress named(String name) {
        String url = DATABASE.address().jdbcUrl();
        return new DatabaseAddress(
                url.substring(0, url.lastIndexOf('/') + 1) + name,
                DATABASE.address().user(),
                DATABASE.address().password());
    }

    private static void run(String sql) throws SQLException {
        DatabaseAddress address = DATABASE.address();
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Opens it as the server does, and leaves it.
    private static void use(DataFolder data, DatabaseAddress address) throws IOException {
        Installation installation = new Installation(data);
        try (var outside = OutsideDatabase.enter(data.postgres(), address);
                var database = Database.open(address, installation.expectOutside(outside.fresh()))) {
            installation.hold(database);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://anna@db.example.org:5433/firsthand, jdbc:postgresql://db.example.org:5433/firsthand?sslmode=require",
        "postgres://anna@localhost/firsthand, jdbc:postgresql://localhost:5432/firsthand",
        "jdbc:postgresql://anna@127.0.0.1/firsthand, jdbc:postgresql://127.0.0.1:5432/firsthand",
        "postgresql://anna@db/f?sslmode=verify-full, jdbc:postgresql://db:5432/f?sslmode=verify-full"
    })
    void an_address_is_read_and_never_leaves_the_machine_in_the_open(String text, String jdbc) throws Exception {
        DatabaseAddress address = OutsideAddress.read(text, Optional.of("geheim"));
        assertThat(address).isEqualTo(new DatabaseAddress(jdbc, "anna", "geheim"));
        assertThat(address.toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:geheim@db/firsthand",
                "postgresql://anna@db/firsthand?password=geheim",
                "mysql://anna:geheim@db/firsthand",
                "postgresql://db",
                "geheim"
            })
    void an_address_with_a_password_or_without_a_name_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> OutsideAddress.read(text, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The address of the database cannot be used: ")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void every_fault_of_a_database_is_told_at_once() throws Exception {
        DatabaseAddress address = fresh("outside_faults", "template template0 encoding 'SQL_ASCII' locale 'C'");
        run("alter database outside_faults set default_transaction_read_only = on");
        run("drop role if exists outsider");
        run("create role outsider login password 'geheim'");
        var outsider = new DatabaseAddress(address.jdbcUrl(), "outsider", "geheim");
        assertThatThrownBy(() -> OutsideDatabase.enter(data.postgres(), outsider))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its encoding is SQL_ASCII")
                .hasMessageContaining("it can only be read")
                .hasMessageContaining("may not make tables");
        DatabaseAddress german =
                fresh("outside_german", "template template0 locale_provider icu icu_locale 'de' locale 'C'");
        assertThatThrownBy(() -> OutsideDatabase.enter(data.postgres(), german))
                .hasMessageContaining("sorts text by a language");
    }

    @Test
    void a_wrong_password_a_missing_database_and_a_silent_host_are_told_apart() throws Exception {
        DatabaseAddress right = DATABASE.address();
        var wrong = new DatabaseAddress(right.jdbcUrl(), right.user(), "guessed-wrongly");
        assertThatThrownBy(() -> OutsideDatabase.enter(data.postgres(), wrong))
                .hasMessageContaining("FIRSTHAND_DATABASE_PASSWORD")
                .hasMessageNotContaining("guessed-wrongly");
        assertThatThrownBy(() -> OutsideDatabase.enter(data.postgres(), named("not_there")))
                .hasMessageContaining("There is no such database");
        var silent = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/x", right.user(), right.password());
        assertThatThrownBy(() -> OutsideDatabase.enter(data.postgres(), silent))
                .hasMessageContaining("does not answer");
    }

    @Test
    void a_data_folder_and_a_database_belong_together(@TempDir Path elsewhere) throws Exception {
        DatabaseAddress one = fresh("outside_one", BY_BYTES);
        DatabaseAddress two = fresh("outside_two", BY_BYTES);
        use(data, one);
        use(data, one);

        DataFolder other = DataFolder.open(elsewhere);
        assertThatThrownBy(() -> use(other, one)).hasMessageContaining("belongs to another data folder");
        use(other, two);
        assertThatThrownBy(() -> use(data, two)).hasMessageContaining("belongs to another data folder");

        Files.writeString(data.keys().resolve("master"), "a key");
        DatabaseAddress empty = fresh("outside_empty", BY_BYTES);
        assertThatThrownBy(() -> use(data, empty)).hasMessageContaining("is empty");
        assertThatThrownBy(new Installation(data)::expectInside).hasMessageContaining("--database URL");

        Files.createDirectories(other.postgres().resolve("cluster"));
        assertThatThrownBy(() -> use(other, two)).hasMessageContaining("has its database in itself");
    }

    @Test
    void a_copy_of_a_data_folder_cannot_work_on_the_database_at_the_same_time(@TempDir Path copy) throws Exception {
        DatabaseAddress address = fresh("outside_twice", BY_BYTES);
        try (var first = OutsideDatabase.enter(data.postgres(), address)) {
            assertThat(first.fresh()).isTrue();
            assertThatThrownBy(() -> OutsideDatabase.enter(copy, address))
                    .hasMessageContaining("Another Firsthand works on this database");
            assertThatThrownBy(() -> OutsideDatabase.enter(data.postgres(), address))
                    .isInstanceOf(FolderInUseException.class);
        }
        OutsideDatabase.enter(copy, address).close();
    }
}
