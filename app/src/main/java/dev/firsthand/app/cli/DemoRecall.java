package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.recall.RecallAnswer;
import dev.firsthand.engine.recall.RecallAnswer.Deed;
import dev.firsthand.engine.recall.RecallAnswer.Deeds;
import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.VerifyProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The second half of the demo: somebody withdraws, and the release that a holder has is taken back.
final class DemoRecall {
    private final Doors operator;
    private final Doors holder;
    private final Path out;
    private final InstantSource clock;

    DemoRecall(Doors operator, Doors holder, Path out, InstantSource clock) {
        this.operator = operator;
        this.holder = holder;
        this.out = out;
        this.clock = clock;
    }

    /// What must be waited for, and what is told on the way.
    interface Steps {
        JsonNode await(String what, Look look) throws IOException, InterruptedException;

        Path download(String copy) throws IOException, InterruptedException;

        void done(String stage) throws IOException;
    }

    /// Asks once; a state that is not WORKING has ended.
    @FunctionalInterface
    interface Look {
        JsonNode look() throws IOException, InterruptedException;
    }

    /// Gives the folder of the copy that took the place of the old one.
    Path walk(Doors contributor, String episode, Steps steps) throws IOException, InterruptedException {
        contributor.post("/api/v1/me/withdrawals", Map.of("purpose", Purpose.TRAIN_ROBOT_POLICY.wireName()));
        String cause = operator.post("/api/v1/recalls", Map.of("ground", "WITHDRAWAL", "episodes", List.of(episode)))
                .get("cause")
                .asText();
        steps.done("contributor withdraws");
        steps.await("the release is superseded", () -> ended(cause, "told"));
        steps.done("release superseded");
        JsonNode told = holder.get("/api/v1/recalls").get(0);
        String before = told.get("copy").asText();
        refused("/copy/" + before);
        steps.done("old bytes refused");
        String copy = told.get("successor").asText();
        steps.await("its proof", () -> proven(copy));
        Path fresh = steps.download(copy);
        verified(fresh);
        steps.done("new copy verifies");
        answer(told);
        steps.await("the answer", () -> ended(cause, "acknowledged"));
        steps.done("holder acknowledges");
        return fresh;
    }

    private JsonNode ended(String cause, String figure) throws IOException, InterruptedException {
        JsonNode progress = operator.get("/api/v1/recalls/causes/" + cause).get("progress");
        return state(progress.get(figure).asInt() > 0);
    }

    private JsonNode proven(String copy) throws IOException, InterruptedException {
        return state(holder.get("/copy/" + copy)
                .get("files")
                .valueStream()
                .anyMatch(file -> file.get("path").asText().equals("evidence/release.proof")));
    }

    private static JsonNode state(boolean ended) {
        return new ObjectMapper().createObjectNode().put("state", ended ? "DONE" : "WORKING");
    }

    private void refused(String copy) throws IOException, InterruptedException {
        try {
            holder.get(copy);
        } catch (DoorRefused expected) {
            return;
        }
        throw new IOException("the old copy can still be fetched");
    }

    private static void verified(Path copy) throws IOException {
        var said = new ByteArrayOutputStream();
        try (var quiet = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            if (VerifyProgram.run(List.of(copy.toString()), quiet, quiet) != 0) {
                throw new IOException(said.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private void answer(JsonNode told) throws IOException, InterruptedException {
        String path = "/api/v1/recalls/" + told.get("notice").asText();
        Path file = out.resolve("release").resolve(told.get("name").asText() + "-recall.json");
        holder.download(path + "/recall.json", file);
        Path trusted = file.resolveSibling("keys.txt");
        holder.download("/log/keys.txt", trusted);
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        var deeds = new Deeds(new Deed("deleted", 1, today), new Deed("none made", 0, today), List.of());
        try {
            Envelope notice = Envelope.parse(Files.readAllBytes(file));
            var keys = TrustedKeys.parse(Files.readAllBytes(trusted));
            if (!(keys.open(notice, 0) instanceof EnvelopeCheck.Verified(var statement, var by))) {
                throw new IOException("the notice does not hold");
            }
            SigningKey key = SigningKey.generate("demo.example/recalls", KeyKind.ED25519, new SecureRandom());
            Envelope answer = RecallAnswer.sign(RecallNotice.of(statement), notice, deeds, key, clock.instant());
            holder.post(path + "/answer", new ObjectMapper().readTree(answer.bytes()));
        } catch (JsonFormatException | NoteFormatException e) {
            throw new IOException("the notice does not read", e);
        }
    }
}
