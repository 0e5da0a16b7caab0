package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Somebody inside puts older states back, or writes the log anew. A witness signed a checkpoint before.
class GameDayRestoreTest extends OnGameDay {
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void an_older_state_of_database_and_folder_is_found_by_the_first_index_that_is_missing() throws IOException {
        day.restoreDatabase();
        day.restoreFolder();

        day.assertFound("older state", 272);
        assertThat(day.auditor().check().findings()).isEmpty(); // nothing in the house knows: only the witness does
    }

    @Test
    void an_older_state_that_was_written_on_is_found() throws IOException {
        day.restoreDatabase();
        day.restoreFolder();
        day.house.recorded(day.person);
        day.house.recorded(day.person);
        day.house.log.commit();

        assertThat(day.audit().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("first 288 entries", "written anew"));
    }

    @Test
    void a_witness_that_has_seen_more_stops_the_writer_and_anything_it_can_not_prove_does_not() throws IOException {
        try (var witness = WitnessServer.start(GameDay.witness(), ANYWHERE);
                var witnesses = witnesses(witness)) {
            assertThat(witnesses.round()).isEqualTo(1);
            day.house.recorded(day.person);
            assertThat(day.house.log.commit()).isPositive();
            assertThat(witnesses.round()).isEqualTo(1);

            day.restoreDatabase();
            day.restoreFolder();
            day.house.recorded(day.person);
            assertThat(day.house.log.commit()).as("nobody knows yet").isPositive();
            witnesses.round();
            SignedNote stopped = day.house.log.checkpoint();
            day.house.recorded(day.person);

            assertThatThrownBy(day.house.log::commit)
                    .isInstanceOf(LogRolledBackException.class)
                    .hasMessageContaining("firsthand log restore");
            assertThat(day.house.log.checkpoint().bytes()).isEqualTo(stopped.bytes());
            assertThat(day.house.log.counts()).isNotEmpty();
        }
    }

    @Test
    void a_server_that_starts_on_an_older_state_of_all_asks_before_it_signs() throws IOException {
        try (var witness = WitnessServer.start(GameDay.witness(), ANYWHERE)) {
            try (var before = witnesses(witness)) {
                before.round();
            }
            day.restoreDatabase();
            day.restoreFolder();
            try (var witnesses = witnesses(witness)) {
                assertThat(witnesses.haveBeenAsked())
                        .as("nothing is logged before")
                        .isFalse();

                witnesses.round();

                assertThat(witnesses.haveBeenAsked()).isTrue();
                day.house.recorded(day.person);
                assertThatThrownBy(day.house.log::commit).isInstanceOf(LogRolledBackException.class);
            }
        }
    }

    private Witnesses witnesses(WitnessServer witness) throws IOException {
        Files.writeString(
                folder.resolve(Witnesses.FILE),
                "witness union %s %s\n".formatted(GameDay.WITNESS.verifier().text(), witness.address()));
        return Witnesses.read(folder, day.house.log);
    }

    @Test
    void an_older_state_of_the_database_alone_is_found_by_each_entry_that_it_lacks() throws IOException {
        day.restoreDatabase();

        day.assertFound("older database", 272, 273, 274, 275, 276, 277, 278, 279, 280, 281, 282, 283);
    }

    @Test
    void an_older_state_of_the_folder_alone_is_found_by_each_row_beyond_it() throws IOException {
        day.restoreFolder();

        assertThat(day.audit().findings())
                .extracting(finding -> finding.index().orElseThrow())
                .containsExactly(272L, 272L, 273L, 274L, 275L, 276L, 277L, 278L, 279L, 280L, 281L, 282L, 283L);
    }

    @Test
    void a_log_that_was_written_anew_with_its_own_keys_is_found() throws IOException {
        day.superuser("delete from provenance_outbox where log_index = " + day.first);
        day.house.log.close();
        Files.move(day.house.logFolder(), folder.resolve("true"));
        day.superuser("update provenance_outbox set log_index = null");
        day.house.log.commit();

        assertThat(day.auditor().check().findings()).isEmpty();
        assertThat(day.audit().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("written anew"));
    }

    @Test
    void a_log_that_is_gone_and_a_checkpoint_of_somebody_else_are_told() throws IOException {
        var other = Sequencer.open(
                new MemoryLogFiles(),
                new LogSigner(
                        "other.example",
                        List.of(SigningKey.generate("other.example", KeyKind.ED25519, new SecureRandom())),
                        InstantSource.fixed(LoggedHouse.NOW)),
                Padding.random(List.of("att"), new SecureRandom()));
        assertThat(day.auditor().check(other.checkpoint()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("not signed by this log"));

        day.house.log.close();
        Files.move(day.house.logFolder(), folder.resolve("gone"));
        day.assertFound("no checkpoint", 0);
    }
}
