package dev.firsthand.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Supersessions.Gone;
import dev.firsthand.engine.release.Supersessions.Superseded;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A restore puts rows back and no copies: they are in no backup.
class LostCopyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    @Test
    void a_copy_that_was_not_put_back_with_its_rows_is_recalled_all_the_same() throws IOException {
        try (WalkingHouse house = WalkingHouse.seeded(71, DATABASE.database(), folder)) {
            house.people().answers(house.people().contributor().id(), true);
            EpisodeId called = house.recordsForRelease("fold towel");
            Requested lost = house.releases("lost");
            delete(house.copy(lost));

            var cause = new RecallCause(UUID.randomUUID(), Ground.WITHDRAWAL);
            house.people().database().inTransactionDo(tx -> house.recalls().call(tx, cause, List.of(called)));
            WalkingHouse.waitFor(() -> superseded(house, lost).isPresent());

            assertThat(superseded(house, lost).orElseThrow().successor()).isEmpty();
            List<Gone> gone =
                    house.within(tx -> house.releases().supersessions().gone(tx, lost.id()));
            assertThat(gone).extracting(Gone::episode).containsExactly(called);
        }
    }

    private static Optional<Superseded> superseded(WalkingHouse house, Requested release) {
        return house.within(tx -> house.releases().supersessions().superseded(tx, release.id()));
    }

    private static void delete(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
