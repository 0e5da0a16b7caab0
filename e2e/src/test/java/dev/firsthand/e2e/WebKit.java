package dev.firsthand.e2e;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// WebKit by the W3C WebDriver protocol, through the machine's `WebKitWebDriver` (Debian: webkit2gtk-driver).
final class WebKit implements AutoCloseable {
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final Path DRIVER = Path.of("/usr/bin/WebKitWebDriver");
    private static final List<Path> MINI_BROWSERS = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
            Path.of("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser"),
            Path.of("/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
            Path.of("/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gson gson = new Gson();
    private final Process driver;
    private final String address;
    private final String session;

    private WebKit(Process driver, String address, Path miniBrowser) {
        this.driver = driver;
        this.address = address;
        Eventually.holds("WebKitWebDriver answers", Duration.ofSeconds(30), this::ready);
        var options = Map.of("binary", miniBrowser.toString(), "args", List.of("--automation"));
        JsonObject made = send(
                        "POST",
                        "/session",
                        Map.of("capabilities", Map.of("alwaysMatch", Map.of("webkitgtk:browserOptions", options))))
                .getAsJsonObject();
        this.session = "/session/" + made.get("sessionId").getAsString();
        send("POST", session + "/window/rect", Map.of("x", 0, "y", 0, "width", Chromium.PHONE_WIDTH, "height", 740));
    }

    /// Whether the machine has a WebKit to drive.
    static boolean isHere() {
        return Files.isExecutable(DRIVER) && miniBrowser().isPresent();
    }

    /// Each has cookies and storage of its own.
    static WebKit open() throws IOException {
        int port = FirsthandServer.freePort();
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "webkit.log").toFile())
                .start();
        return new WebKit(driver, "http://127.0.0.1:" + port, miniBrowser().orElseThrow());
    }

    private static Optional<Path> miniBrowser() {
        return MINI_BROWSERS.stream().filter(Files::isExecutable).findFirst();
    }

    void go(String url) {
        send("POST", session + "/url", Map.of("url", url));
    }

    /// The page dies; cookies and what the browser stores stay.
    void closesThePageAndOpens(String url) {
        String fresh = send("POST", session + "/window/new", Map.of("type", "tab"))
                .getAsJsonObject()
                .get("handle")
                .getAsString();
        send("DELETE", session + "/window", Map.of());
        send("POST", session + "/window", Map.of("handle", fresh));
        go(url);
    }

    String url() {
        return send("GET", session + "/url", Map.of()).getAsString();
    }

    String text() {
        return send("GET", session + "/element/" + element("body") + "/text", Map.of())
                .getAsString();
    }

    void click(String selector) {
        send("POST", session + "/element/" + element(selector) + "/click", Map.of());
    }

    void type(String selector, String text) {
        send("POST", session + "/element/" + element(selector) + "/value", Map.of("text", text));
    }

    /// False also while a page is being left, when nobody can say what it has.
    boolean has(String selector) {
        HttpResponse<String> answer =
                exchange("POST", session + "/elements", Map.of("using", "css selector", "value", selector));
        return !(answer.statusCode() == 404 && answer.body().contains("no such frame"))
                && !value("POST", "/elements", answer).getAsJsonArray().isEmpty();
    }

    /// What a script of the page would see.
    JsonElement script(String body) {
        return send("POST", session + "/execute/sync", Map.of("script", body, "args", List.of()));
    }

    @Override
    public void close() {
        try {
            send("DELETE", session, Map.of());
        } finally {
            driver.destroy();
        }
    }

    private String element(String selector) {
        return send("POST", session + "/element", Map.of("using", "css selector", "value", selector))
                .getAsJsonObject()
                .get(ELEMENT)
                .getAsString();
    }

    private boolean ready() {
        try {
            return exchange("GET", "/status", Map.of()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private JsonElement send(String method, String path, Map<String, ?> body) {
        return value(method, path, exchange(method, path, body));
    }

    private JsonElement value(String method, String path, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError("%s %s: %s".formatted(method, path, answer.body()));
        }
        return gson.fromJson(answer.body(), JsonObject.class).get("value");
    }

    private HttpResponse<String> exchange(String method, String path, Map<String, ?> body) {
        var publisher = method.equals("POST") ? BodyPublishers.ofString(gson.toJson(body)) : BodyPublishers.noBody();
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofMinutes(1))
                            .method(method, publisher)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s: WebKit is gone".formatted(method, path), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
