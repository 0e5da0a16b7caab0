package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `motion live` hears what is sent to it over the loopback.
@Timeout(120)
class MotionLiveTest {
    private static final Pattern PORT = Pattern.compile("Listening on 127.0.0.1 port (\\d+)");

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void what_is_sent_is_told_and_written_and_what_is_broken_is_counted() throws Exception {
        Path out = folder.resolve("take.csv");
        var code = new CompletableFuture<Integer>();
        Thread listener =
                Thread.ofPlatform().start(() -> code.complete(run("vmc", "--port", "0", "--out", out.toString())));
        int port = Awaiting.until("the port", this::port);

        try (var socket = new DatagramSocket()) {
            send(socket, port, "hello".getBytes(StandardCharsets.UTF_8));
            Awaiting.until("motion in the file", () -> {
                for (int n = 0; n < 3; n++) {
                    send(socket, port, hips());
                }
                return Files.readAllLines(out).size() > 3 ? Optional.of(true) : Optional.empty();
            });
        }
        listener.interrupt();

        assertThat(code.get()).as(screen.toString(StandardCharsets.UTF_8)).isEqualTo(3);
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("1 joints", "bad datagrams: malformed 1");
        assertThat(Files.readAllLines(out).getFirst()).startsWith("time_ns,sent_ns,Hips_x_m,");
    }

    @Test
    void silence_and_wrong_words_are_told_with_what_to_do() throws Exception {
        assertThat(run("vmc", "--port", "0", "--seconds", "1")).isEqualTo(1);
        assertThat(run("vmc", "--out", "take.fbx")).isEqualTo(2);
        assertThat(run("vmc", "--fps", "0")).isEqualTo(2);
        assertThat(run("kinect")).isEqualTo(2);
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(run("vmc", "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(1);
        }
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("No motion came.", "name a file that ends in .bvh", "--fps 1 to 1000", "another port");
    }

    private int run(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "motion";
        all[1] = "live";
        System.arraycopy(words, 0, all, 2, words.length);
        return Main.run(all, new PrintStream(results, true), new PrintStream(screen, true));
    }

    private Optional<Integer> port() {
        Matcher said = PORT.matcher(screen.toString(StandardCharsets.UTF_8));
        return said.find() ? Optional.of(Integer.valueOf(said.group(1))) : Optional.empty();
    }

    private static void send(DatagramSocket socket, int port, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static byte[] hips() {
        return ByteBuffer.allocate(68)
                .put(padded("/VMC/Ext/Bone/Pos"))
                .put(padded(",sfffffff"))
                .put(padded("Hips"))
                .putFloat(0)
                .putFloat(1)
                .putFloat(0)
                .putFloat(0)
                .putFloat(0)
                .putFloat(0)
                .putFloat(1)
                .array();
    }

    private static byte[] padded(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), (text.length() + 4) / 4 * 4);
    }
}
