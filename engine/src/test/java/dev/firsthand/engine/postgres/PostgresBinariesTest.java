package dev.firsthand.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @Test
    void a_user_without_a_home_gets_the_programs_beside_the_data(@TempDir Path folder) throws Exception {
        Path noHome = Files.writeString(folder.resolve("no-home"), "").resolve(".cache/firsthand");
        Path beside = folder.resolve("programs");

        var programs = PostgresBinaries.unpackedIn(noHome, beside);

        assertThat(programs.folder()).startsWith(beside);
        assertThat(programs.postgres()).isExecutable();
    }
}
