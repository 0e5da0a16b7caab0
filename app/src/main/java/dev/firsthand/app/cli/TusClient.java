package dev.firsthand.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// Uploads one file by tus 1.0, as a phone does: in parts, asking for the offset after a cut.
final class TusClient {
    private static final int PART_BYTES = 16 << 20;
    private static final int ATTEMPTS_MAX = 5;

    private final PatientHttp http;
    private final URI server;
    private final String token;

    TusClient(PatientHttp http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /// What became of an upload: its address, and how many bytes were sent for it, those of broken parts among them.
    record Uploaded(URI location, long sentBytes) {}

    /// Uploads `file`, breaking the first connection on purpose at `cutAfterBytes`, then goes on from where the server
    /// is.
    Uploaded uploadWithOneCut(Path file, long cutAfterBytes, LongConsumer progress)
            throws IOException, InterruptedException {
        URI location = create(Files.size(file));
        long sentBytes = cutAfterBytes;
        if (cutAfterBytes > 0) {
            sendAndBreak(location, file, cutAfterBytes);
        }
        long offset = offset(location);
        long size = Files.size(file);
        int attempts = 0;
        while (offset < size) {
            progress.accept(offset);
            int length = (int) Math.min(PART_BYTES, size - offset);
            sentBytes += length;
            try {
                offset = sendPart(location, file, offset, length);
                attempts = 0;
            } catch (IOException broken) {
                if (++attempts == ATTEMPTS_MAX) {
                    throw broken;
                }
                offset = offset(location);
            }
        }
        progress.accept(size);
        return new Uploaded(location, sentBytes);
    }

    private URI create(long size) throws IOException, InterruptedException {
        HttpRequest request = request(server.resolve("/upload"))
                .header("Upload-Length", Long.toString(size))
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new DoorRefused("/upload", response.statusCode(), response.body());
        }
        return server.resolve(response.headers().firstValue("Location").orElseThrow());
    }

    private long offset(URI location) throws IOException, InterruptedException {
        HttpRequest request =
                request(location).method("HEAD", BodyPublishers.noBody()).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new DoorRefused(location.getPath(), response.statusCode(), response.body());
        }
        return response.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    private long sendPart(URI location, Path file, long offset, int length) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(patch(location, offset, part(file, offset, length)), BodyHandlers.ofString());
        if (response.statusCode() != 204) {
            throw new DoorRefused(location.getPath(), response.statusCode(), response.body());
        }
        return response.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    /// The body ends early although more was promised: the connection breaks in the middle of the part.
    private void sendAndBreak(URI location, Path file, long cutAfterBytes) throws IOException, InterruptedException {
        BodyPublisher broken = BodyPublishers.ofInputStream(() -> new BreakingStream(open(file), cutAfterBytes));
        HttpRequest request = patch(location, 0, BodyPublishers.fromPublisher(broken, Files.size(file)));
        HttpResponse<String> early;
        try {
            early = http.send(request, BodyHandlers.ofString());
        } catch (IOException expected) {
            return;
        }
        if (early.statusCode() == PatientHttp.UNAVAILABLE) {
            return; // it took nothing; the upload goes on from the offset
        }
        throw new DoorRefused(location.getPath(), early.statusCode(), early.body());
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BodyPublisher part(Path file, long offset, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(offset);
            return BodyPublishers.ofByteArray(Channels.newInputStream(channel).readNBytes(length));
        }
    }

    private HttpRequest patch(URI location, long offset, BodyPublisher body) {
        return request(location)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", body)
                .build();
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Tus-Resumable", "1.0.0")
                .header("Authorization", "Bearer " + token);
    }
}
