package dev.firsthand.app.tus;

import dev.firsthand.app.tus.TusWire.Answer;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// Does what a phone does: asks for the offset, sends the rest, and begins again whenever the line fails.
final class ResumingClient {
    private static final int ATTEMPTS_MAX = 2000;
    private static final int PATIENCE_MILLIS = 2500;
    private static final int PIECE_BYTES = 400_000;

    private final IntSupplier port;
    private final Map<String, String> headers;

    ResumingClient(IntSupplier port, String bearer) {
        this.port = port;
        this.headers = Map.of("Tus-Resumable", "1.0.0", "Authorization", "Bearer " + bearer);
    }

    /// The path of a new upload.
    String begin(long lengthBytes) throws IOException {
        return attempts(() -> {
            try (var wire = wire()) {
                return wire.exchange("POST", "/upload", with("Upload-Length", Long.toString(lengthBytes)), new byte[0])
                        .location();
            }
        });
    }

    void finish(String path, byte[] file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try (var wire = wire()) {
                Answer head = wire.exchange("HEAD", path, headers, new byte[0]);
                if (head.status() == 423) {
                    continue;
                }
                long offset = head.offset();
                while (offset < file.length) {
                    byte[] rest =
                            Arrays.copyOfRange(file, (int) offset, (int) Math.min(file.length, offset + PIECE_BYTES));
                    Answer answer = wire.exchange("PATCH", path, piece(offset), rest);
                    if (answer.status() != 204) {
                        break;
                    }
                    offset = answer.offset();
                }
                if (offset == file.length) {
                    return;
                }
            } catch (IOException lineFailed) {
                // begin again
            }
        }
        throw new IOException("no end after %d attempts".formatted(ATTEMPTS_MAX));
    }

    private interface Attempt {
        String run() throws IOException;
    }

    private static String attempts(Attempt attempt) throws IOException {
        for (int i = 0; ; i++) {
            try {
                return attempt.run();
            } catch (IOException lineFailed) {
                if (i == ATTEMPTS_MAX) {
                    throw lineFailed;
                }
            }
        }
    }

    private TusWire wire() throws IOException {
        var wire = new TusWire(port.getAsInt());
        wire.patience(PATIENCE_MILLIS);
        return wire;
    }

    private Map<String, String> piece(long offset) {
        var more = new HashMap<>(with("Upload-Offset", Long.toString(offset)));
        more.put("Content-Type", "application/offset+octet-stream");
        return more;
    }

    private Map<String, String> with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }
}
