package dev.firsthand.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import dev.firsthand.engine.consent.QuizBank;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people around one server: an operator who published a task, and who they invite. Tokens outlive the
/// server, so people go on after a restart.
final class People {
    static final String TASK_SENTENCE = "Fold the quilted towel on the table.";
    static final String OPERATOR_NAME = "Operator Quillfeather";

    private final URI server;
    private final String operatorToken;
    private final String task;

    private People(URI server, String operatorToken, String task) {
        this.server = server;
        this.operatorToken = operatorToken;
        this.task = task;
    }

    static People first(URI server, String operatorLink) throws IOException, InterruptedException {
        Knock anybody = Knock.at(server);
        String token = anybody.post("/api/v1/sign-ins", Map.of("link", lastPart(operatorLink), "name", OPERATOR_NAME))
                .granted()
                .get("token")
                .asText();
        JsonNode task = anybody.as(token)
                .post("/api/v1/tasks", Map.of("sentence", TASK_SENTENCE, "instructions", "As you always do."))
                .granted();
        return new People(server, token, task.get("id").asText());
    }

    Knock anybody() {
        return Knock.at(server);
    }

    Knock operator() {
        return anybody().as(operatorToken);
    }

    String task() {
        return task;
    }

    /// A new member of the desk with this role, who came by a link.
    Knock member(String role) throws IOException, InterruptedException {
        return anybody()
                .as(anybody()
                        .post("/api/v1/sign-ins", Map.of("link", lastPart(memberLink(role)), "name", "Somebody"))
                        .granted()
                        .get("token")
                        .asText());
    }

    /// The link for a new member of the desk with this role.
    String memberLink(String role) throws IOException, InterruptedException {
        return Browser.first(
                operatorsBrowser().send("/desk/members", "role", role).body(),
                "<code>(http[^<]+/sign-in/[^<]+)</code>");
    }

    /// One that nobody signed in with.
    Browser browser() {
        return new Browser(server);
    }

    /// That of somebody who was invited and joined, and said nothing yet.
    Browser joined() throws IOException, InterruptedException {
        Browser phone = browser();
        phone.send(invitationLink(), "language", "en", "country", "KE", "adult", "18");
        return phone;
    }

    Browser operatorsBrowser() {
        return browser().holding("firsthand-desk", operatorToken);
    }

    /// That of a new reviewer, who came by a link and can come back by a password.
    Browser reviewersBrowser() throws IOException, InterruptedException {
        Browser reviewer = browser();
        reviewer.comeIn(memberLink("REVIEWER"), "Reviewer Quillfeather", "quillfeather");
        return reviewer;
    }

    URI address() {
        return server;
    }

    int port() {
        return server.getPort();
    }

    String operatorToken() {
        return operatorToken;
    }

    /// The token of somebody who was invited and joined, and said nothing yet.
    String join() throws IOException, InterruptedException {
        return anybody()
                .post("/api/v1/contributors", joinForm(lastPart(invitationLink())))
                .granted()
                .get("token")
                .asText();
    }

    /// The path of a fresh invitation for one person.
    String invitationLink() throws IOException, InterruptedException {
        return operator()
                .post("/api/v1/invitations", Map.of())
                .granted()
                .get("link")
                .asText();
    }

    static Map<String, Object> joinForm(String invitation) {
        return Map.of("invitation", invitation, "language", "en", "country", "KE", "ageReached", 18);
    }

    /// Somebody who joined, said yes to everything and lives alone.
    Knock contributor() throws IOException, InterruptedException {
        return consenting(join());
    }

    /// Whoever carries this token, after saying yes to everything and that nobody else lives there.
    Knock consenting(String token) throws IOException, InterruptedException {
        Knock contributor = anybody().as(token);
        JsonNode notice = contributor.get("/api/v1/me/notice").granted();
        Map<String, Boolean> answers = new LinkedHashMap<>();
        notice.get("purposes")
                .forEach(purpose -> answers.put(purpose.get("purpose").asText(), true));
        contributor
                .post(
                        "/api/v1/me/answers",
                        Map.of("noticeDigest", notice.get("digest").asText(), "answers", answers))
                .granted();
        understand(contributor);
        contributor
                .post("/api/v1/me/household", Map.of("adults", List.of(), "children", 0))
                .granted();
        return contributor;
    }

    /// Answers the check of understanding rightly.
    static void understand(Knock contributor) throws IOException, InterruptedException {
        JsonNode quiz = contributor.post("/api/v1/me/quiz", Map.of()).granted();
        List<Integer> answers = new ArrayList<>();
        quiz.get("questions")
                .forEach(question -> answers.add(
                        QuizBank.shipped().right(question.get("number").asInt())));
        contributor
                .post("/api/v1/me/quiz/" + quiz.get("id").asText(), Map.of("answers", answers))
                .granted();
    }

    /// A new session of this contributor: its path.
    String session(Knock contributor) throws IOException, InterruptedException {
        JsonNode session = contributor
                .post("/api/v1/me/sessions", Map.of("task", task, "deviceClass", "phone"))
                .granted();
        return "/api/v1/me/sessions/" + session.get("id").asText();
    }

    /// Uploads a video into a new session and finishes it: the session's path.
    String record(Knock contributor, byte[] video) throws IOException, InterruptedException {
        String session = session(contributor);
        attach(contributor, session, contributor.upload(video), "VIDEO").granted();
        contributor.post(session + "/finish", Map.of()).granted();
        return session;
    }

    Answer attach(Knock contributor, String session, String upload, String role)
            throws IOException, InterruptedException {
        return contributor.post(session + "/uploads", Map.of("upload", lastPart(upload), "role", role));
    }

    /// What became of a finished session.
    static JsonNode awaitEnd(Knock knock, String path) throws IOException, InterruptedException {
        return Awaiting.until("the end of " + path, () -> {
            JsonNode state = knock.get(path).granted();
            return "WORKING".equals(state.get("state").asText()) ? Optional.empty() : Optional.of(state);
        });
    }

    /// Lets a session's episode pass the desk.
    void judge(Knock contributor, String session, String episode) throws IOException, InterruptedException {
        String desk = "/api/v1/desk/episodes/" + episode;
        operator()
                .post(desk + "/privacy", Map.of("answer", "NOTHING_VISIBLE", "visible", List.of()))
                .granted();
        operator().post(desk + "/review", Map.of("whole", true)).granted();
        contributor.post(session + "/label", Map.of("outcome", "SUCCESS")).granted();
    }

    /// A holder, with the token that is the holder's own.
    record HolderAccount(String id, String token) {}

    HolderAccount holder(String legalName, boolean own) throws IOException, InterruptedException {
        JsonNode holder = operator()
                .post(
                        "/api/v1/holders",
                        Map.of("legalName", legalName, "country", "KE", "purpose", "to train a robot", "own", own))
                .granted();
        return new HolderAccount(holder.get("id").asText(), holder.get("token").asText());
    }

    /// Asks for a release: its path.
    String requestRelease(String name, HolderAccount holder) throws IOException, InterruptedException {
        JsonNode release = operator()
                .post("/api/v1/releases", Map.of("name", name, "kind", "STANDARD", "holder", holder.id()))
                .granted();
        return "/api/v1/releases/" + release.get("id").asText();
    }

    static String lastPart(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
