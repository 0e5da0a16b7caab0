package dev.firsthand.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.view.Refusal;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A body that goes out slowly, to a client that reads only when it is told to.
class DownloadTest {
    private static final int BYTES = 96 << 20;

    @TempDir
    Path folder;

    private final AtomicBoolean allowed = new AtomicBoolean(true);
    private final AtomicLong seconds = new AtomicLong();
    private final LinkedBlockingQueue<Long> sent = new LinkedBlockingQueue<>();

    @Test
    void a_body_that_may_not_be_sent_any_more_is_cut_off_although_its_line_was_open() throws Exception {
        assertThat(receives(() -> allowed.set(false))).isLessThan(BYTES).isGreaterThan(0);
        assertThat(sent.poll(1, TimeUnit.MINUTES)).isLessThan(BYTES);
    }

    @Test
    void a_body_that_may_be_sent_arrives_whole_however_slowly() throws Exception {
        assertThat(receives(() -> {})).isEqualTo(BYTES);
        assertThat(sent.poll(1, TimeUnit.MINUTES)).isEqualTo(BYTES);
    }

    /// Bytes of the body that arrived, when this happened after the first.
    private long receives(Runnable event) throws Exception {
        Path file = Files.write(folder.resolve("body"), new byte[BYTES]);
        Javalin server = Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.port = 0;
            config.routes.get("/body", context -> {
                try (FileChannel bytes = FileChannel.open(file)) {
                    new Download(bytes, "video/mp4", Optional.empty(), watch(), () -> seconds.get() * 1_000_000_000L)
                            .send(context);
                }
            });
        });
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write("GET /body HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return body(socket.getInputStream(), event);
        } finally {
            server.stop();
        }
    }

    private Download.Watch watch() {
        return new Download.Watch() {
            @Override
            public void ask() {
                if (!allowed.get()) {
                    throw Refusal.conflict("copy-frozen", "Not any more.");
                }
            }

            @Override
            public void sent(long bytes) {
                sent.add(bytes);
            }
        };
    }

    private long body(InputStream in, Runnable event) throws IOException {
        while (!line(in).isEmpty()) {}
        assertThat(in.readNBytes(1000)).containsOnly(0);
        event.run();
        seconds.incrementAndGet();
        long count = 1000;
        byte[] block = new byte[1 << 16];
        for (int read = in.read(block); read > 0; read = in.read(block)) {
            count += read;
        }
        return count;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
