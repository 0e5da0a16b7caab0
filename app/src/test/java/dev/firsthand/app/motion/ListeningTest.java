package dev.firsthand.app.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.live.LiveSource;
import dev.firsthand.recording.live.LiveTake;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real datagrams over the loopback, and a writer that stands still while they come.
@Timeout(60)
class ListeningTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private DatagramSocket socket;
    private DatagramSocket sender;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sender = new DatagramSocket();
    }

    @AfterEach
    void close() {
        socket.close();
        sender.close();
    }

    @Test
    void what_comes_while_nothing_is_written_bears_the_time_at_which_it_came() throws Exception {
        int sent = 5;
        long[] before = new long[sent];
        long[] after = new long[sent];
        try (var arrivals = new Arrivals(socket, LONG, 100)) {
            for (int i = 0; i < sent; i++) {
                int waiting = i + 1;
                before[i] = System.nanoTime();
                send("datagram " + i);
                await(() -> arrivals.waiting() == waiting);
                after[i] = System.nanoTime();
            }
            for (int i = 0; i < sent; i++) {
                Arrivals.Arrival arrival = arrivals.next().orElseThrow();
                assertThat(StandardCharsets.UTF_8.decode(arrival.bytes()).toString())
                        .isEqualTo("datagram " + i);
                assertThat(arrival.nanos()).isBetween(before[i], after[i]);
            }
            assertThat(arrivals.dropped()).isZero();
        }
    }

    @Test
    void what_no_more_can_wait_is_counted_and_the_first_that_came_are_kept() throws Exception {
        try (var arrivals = new Arrivals(socket, LONG, 2)) {
            for (int i = 0; i < 5; i++) {
                int come = i + 1;
                send("datagram " + i);
                await(() -> arrivals.waiting() + arrivals.dropped() == come);
            }
            assertThat(arrivals.dropped()).isEqualTo(3);
            assertThat(text(arrivals)).isEqualTo("datagram 0");
            assertThat(text(arrivals)).isEqualTo("datagram 1");
        }
    }

    @Test
    void datagrams_that_a_standing_writer_could_not_take_are_told_in_the_course_of_the_take() throws Exception {
        try (LiveTake take = LiveTake.into(folder.resolve("take.csv"), new LiveTake.Wish(LiveSource.ROKOKO, 1, 60));
                var arrivals = new Arrivals(socket, LONG, 2)) {
            for (int i = 0; i < 50; i++) {
                send("of no suit");
            }
            await(() -> arrivals.waiting() + arrivals.dropped() == 50);

            Thread.currentThread().interrupt();
            new Listening(arrivals, take).untilTheEnd(() -> {});

            assertThat(Thread.interrupted()).isFalse();
            assertThat(take.course().dropped()).isEqualTo(48);
            assertThat(take.course().datagrams()).isEqualTo(2);
        }
    }

    private static String text(Arrivals arrivals) throws IOException, InterruptedException {
        ByteBuffer bytes = arrivals.next().orElseThrow().bytes();
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sender.send(new DatagramPacket(bytes, bytes.length, socket.getLocalSocketAddress()));
    }

    private static void await(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
