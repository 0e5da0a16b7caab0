package dev.firsthand.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyArchiveTest {
    private static final String DEEP = "lerobot/videos/" + "observation.images.head/".repeat(4) + "file-000.mp4";

    @TempDir
    Path folder;

    private CopyFiles copy;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(11);
        for (String path : List.of("README.md", "mcap/episode-000000.mcap", "empty", DEEP)) {
            Path file = folder.resolve("copy").resolve(path);
            Files.createDirectories(file.getParent());
            byte[] bytes = new byte[path.equals("empty") ? 0 : random.nextInt(3_000)];
            random.nextBytes(bytes);
            Files.write(file, bytes);
        }
        Files.write(folder.resolve("copy/block"), new byte[512]);
        List<String> sums = new ArrayList<>();
        for (var file : FileDigests.of(folder.resolve("copy"))) {
            sums.add(file.sha256() + "  " + file.path());
        }
        Files.write(folder.resolve("copy/SHA256SUMS"), sums);
        copy = new CopyShelf().files(CopyId.random(), folder.resolve("copy"), "towels-1.0.0");
    }

    @Test
    void tar_takes_it_apart_into_the_very_files_of_the_copy() throws Exception {
        Files.write(folder.resolve("all.tar"), whole());

        Process tar = new ProcessBuilder("tar", "-xf", "all.tar")
                .directory(folder.toFile())
                .inheritIO()
                .start();

        assertThat(tar.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(tar.exitValue()).isZero();
        assertThat(FileDigests.of(folder.resolve("towels-1.0.0"))).isEqualTo(copy.files());
    }

    @Test
    void from_any_place_on_it_is_the_rest_of_the_same_bytes() throws IOException {
        byte[] whole = whole();
        assertThat(whole).hasSize((int) copy.archive().size());
        for (int from = 0; from <= whole.length; from += 97) {
            assertThat(read(from)).as("from %d", from).isEqualTo(Arrays.copyOfRange(whole, from, whole.length));
        }
    }

    @Test
    void a_file_that_became_shorter_ends_the_archive_with_a_fault_and_not_with_other_bytes() throws IOException {
        Files.write(folder.resolve("copy/block"), new byte[10]);

        assertThatThrownBy(this::whole).isInstanceOf(IOException.class).hasMessageContaining("block");
    }

    @Test
    void another_name_is_another_archive() throws IOException {
        CopyFiles renamed = new CopyShelf().files(CopyId.random(), copy.folder(), "towels-1.1.0");

        assertThat(renamed.archiveDigest()).isNotEqualTo(copy.archiveDigest()).hasSize(64);
    }

    @Test
    void a_file_of_eight_gibibytes_has_its_size_in_base_256() {
        byte[] header = new TarHeader("a", (8L << 30) + 5).bytes();

        assertThat(header[124]).isEqualTo((byte) 0x80);
        assertThat(ByteBuffer.wrap(header, 128, 8).getLong()).isEqualTo((8L << 30) + 5);
        assertThat(new String(new TarHeader("a", 511).bytes(), 124, 11, StandardCharsets.US_ASCII))
                .isEqualTo("00000000777");
    }

    private byte[] whole() throws IOException {
        return read(0);
    }

    private byte[] read(long from) throws IOException {
        try (SeekableByteChannel archive = copy.archive()) {
            archive.position(from);
            ByteBuffer bytes = ByteBuffer.allocate((int) (archive.size() - from));
            while (bytes.hasRemaining() && archive.read(bytes) >= 0) {
                assertThat(bytes.position()).isPositive();
            }
            assertThat(archive.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            return bytes.array();
        }
    }
}
