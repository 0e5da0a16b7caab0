package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.publiclog.LogAudit;
import dev.firsthand.engine.store.ChildJvm;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledWithdrawalTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    /// After the request; frozen; called back; before the key of who lives there is destroyed; rows gone; before the
    /// person's own is; erased.
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "key-1", "3", "key-2", "4"})
    void killed_in_any_state_a_withdrawal_goes_on_to_its_end(String steps) throws IOException {
        var address = DATABASE.address();
        int keysBefore = files("keys/persons").size();
        UUID person;
        UUID withdrawal;
        try (var child = ChildJvm.start(
                LeavingProgram.class,
                address.jdbcUrl(),
                address.user(),
                address.password(),
                folder.toString(),
                steps)) {
            person = UUID.fromString(child.line());
            withdrawal = UUID.fromString(child.line());
            assertThat(child.line()).isEqualTo("reached");
            child.kill();
        }
        try (var house = new DurableHouse(DATABASE.database(), folder, UnaryOperator.identity())) {
            int did = house.leaving.round() + house.leaving.follow();
            while (did > 0) {
                did = house.leaving.round() + house.leaving.follow();
            }
            Withdrawal ended = house.database
                    .inTransaction(tx -> house.withdrawals.find(tx, new WithdrawalId(withdrawal)))
                    .orElseThrow();
            assertThat(ended.reached().erased()).isPresent();
            assertThat(ended.reached().closed()).isPresent();
            assertThat(ended.contributor()).isEmpty();
            assertThat(folder.resolve("keys/persons/" + person)).doesNotExist();
            assertThat(files("keys/persons")).as("but that of the operator").hasSize(keysBefore + 1);
            assertThat(rowsAbout(person)).isEmpty();
            assertThat(files("blobs")).isEmpty();
            house.evidence.log().commit();
            assertThat(new LogAudit(
                                    house.database,
                                    house.vault,
                                    house.evidence.log().logs().getLast(),
                                    Optional.empty())
                            .check()
                            .findings())
                    .isEmpty();
        }
    }

    private static List<String> rowsAbout(UUID person) {
        return DATABASE.database()
                .inTransaction(tx -> Stream.of(
                                "contributor",
                                "consent_grant",
                                "custody_object",
                                "message_address",
                                "provenance_entry",
                                "household_resident")
                        .flatMap(table -> tx
                                .sql()
                                .createQuery("select cast(t as text) from " + table + " t")
                                .mapTo(String.class)
                                .list()
                                .stream())
                        .filter(row -> row.contains(person.toString()))
                        .toList());
    }

    private static List<Path> files(String below) throws IOException {
        Path root = Files.createDirectories(folder.resolve(below));
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
