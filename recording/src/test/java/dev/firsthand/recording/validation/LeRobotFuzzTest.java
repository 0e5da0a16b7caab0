package dev.firsthand.recording.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.lerobot.SmallSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the bytes of a set, the validator answers with a report.
class LeRobotFuzzTest {
    private static final int ROUNDS_PER_FILE = 16;

    @TempDir
    Path work;

    @Test
    void flipped_cut_and_swollen_bytes_end_in_a_report() throws IOException {
        Path set = SmallSet.write(work, 5, 4);
        var random = new Random(20261121);
        int named = 0;
        int rounds = 0;
        for (String name : List.copyOf(SmallSet.files(set).keySet())) {
            byte[] sound = Files.readAllBytes(set.resolve(name));
            for (int round = 0; round < ROUNDS_PER_FILE; round++) {
                Files.write(set.resolve(name), damaged(sound, random, round));
                named += LeRobotValidator.validate(set).broken().isEmpty() ? 0 : 1;
                rounds++;
            }
            Files.write(set.resolve(name), sound);
        }

        assertThat(LeRobotValidator.validate(set).broken()).isEmpty();
        // The rest changed nothing that means anything: white space, names in the footer that nobody reads, pixels.
        assertThat(named).isGreaterThan(rounds * 6 / 10);
    }

    private static byte[] damaged(byte[] sound, Random random, int round) {
        byte[] bytes = sound.clone();
        switch (round % 4) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                // The footer and its lengths lie at the end of a table, the index of a video too.
                int near = Math.min(bytes.length, 400);
                bytes[bytes.length - 1 - random.nextInt(near)] = (byte) random.nextInt();
            }
            case 2 -> {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + random.nextInt(16));
                Arrays.fill(bytes, from, to, (byte) 0xff);
            }
            default -> bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
        }
        return bytes;
    }
}
