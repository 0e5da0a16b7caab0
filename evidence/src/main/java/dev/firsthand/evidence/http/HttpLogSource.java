package dev.firsthand.evidence.http;

import dev.firsthand.evidence.log.LogSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/// Reads a log from where its operator serves it.
public final class HttpLogSource implements LogSource, AutoCloseable {
    /// A bundle of 256 entries of the largest size.
    private static final int FILE_BYTES_MAX = 256 * (2 + 65_535);

    private final BoundedHttp http;
    private final URI address;

    /// `address` is the prefix before `/checkpoint`, with or without its last slash.
    public HttpLogSource(URI address) {
        this(address, new BoundedHttp());
    }

    HttpLogSource(URI address, BoundedHttp http) {
        this.http = http;
        String prefix = address.toString();
        this.address = prefix.endsWith("/") ? address : URI.create(prefix + "/");
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(HttpRequest.newBuilder(address.resolve(path)).build(), FILE_BYTES_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading %s".formatted(path), e);
        }
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.body());
            case 404, 410 -> Optional.empty();
            default -> throw new IOException("%s answered %d to %s".formatted(address, answer.statusCode(), path));
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
