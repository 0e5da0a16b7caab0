package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.cli.StageLog.Cost;
import dev.firsthand.engine.consent.QuizBank;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Walks the whole way through the public doors of a running server, one hat after the other: operator,
/// contributor, reviewer, operator, holder.
final class DemoWalk {
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final DemoOptions options;
    private final StageLog log;
    private final InstantSource clock;
    private final List<Refused> refused = new ArrayList<>();
    private final List<Refused> failed = new ArrayList<>();

    DemoWalk(DemoOptions options, StageLog log, InstantSource clock) {
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    /// A recording that did not make it, or a side-car that failed a check, and why.
    record Refused(String recording, String code, String message) {}

    /// A copy that a holder fetched, and of how many episodes it is.
    record Copy(Path folder, int episodes) {}

    /// Where the walk ended. `copies` is empty when no recording made it; of two, the second took the first one's
    /// place. `failed` are side-cars of recordings that made it.
    record Walked(List<Copy> copies, List<Refused> refused, List<Refused> failed) {
        Walked {
            copies = List.copyOf(copies);
            refused = List.copyOf(refused);
            failed = List.copyOf(failed);
        }
    }

    Walked walk(RunningServer server, List<DemoRecording> recordings) throws IOException, InterruptedException {
        Doors doors = Doors.of(server.address(), log::remark);
        Doors operator = operator(doors, server);
        JsonNode task = operator.post(
                "/api/v1/tasks",
                Map.of("sentence", options.task(), "instructions", "Do it as you always do. Keep the phone on."));
        Doors contributor = contributor(doors, operator);
        List<String> episodes = new ArrayList<>();
        for (DemoRecording recording : recordings) {
            walkRecording(contributor, operator, task.get("id").asText(), recording)
                    .ifPresent(episodes::add);
        }
        if (episodes.isEmpty()) {
            return new Walked(List.of(), refused, failed);
        }
        if (!options.withdraws()) {
            Handed handed = release(doors, operator);
            return new Walked(List.of(new Copy(handed.folder(), episodes.size())), refused, failed);
        }
        DemoRecording another = DemoRecordings.ofAnother(options, log, clock);
        if (walkRecording(contributor(doors, operator), operator, task.get("id").asText(), another)
                .isEmpty()) {
            throw new IOException("what the second contributor recorded was refused: " + refused.getLast());
        }
        Handed handed = release(doors, operator);
        var recall = new DemoRecall(operator, handed.holder(), options.out(), clock);
        Path fresh = recall.walk(contributor, episodes.getFirst(), handed.folder(), new RecallSteps(handed.holder()));
        return new Walked(List.of(new Copy(handed.folder(), episodes.size() + 1), new Copy(fresh, 1)), refused, failed);
    }

    private record Handed(Doors holder, Path folder) {}

    /// The second half waits, fetches and tells as the first does.
    private final class RecallSteps implements DemoRecall.Steps {
        private final Doors holder;
        private long began = clock.millis();

        RecallSteps(Doors holder) {
            this.holder = holder;
        }

        @Override
        public JsonNode await(String what, DemoRecall.Look look) throws IOException, InterruptedException {
            return DemoWalk.this.await(what, look::look);
        }

        @Override
        public Path download(String copy) throws IOException, InterruptedException {
            JsonNode manifest = holder.get("/copy/" + copy + "/manifest.json");
            String name = manifest.get("name").asText() + "-"
                    + manifest.get("version").asText();
            return DemoWalk.this.download(holder, copy, name);
        }

        @Override
        public void done(String stage, String words) throws IOException {
            log.done(stage, cost(began, 0), words);
            began = clock.millis();
        }
    }

    private Doors operator(Doors doors, RunningServer server) throws IOException, InterruptedException {
        String link = server.operatorLink()
                .orElseThrow(() -> new IOException("this data folder has an operator already; give another --out"));
        long began = clock.millis();
        JsonNode signIn = doors.post("/api/v1/sign-ins", Map.of("link", token(link), "name", "Demo operator"));
        log.done("operator signs in", cost(began, 0));
        return doors.as(signIn.get("token").asText());
    }

    private Doors contributor(Doors doors, Doors operator) throws IOException, InterruptedException {
        long began = clock.millis();
        JsonNode invitation = operator.post("/api/v1/invitations", Map.of());
        JsonNode joined = doors.post(
                "/api/v1/contributors",
                Map.of(
                        "invitation",
                        token(invitation.get("link").asText()),
                        "language",
                        "en",
                        "country",
                        "KE",
                        "ageReached",
                        18));
        Doors contributor = doors.as(joined.get("token").asText());
        log.done("contributor joins", cost(began, 0));

        began = clock.millis();
        JsonNode notice = contributor.get("/api/v1/me/notice");
        Map<String, Boolean> answers = new LinkedHashMap<>();
        notice.get("purposes")
                .forEach(purpose -> answers.put(purpose.get("purpose").asText(), true));
        contributor.post(
                "/api/v1/me/answers",
                Map.of("noticeDigest", notice.get("digest").asText(), "answers", answers));
        understand(contributor);
        contributor.post("/api/v1/me/household", Map.of("adults", List.of(), "children", 0));
        log.done("consent", cost(began, 0));
        return contributor;
    }

    /// The made-up contributor has read the answers.
    private static void understand(Doors contributor) throws IOException, InterruptedException {
        JsonNode quiz = contributor.post("/api/v1/me/quiz", Map.of());
        List<Integer> answers = new ArrayList<>();
        quiz.get("questions")
                .forEach(question -> answers.add(
                        QuizBank.shipped().right(question.get("number").asInt())));
        contributor.post("/api/v1/me/quiz/" + quiz.get("id").asText(), Map.of("answers", answers));
    }

    private Optional<String> walkRecording(Doors contributor, Doors operator, String task, DemoRecording recording)
            throws IOException, InterruptedException {
        JsonNode session = contributor.post("/api/v1/me/sessions", Map.of("task", task, "deviceClass", "phone"));
        String path = "/api/v1/me/sessions/" + session.get("id").asText();
        upload(contributor, path, recording);
        contributor.post(path + "/finish", Map.of());
        JsonNode state = awaitSession(contributor, path);
        logStages(state);
        if (!state.path("episode").isTextual()) {
            refuse(recording, state.get("refusal"));
            return Optional.empty();
        }
        noteFailures(recording, state.get("findings"));
        String episode = state.get("episode").asText();
        judge(contributor, operator, path, episode);
        return Optional.of(episode);
    }

    private void upload(Doors contributor, String session, DemoRecording recording)
            throws IOException, InterruptedException {
        boolean first = true;
        for (DemoRecording.Part part : recording.parts()) {
            long began = clock.millis();
            long size = Files.size(part.file());
            // The first file is cut once on purpose, so that every demo shows that a broken upload goes on.
            long cut = first && size > 1 ? size / 2 : 0;
            first = false;
            String stage = "upload " + part.role();
            TusClient.Uploaded uploaded = contributor
                    .uploads()
                    .uploadWithOneCut(part.file(), cut, offset -> log.progress(stage, offset, size));
            contributor.post(session + "/uploads", part.attachment(uploaded.location()));
            contributor.post(
                    session + "/steps",
                    Map.of(
                            "kind",
                            "UPLOADING",
                            "beganAt",
                            Instant.ofEpochMilli(began).toString(),
                            "endedAt",
                            clock.instant().toString(),
                            "bytes",
                            uploaded.sentBytes()));
            log.done(stage, cost(began, uploaded.sentBytes()));
        }
    }

    private JsonNode awaitSession(Doors contributor, String path) throws IOException, InterruptedException {
        return await("intake, checks, privacy", () -> contributor.get(path));
    }

    private JsonNode await(String what, Look look) throws IOException, InterruptedException {
        long deadline = clock.millis() + PATIENCE.toMillis();
        while (clock.millis() < deadline) {
            JsonNode state = look.look();
            if (ended(state)) {
                return state;
            }
            log.progress(
                    state.path("stage").asText(what),
                    state.path("done").asLong(),
                    state.path("total").asLong());
            Thread.sleep(BETWEEN_LOOKS); // tidy: a command line waits for a server, and asks again
        }
        throw new IOException(what + " did not end within " + PATIENCE);
    }

    /// What a run is for is true a moment before the run has written down what its last stage took, and a copy is
    /// published before its proof lies in it.
    private static boolean ended(JsonNode state) {
        String word = state.get("state").asText();
        Set<String> open = word.equals("PUBLISHED") ? Set.of("WAITING", "RUNNING") : Set.of("RUNNING");
        return !word.equals("WORKING")
                && state.path("stages")
                        .valueStream()
                        .noneMatch(stage -> open.contains(stage.path("state").asText()));
    }

    @FunctionalInterface
    private interface Look {
        JsonNode look() throws IOException, InterruptedException;
    }

    private void logStages(JsonNode state) throws IOException {
        for (JsonNode stage : state.get("stages")) {
            log.done(
                    stage.get("name").asText(),
                    new Cost(
                            Duration.ofMillis((long) (stage.get("seconds").asDouble() * 1000)),
                            OptionalDouble.of(stage.get("coreSeconds").asDouble()),
                            stage.get("bytes").asLong()));
        }
    }

    private void refuse(DemoRecording recording, JsonNode refusal) {
        refused.add(new Refused(
                recording.name(),
                refusal.path("code").asText("unknown"),
                refusal.path("message").asText("")));
    }

    private void noteFailures(DemoRecording recording, JsonNode findings) {
        for (JsonNode finding : findings) {
            if (finding.path("level").asText().equals("FAIL")) {
                String code = finding.get("code").asText();
                String advice = finding.get("advice").asText();
                recording.sideCar(code).ifPresent(file -> failed.add(new Refused(file, code, advice)));
            }
        }
    }

    private void judge(Doors contributor, Doors operator, String session, String episode)
            throws IOException, InterruptedException {
        long began = clock.millis();
        operator.post(
                "/api/v1/desk/episodes/" + episode + "/privacy",
                Map.of("answer", options.privacyAnswer(), "visible", List.of()));
        log.done("privacy answer", cost(began, 0));
        began = clock.millis();
        operator.post("/api/v1/desk/episodes/" + episode + "/review", Map.of("whole", true));
        log.done("review", cost(began, 0));
        began = clock.millis();
        contributor.post(session + "/label", Map.of("outcome", options.outcome()));
        log.done("label", cost(began, 0));
    }

    private Handed release(Doors doors, Doors operator) throws IOException, InterruptedException {
        JsonNode holder = operator.post(
                "/api/v1/holders",
                Map.of("legalName", "Demo holder", "country", "KE", "purpose", "to look at the demo", "own", true));
        JsonNode release = operator.post(
                "/api/v1/releases",
                Map.of(
                        "name", "demo",
                        "kind", options.releaseKind(),
                        "holder", holder.get("id").asText()));
        String path = "/api/v1/releases/" + release.get("id").asText();
        JsonNode state = await("release", () -> operator.get(path));
        logStages(state);
        if (!"PUBLISHED".equals(state.get("state").asText())) {
            throw new IOException("the release was not published: " + state.path("refusal"));
        }
        Doors own = doors.as(holder.get("token").asText());
        String name = state.get("name").asText() + "-" + state.get("version").asText();
        return new Handed(own, download(own, state.get("copy").asText(), name));
    }

    private Path download(Doors holder, String id, String name) throws IOException, InterruptedException {
        long began = clock.millis();
        Path folder = options.out().resolve("release").resolve(name);
        String copy = "/copy/" + id + "/";
        JsonNode files = holder.get(copy).get("files");
        long all = files.valueStream()
                .mapToLong(file -> file.get("sizeBytes").asLong())
                .sum();
        long bytes = 0;
        for (JsonNode file : files) {
            String path = file.get("path").asText();
            Path target = folder.resolve(path).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("the server names a file outside the release: " + path);
            }
            holder.download(copy + path, target);
            bytes += file.get("sizeBytes").asLong();
            log.progress("download", bytes, all);
        }
        log.done("download", cost(began, bytes));
        return folder;
    }

    private Cost cost(long beganMillis, long bytes) {
        return Cost.uncounted(Duration.ofMillis(clock.millis() - beganMillis), bytes);
    }

    private static String token(String link) {
        return URI.create(link).getPath().replaceFirst(".*/", "");
    }
}
