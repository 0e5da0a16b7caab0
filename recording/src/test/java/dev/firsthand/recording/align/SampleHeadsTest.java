package dev.firsthand.recording.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Heads of real people, where `shared/samples` stands in a folder above the repository.
class SampleHeadsTest {
    @Test
    void a_phone_on_the_head_of_a_real_person_is_told_to_five_milliseconds_or_not_at_all() throws IOException {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            for (String name : new String[] {"10_01", "13_01", "fairmotion_01_01"}) {
                Path file = above.resolve("shared/samples/bvh").resolve(name + ".bvh");
                if (Files.exists(file)) {
                    tell(file);
                }
            }
        }
    }

    private static void tell(Path file) throws IOException {
        var clip = ((Motion.Body) MotionFiles.read(file)).clip();
        Turning head = Turning.of(clip, BodyPart.HEAD, Heads.SUIT).orElseThrow();
        var random = new SplittableRandom(1);
        long[] times = head.timesNanos().clone();
        double[] rates = head.ratesRadps().clone();
        for (int i = 0; i < times.length; i++) {
            times[i] += 7_654_000_000L;
            rates[i] += 0.02 * random.nextGaussian();
        }
        switch (GyroAlignment.align(head, new Turning(Heads.PHONE, times, rates))) {
            case AlignResult.Aligned told ->
                assertThat(told.alignment().offsetNanos()).isBetween(7_649_000_000L, 7_659_000_000L);
            case AlignResult.CannotTell(var code, var message) ->
                assertThat(code).isEqualTo("align-too-short");
        }
    }
}
