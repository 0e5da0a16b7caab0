package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The public HTTP doors of a server, as one signed-in person sees them.
public final class Doors {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PatientHttp http;
    private final ObjectMapper json;
    private final URI server;
    private final Optional<String> token;

    private Doors(PatientHttp http, ObjectMapper json, URI server, Optional<String> token) {
        this.http = http;
        this.json = json;
        this.server = server;
        this.token = token;
    }

    /// `remark` hears why nothing goes on for a while.
    public static Doors of(URI server, Consumer<String> remark) {
        return of(server, PatientHttp.telling(remark));
    }

    static Doors of(URI server, PatientHttp http) {
        return new Doors(http, new ObjectMapper(), server, Optional.empty());
    }

    public Doors as(String bearerToken) {
        return new Doors(http, json, server, Optional.of(bearerToken));
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        return answer(request);
    }

    /// Downloads one file.
    public void download(String path, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        HttpResponse<InputStream> response = http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new DoorRefused(
                        path, response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    TusClient uploads() {
        return new TusClient(http, server, token.orElseThrow());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return request;
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new DoorRefused(request.uri().getPath(), response.statusCode(), response.body());
        }
        return response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
    }
}
