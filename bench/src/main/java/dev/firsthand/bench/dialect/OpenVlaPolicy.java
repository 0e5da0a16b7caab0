package dev.firsthand.bench.dialect;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.Parts;
import dev.firsthand.bench.wire.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// OpenVLA's server: one POST for each action, JSON both ways. A failure is the text `error` with status 200.
final class OpenVlaPolicy implements RobotPolicy {
    private static final int OK = 200;

    private final HttpClient client;
    private final URI address;
    private final int bytesMax;
    private final Patience patience;

    OpenVlaPolicy(HttpClient client, URI address, Limits limits) {
        this.client = client;
        this.address = address.getPath().isEmpty() ? address.resolve("/act") : address;
        bytesMax = limits.answerBytesMax();
        patience = new Patience(limits);
    }

    @Override
    public ActionChunk act(Map<?, ?> observation, int most) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonForm.text(observation)))
                .build();
        return actions(JsonForm.read(patience.answer(left -> exchange(request, left))));
    }

    private static ActionChunk actions(Object answer) {
        return switch (answer) {
            case NumpyArray array -> ActionChunk.whole(array);
            case List<?> numbers ->
                ActionChunk.whole(NumpyArray.doubles(
                        List.of(numbers.size()),
                        numbers.stream().mapToDouble(Parts::number).toArray()));
            case String text -> throw new PolicyFault(Ending.TEXT_ERROR, "the server answers `%s`".formatted(text));
            default -> throw Parts.wrong("an array of numbers");
        };
    }

    private String exchange(HttpRequest request, Duration most) {
        var task = new FutureTask<>(() -> read(client.send(request, BodyHandlers.ofInputStream())));
        Thread.ofVirtual().start(task);
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case PolicyFault fault -> fault;
                case ConnectException refused ->
                    new PolicyFault(Ending.NOT_REACHED, "%s does not answer".formatted(address));
                case null, default -> new PolicyFault(Ending.SOCKET_DROPPED, "the connection broke");
            };
        } catch (TimeoutException slow) {
            task.cancel(true);
            throw new PolicyFault(Ending.TOO_SLOW, "no answer within %d ms".formatted(most.toMillis()));
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new PolicyFault(Ending.SOCKET_DROPPED, "stopped while waiting");
        }
    }

    private String read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new PolicyFault(Ending.TOO_LARGE, "an answer is larger than %d bytes".formatted(bytesMax));
            }
            if (response.statusCode() != OK) {
                throw new PolicyFault(Ending.TEXT_ERROR, "the server answers with status " + response.statusCode());
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        // a connection is the client's own
    }
}
