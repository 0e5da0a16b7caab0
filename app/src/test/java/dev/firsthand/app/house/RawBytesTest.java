package dev.firsthand.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every look at raw bytes is a fact: the doors know of no way to sealed bytes but one that has nothing but what was
/// derived, one that records who looks, and one that asks whether that was recorded.
class RawBytesTest {
    private static final String CUSTODY = "dev/firsthand/engine/custody/";
    private static final String FILES = "dev/firsthand/engine/episode/EpisodeFiles";
    private static final Set<String> HARMLESS = Set.of("shown", "view", "viewed", "<init>", "value", "equals");

    @Test
    void no_door_opens_sealed_bytes_but_as_derived_or_as_a_recorded_look() throws IOException {
        List<String> calls = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Repository.here().at("app").resolve("target/classes"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                if (!file.toString().contains("/app/wiring/")) {
                    calls.addAll(calls(Files.readAllBytes(file)));
                }
            }
        }
        assertThat(calls).as("calls of custody").anyMatch(call -> call.endsWith("Custody.shown"));
        assertThat(calls.stream().filter(call -> !HARMLESS.contains(call.substring(call.lastIndexOf('.') + 1))))
                .isEmpty();
    }

    private static List<String> calls(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        List<String> calls = new ArrayList<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                String owner = member.owner().asInternalName();
                if (owner.startsWith(CUSTODY) || owner.equals(FILES)) {
                    calls.add("%s calls %s.%s"
                            .formatted(
                                    model.thisClass().asInternalName(),
                                    owner,
                                    member.name().stringValue()));
                }
            }
        }
        return calls;
    }
}
