package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.copy.CopyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFoldersTest {
    @TempDir
    Path root;

    private final CopyId copy = CopyId.random();

    @Test
    void a_copy_is_whole_on_the_disk_before_it_is_visible_and_its_name_is_on_the_disk_after() throws IOException {
        List<Path> before = new ArrayList<>();
        List<Path> after = new ArrayList<>();
        var folders = new ReleaseFolders(root, path -> (Files.exists(placed()) ? after : before).add(path));
        Path staging = staged(folders);

        folders.settle(staging);
        folders.putInPlace(staging, copy);

        assertThat(before)
                .containsExactlyInAnyOrder(
                        staging,
                        staging.resolve("manifest.json"),
                        staging.resolve("lerobot"),
                        staging.resolve("lerobot/meta"),
                        staging.resolve("lerobot/meta/info.json"));
        assertThat(before.indexOf(staging.resolve("lerobot/meta/info.json")))
                .isLessThan(before.indexOf(staging.resolve("lerobot/meta")));
        assertThat(before).last().isEqualTo(staging);
        assertThat(after).containsExactly(root);
        assertThat(placed().resolve("lerobot/meta/info.json")).hasContent("{}");
    }

    @Test
    void a_copy_that_the_disk_does_not_take_never_becomes_visible() throws IOException {
        var folders = new ReleaseFolders(root, path -> {
            if (path.endsWith("info.json")) {
                throw new IOException("the disk went away");
            }
        });
        Path staging = staged(folders);

        assertThatThrownBy(() -> folders.settle(staging)).hasMessage("the disk went away");

        assertThat(placed()).doesNotExist();
    }

    @Test
    void two_attempts_at_one_release_never_write_into_one_folder() throws IOException {
        var folders = new ReleaseFolders(root);
        Path slow = staged(folders);
        Path quick = staged(folders);
        Files.writeString(slow.resolve("manifest.json"), "half");

        folders.putInPlace(quick, copy);
        folders.discard(slow);

        assertThat(slow).isNotEqualTo(quick).doesNotExist();
        assertThat(placed().resolve("manifest.json")).hasContent("{}");
    }

    private Path placed() {
        return root.resolve(copy.value().toString());
    }

    private Path staged(ReleaseFolders folders) throws IOException {
        Path staging = folders.freshStaging(copy);
        Files.createDirectories(staging.resolve("lerobot/meta"));
        Files.writeString(staging.resolve("lerobot/meta/info.json"), "{}");
        Files.writeString(staging.resolve("manifest.json"), "{}");
        return staging;
    }
}
