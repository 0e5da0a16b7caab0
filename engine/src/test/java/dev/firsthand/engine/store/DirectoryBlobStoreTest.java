package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DirectoryBlobStoreTest extends BlobStoreContract {
    @Override
    BlobStore openStore(Path root) throws IOException {
        return DirectoryBlobStore.open(root);
    }

    @Test
    void files_and_folders_are_private_and_erasing_leaves_none() throws IOException {
        var blobs = openStore(folder.resolve("private"));
        var draft = blobs.draft();
        draft.publish();

        try (var files = Files.walk(folder.resolve("private"))) {
            for (var file : files.toList()) {
                var expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(expected);
            }
        }
        blobs.erase(draft.key());
        try (var files = Files.walk(folder.resolve("private"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void killed_at_any_moment_nothing_acknowledged_is_lost() throws Exception {
        var root = folder.resolve("crash");
        var keyHex = HexFormat.of().formatHex(Secrets.random(32));
        var name = "new";
        long acknowledged = 0;
        for (int round = 0; round < 3; round++) {
            try (var child = ChildJvm.start(AppendingProgram.class, root.toString(), name, keyHex)) {
                name = child.line();
                assertThat(Long.parseLong(child.line())).isGreaterThanOrEqualTo(acknowledged);
                for (int i = 0; i < 10 + round; i++) {
                    acknowledged = Long.parseLong(child.line());
                }
            }
        }

        var blobs = DirectoryBlobStore.open(root);
        var key = new ObjectKey(HexFormat.of().parseHex(keyHex));
        assertThat(blobs.drafts()).containsExactly(new BlobKey(name));
        try (var writer = SealedWriter.resume(blobs.resume(new BlobKey(name)), key, AppendingProgram.OBJECT)) {
            assertThat(writer.size()).isGreaterThanOrEqualTo(acknowledged);
            writer.publish();
        }
        try (var reader = new SealedReader(blobs.open(new BlobKey(name)).orElseThrow(), key, AppendingProgram.OBJECT)) {
            int size = Math.toIntExact(reader.size());
            assertThat(reader.stream().readAllBytes()).isEqualTo(AppendingProgram.expected(0, size));
        }
    }
}
