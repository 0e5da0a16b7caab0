package dev.firsthand.recording.lerobot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Enums hash by their place in memory, so a set of them comes out in another order at another start of the JVM.
class SameBytesTest {
    @TempDir
    Path work;

    /// Writes one set in a JVM of its own. Identity hashes are numbered as they are asked for (`-XX:hashCode=3`), so
    /// asking backwards gives another order for sure and not by chance.
    public static final class Writing {
        private Writing() {}

        public static void main(String[] arguments) throws IOException {
            List<Encoding> encodings = Arrays.asList(Encoding.values());
            (arguments[1].equals("backwards") ? encodings.reversed() : encodings).forEach(System::identityHashCode);
            SmallSet.write(Path.of(arguments[0]), 12, 7, 9);
        }
    }

    @Test
    void two_starts_of_the_program_write_the_same_bytes() throws Exception {
        var first = SmallSet.files(written("forwards"));

        assertThat(first).hasSize(8);
        assertThat(SmallSet.files(written("backwards"))).isEqualTo(first);
    }

    private Path written(String order) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(work.resolve(order));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=3",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writing.class.getName(),
                        folder.toString(),
                        order)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return folder.resolve("lerobot");
    }
}
