package dev.firsthand.evidence.http;

import dev.firsthand.evidence.log.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Reads a log from where its operator serves it.
public final class HttpLogSource implements LogSource, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// A bundle of 256 entries of the largest size.
    private static final int FILE_BYTES_MAX = 256 * (2 + 65_535);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;

    /// `address` is the prefix before `/checkpoint`, with or without its last slash.
    public HttpLogSource(URI address) {
        String prefix = address.toString();
        this.address = prefix.endsWith("/") ? address : URI.create(prefix + "/");
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return found(path, answer.statusCode(), body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading %s".formatted(path), e);
        }
    }

    private Optional<byte[]> found(String path, int status, InputStream body) throws IOException {
        if (status == 404 || status == 410) {
            return Optional.empty();
        }
        if (status != 200) {
            throw new IOException("%s answered %d to %s".formatted(address, status, path));
        }
        byte[] bytes = body.readNBytes(FILE_BYTES_MAX + 1);
        if (bytes.length > FILE_BYTES_MAX) {
            throw new IOException("%s%s has more than %d bytes".formatted(address, path, FILE_BYTES_MAX));
        }
        return Optional.of(bytes);
    }

    @Override
    public void close() {
        http.close();
    }
}
