package dev.firsthand.app.wiring;

import dev.firsthand.engine.consent.QuizBank;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Opens pages and sends forms as a browser does: it keeps cookies, follows redirects, and says where a form is
/// from.
final class Browser {
    static final String PASSWORD = "seven quiet herons";

    private final URI server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Browser(URI server) {
        this.server = server;
    }

    /// Holds a cookie from before.
    Browser holding(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(server, cookie);
        return this;
    }

    HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    /// Sends a form of the site itself; `fields` are names and values in turn.
    HttpResponse<String> send(String path, String... fields) throws IOException, InterruptedException {
        return sendFrom("same-origin", path, fields);
    }

    /// A contributor answers the notice as it stands; `answers` are purposes and yes or no in turn.
    HttpResponse<String> answers(String... answers) throws IOException, InterruptedException {
        return send("/me/consent", answersForm(answers));
    }

    /// The fields of such a form.
    String[] answersForm(String... answers) throws IOException, InterruptedException {
        String page = open("/me/consent").body();
        String notice = first(page, "name=\"notice\" value=\"([0-9a-f]+)\"");
        String occasion = first(page, "name=\"occasion\" value=\"([0-9a-f]+)\"");
        return Stream.concat(Stream.of("notice", notice, "occasion", occasion), Arrays.stream(answers))
                .toArray(String[]::new);
    }

    /// One answer to every point.
    HttpResponse<String> answersAll(String answer) throws IOException, InterruptedException {
        return answers(
                "capture_for_pay",
                answer,
                "quality_and_labelling",
                answer,
                "train_robot_policy",
                answer,
                "sell_to_named_buyers",
                answer,
                "biometric_template",
                answer);
    }

    /// A contributor answers the check of understanding rightly.
    HttpResponse<String> understands() throws IOException, InterruptedException {
        String page = open("/me/quiz").body();
        List<String> form = new ArrayList<>(List.of("quiz", first(page, "name=\"quiz\" value=\"([0-9a-f-]+)\"")));
        for (int question : QuizBank.shipped().questions()) {
            if (page.contains("name=\"q%d\"".formatted(question))) {
                form.add("q" + question);
                form.add(Integer.toString(QuizBank.shipped().right(question)));
            }
        }
        return send("/me/quiz", form.toArray(String[]::new));
    }

    /// A new member of the desk follows a one-time link and chooses how to come back.
    HttpResponse<String> comeIn(String link, String name, String signInName) throws IOException, InterruptedException {
        return send(link, "name", name, "sign-in-name", signInName, "password", PASSWORD);
    }

    /// A contributor says that nobody else lives there.
    void livesAlone() throws IOException, InterruptedException {
        send("/me/household", "home", "alone");
    }

    HttpResponse<String> sendFromElsewhere(String path, String... fields) throws IOException, InterruptedException {
        return sendFrom("cross-site", path, fields);
    }

    /// Sends a file and one field, as a form with a file does.
    HttpResponse<String> sendFile(String path, byte[] file, String field, String value)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value
                        + "\r\n--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"p\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// A page or a file as it comes over the wire, compressed where the server compresses.
    HttpResponse<byte[]> wire(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Accept-Encoding", "gzip")
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /// A page in the language that is asked for.
    HttpResponse<String> open(String path, String language) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Accept-Language", language)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> sendFrom(String site, String path, String... fields)
            throws IOException, InterruptedException {
        String form = Stream.iterate(0, i -> i < fields.length, i -> i + 2)
                .map(i -> encoded(fields[i]) + "=" + encoded(fields[i + 1]))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// The cookies as a script of the page sends them along.
    String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    static String first(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("no %s in this page: %s".formatted(pattern, page));
        }
        return matcher.group(1);
    }

    static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private URI address(String path) {
        return path.startsWith("http") ? URI.create(path) : URI.create(server + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
