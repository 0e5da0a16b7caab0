package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.Usage;
import dev.firsthand.recording.mp4.MediaException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FfmpegTest {
    private static final Usage USAGE = new Usage(Duration.ofSeconds(1), Duration.ofSeconds(1), 0);

    @Test
    void a_full_disk_is_worth_another_try_and_says_nothing_of_the_video() {
        var full = new ChildOutcome.Finished(
                228, "[out#0/mp4 @ 0x1] Error writing trailer: No space left on device", USAGE);
        assertThatThrownBy(() -> Ffmpeg.requireSuccess("scrub", full))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(MediaException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void any_other_end_is_told_by_its_code_without_the_childs_words() {
        var failed = new ChildOutcome.Finished(1, "words from the file", USAGE);
        assertThatThrownBy(() -> Ffmpeg.requireSuccess("scrub", failed))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("record again")
                .hasMessageNotContaining("words");
    }
}
