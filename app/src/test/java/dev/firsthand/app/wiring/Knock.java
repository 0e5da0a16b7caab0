package dev.firsthand.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Knocks at the doors of a server as one person. Every status is an answer; nothing is thrown for a refusal.
final class Knock {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final Map<String, String> identity;
    private final HttpClient http;

    private Knock(URI server, Map<String, String> identity, HttpClient http) {
        this.server = server;
        this.identity = identity;
        this.http = http;
    }

    static Knock at(URI server) {
        return new Knock(server, Map.of(), HTTP);
    }

    /// At a server whose certificate nobody vouches for, but this file.
    static Knock believing(URI server, Path certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        if (certificate.toString().endsWith(".p12")) {
            KeyStore kept = KeyStore.getInstance(certificate.toFile(), "in-memory".toCharArray());
            trusted.setCertificateEntry("server", kept.getCertificate("firsthand"));
        } else {
            try (InputStream in = Files.newInputStream(certificate)) {
                trusted.setCertificateEntry(
                        "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new Knock(
                server, Map.of(), HttpClient.newBuilder().sslContext(context).build());
    }

    Knock as(String bearerToken) {
        return sending(Map.of("Authorization", "Bearer " + bearerToken));
    }

    /// The same with more headers on each request.
    Knock sending(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(identity);
        all.putAll(headers);
        return new Knock(server, all, http);
    }

    /// A form of a page, as it is.
    Answer form(String path, String fields, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(fields)));
    }

    /// The same token as a header and as a cookie: to every door in the form that it looks for.
    Knock everywhere(String cookie) {
        String token = String.valueOf(identity.get("Authorization")).substring("Bearer ".length());
        return new Knock(
                server,
                Map.of(
                        "Authorization",
                        "Bearer " + token,
                        "Cookie",
                        cookie + "=" + token,
                        "Sec-Fetch-Site",
                        "same-origin"),
                http);
    }

    /// As the script of a page in a browser that holds these cookies.
    Knock with(String cookies) {
        return sending(Map.of("Cookie", cookies, "Sec-Fetch-Site", "same-origin"));
    }

    /// What came back. `text` is the body as it came.
    record Answer(int status, HttpHeaders headers, String text) {
        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        /// Status and code of a refusal, such as `404 not-found`.
        String refusal() throws IOException {
            return status + " " + json().path("code").asText("(no code)");
        }

        /// The body of an answer that has to be a yes.
        JsonNode granted() throws IOException {
            if (status >= 300) {
                throw new AssertionError("refused: %d %s".formatted(status, text));
            }
            return text.isEmpty() ? JSON.nullNode() : json();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return post(path, JSON.writeValueAsBytes(body));
    }

    Answer post(String path, byte[] body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    Answer send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /// A body as bytes, with headers of the caller's choice.
    HttpResponse<byte[]> bytes(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    Path download(String path, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        var response = http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        "refused: %s %s".formatted(path, new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
            Files.copy(body, file);
        }
        return file;
    }

    /// Begins an upload of so many bytes.
    Answer beginUpload(long bytes) throws IOException, InterruptedException {
        return send(tus("/upload").header("Upload-Length", Long.toString(bytes)).POST(BodyPublishers.noBody()));
    }

    /// How many bytes of an upload are safe.
    long offset(String location) throws IOException, InterruptedException {
        Answer answer = send(tus(location).method("HEAD", BodyPublishers.noBody()));
        return answer.headers().firstValueAsLong("Upload-Offset").orElseThrow(() -> new AssertionError(answer));
    }

    Answer patch(String location, long offset, byte[] bytes) throws IOException, InterruptedException {
        return send(tus(location)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    /// As above, from a stream that may do things while it is read.
    Answer patch(String location, long offset, long bytes, InputStream stream)
            throws IOException, InterruptedException {
        return send(tus(location)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> stream), bytes)));
    }

    Answer deleteUpload(String location) throws IOException, InterruptedException {
        return send(tus(location).DELETE());
    }

    /// Uploads all of a file; the address of the upload.
    String upload(byte[] bytes) throws IOException, InterruptedException {
        Answer begun = beginUpload(bytes.length);
        if (begun.status() != 201) {
            throw new AssertionError(begun);
        }
        String location =
                URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
        if (bytes.length > 0) {
            Answer sent = patch(location, 0, bytes);
            if (sent.status() != 204) {
                throw new AssertionError(sent);
            }
        }
        return location;
    }

    private HttpRequest.Builder tus(String path) {
        return request(path).header("Tus-Resumable", "1.0.0");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
        identity.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
