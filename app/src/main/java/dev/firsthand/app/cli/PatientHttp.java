package dev.firsthand.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.function.Consumer;

/// Sends requests, and sends one again that the server answered with 503: it had not done it, its database was away.
final class PatientHttp {
    static final int UNAVAILABLE = 503;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS_MAX = 120;

    private final HttpClient http;
    private final Consumer<String> remark;
    private final Duration pause;

    PatientHttp(Consumer<String> remark, Duration pause) {
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.remark = remark;
        this.pause = pause;
    }

    static PatientHttp telling(Consumer<String> remark) {
        return new PatientHttp(remark, PAUSE);
    }

    /// The last answer, whatever it is, once the server serves again or patience has ended.
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpResponse<T> response = http.send(request, handler);
        for (int attempt = 1; response.statusCode() == UNAVAILABLE && attempt < ATTEMPTS_MAX; attempt++) {
            if (attempt == 1) {
                remark.accept("The server's database is away; asking again for up to %d s."
                        .formatted(pause.multipliedBy(ATTEMPTS_MAX).toSeconds()));
            }
            if (response.body() instanceof Closeable unread) {
                unread.close();
            }
            Thread.sleep(pause); // tidy: a command line waits for a server, and asks again
            response = http.send(request, handler);
        }
        return response;
    }
}
