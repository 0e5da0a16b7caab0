package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.HoldVault;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever works with recordings has no way to the keys of what is held.
class HeldKeysTest {
    private static final Set<String> KEYS =
            Set.of("dev/firsthand/engine/store/HoldVault", "dev/firsthand/engine/store/HoldKey");

    @Test
    void no_room_but_withdrawal_knows_the_keys_of_holds() throws IOException, URISyntaxException {
        Path classes = Path.of(HoldVault.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> knowing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var model = ClassFile.of().parse(file);
                model.constantPool().forEach(entry -> {
                    if (entry instanceof ClassEntry named && KEYS.contains(named.asInternalName())) {
                        String name = model.thisClass().asInternalName();
                        knowing.add(name.substring(0, name.lastIndexOf('/')));
                    }
                });
            }
        }
        assertThat(knowing).containsExactly("dev/firsthand/engine/store", "dev/firsthand/engine/withdrawal");
    }
}
