package dev.firsthand.e2e;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/// Prepares through the API what a test of other people's pages needs.
final class Operator {
    static final String TASK = "Fold the laundry.";

    private final FirsthandServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Gson gson = new Gson();
    private final String token;

    Operator(FirsthandServer server) throws IOException, InterruptedException {
        this.server = server;
        String link = server.operatorLink();
        String last = link.substring(link.lastIndexOf('/') + 1);
        this.token = send("", "/api/v1/sign-ins", Map.of("link", last, "name", "Operator Example"))
                .get("token")
                .getAsString();
        send(token, "/api/v1/tasks", Map.of("sentence", TASK, "instructions", "On a table, in good light."));
    }

    String token() {
        return token;
    }

    /// The whole address of a fresh invitation for one person.
    String invitation() throws IOException, InterruptedException {
        String path = send(token, "/api/v1/invitations", Map.of()).get("link").getAsString();
        return server.address(path.startsWith("/") ? path : "/join/" + path);
    }

    private JsonObject send(String bearer, String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address(path)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(gson.toJson(body)));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.body());
        }
        return gson.fromJson(answer.body(), JsonObject.class);
    }
}
