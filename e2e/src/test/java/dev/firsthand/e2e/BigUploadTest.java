package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More than 4 GiB over a phone's line that breaks. Minutes long and 10 GB large, so it runs only where it is named.
class BigUploadTest {
    private static final long BYTES = (4L << 30) + 1_000_003;
    private static final long PART_BYTES = 8L << 20;
    private static final int LINE_BYTES_PER_SECOND = 625_000; // 5 Mbit/s
    private static final int SECONDS = 40;
    private static final long GROWTH_BYTES_MAX = BYTES / 8;

    @AutoClose
    private static final House HOUSE = House.open("big-upload");

    @TempDir
    private Path folder;

    private final Phone phone = HOUSE.phone();
    private long memoryPeak;

    @Test
    void goes_on_after_a_cut_from_where_it_was_and_the_phone_never_holds_the_whole_file() throws Exception {
        Path video = Recordings.padded(Recordings.small(71).video(), folder.resolve("big.mp4"), BYTES);
        phone.joins(HOUSE.operator().invitation())
                .answersYesToAll()
                .livesAlone()
                .begins(Operator.TASK);
        long memoryBefore = HOUSE.chromium().memoryBytes();
        phone.sendsAtMost(LINE_BYTES_PER_SECOND);
        long began = System.nanoTime();
        phone.chooses(video);
        double lineSeconds = progressIsTrueAndMoves();
        long grownOnTheLine = memoryPeak - memoryBefore;

        phone.sendsAtMost(0);
        whileWatchingMemory("more than half is sent", () -> shownBytes() > BYTES / 2);
        phone.sendsAtMost(LINE_BYTES_PER_SECOND);
        long then = arrivedBytes();
        whileWatchingMemory("the part that began at full speed is through", () -> arrivedBytes() > then);
        whileWatchingMemory("a part is under way", () -> shownBytes() > arrivedBytes() + LINE_BYTES_PER_SECOND);
        phone.losesItsLine();
        phone.awaits("No connection. Waiting; nothing is lost.");
        phone.sendsAtMost(LINE_BYTES_PER_SECOND);
        progressIsTrueAndMoves();

        phone.sendsAtMost(0);
        whileWatchingMemory("all is sent", () -> phone.page().locator("#finish").count() > 0);
        double seconds = (System.nanoTime() - began) / 1e9;
        long resent = arrivedBytes() - BYTES;
        long grown = memoryPeak - memoryBefore;
        phone.finishes();
        phone.comesBackUntil("Checked.", Duration.ofMinutes(10));
        System.out.printf(
                Locale.ROOT,
                "%d bytes in %.0f s, %d of them twice; the line took %.0f s for %d s of its bytes;"
                        + " the browser grew by %.0f MB on it and by %.0f MB at full speed%n",
                BYTES,
                seconds,
                resent,
                lineSeconds,
                SECONDS,
                grownOnTheLine / 1e6,
                grown / 1e6);
        assertThat(resent).as("bytes sent again").isBetween(0L, PART_BYTES);
        assertThat(grown).as("bytes that the browser grew by").isLessThan(GROWTH_BYTES_MAX);
    }

    /// Second by second more is sent, as fast as the line can; what is shown is what arrived and the part under way.
    private double progressIsTrueAndMoves() {
        long began = System.nanoTime();
        for (int second = 0; second < SECONDS; second++) {
            long before = shownBytes();
            whileWatchingMemory("a second's bytes more", () -> shownBytes() > before + LINE_BYTES_PER_SECOND);
            long arrived = arrivedBytes();
            assertThat(shownBytes())
                    .as("bytes shown as sent, when whole parts of %d bytes have arrived", arrived)
                    .isBetween(arrived - LINE_BYTES_PER_SECOND, arrived + PART_BYTES + LINE_BYTES_PER_SECOND);
        }
        double took = (System.nanoTime() - began) / 1e9;
        assertThat(took).as("seconds for the bytes of %d", SECONDS).isGreaterThan(SECONDS * 0.8);
        return took;
    }

    private void whileWatchingMemory(String what, BooleanSupplier condition) {
        Eventually.holds(what, Duration.ofMinutes(5), () -> {
            memoryPeak = Math.max(memoryPeak, HOUSE.chromium().memoryBytes());
            return condition.getAsBoolean();
        });
    }

    private long arrivedBytes() {
        return HOUSE.server().uploadedBytes();
    }

    private long shownBytes() {
        return phone.page().evaluate("document.getElementById('progress').value") instanceof Number sent
                ? Math.round(sent.doubleValue() * BYTES)
                : 0;
    }
}
