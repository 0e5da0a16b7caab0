package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/// The second half of the demo: a contributor takes everything back, and the release that a holder has is recalled.
final class DemoRecall {
    private static final int NOT_THERE = 404;
    private static final int GONE = 410;

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

        void done(String stage, String words) throws IOException;
    }

    /// Asks once; a state that is not WORKING has ended.
    @FunctionalInterface
    interface Look {
        JsonNode look() throws IOException, InterruptedException;
    }

    /// Gives the folder of the copy that took the place of the old one.
    Path walk(Doors contributor, String episode, Path old, Steps steps) throws IOException, InterruptedException {
        JsonNode asked = contributor.post("/api/v1/me/withdraw", Map.of("level", "recall"));
        steps.done("contributor withdraws", "takes everything back, with one press and without a reason");
        String progress = "/api/v1/me/withdrawals/" + asked.get("withdrawal").asText();
        steps.await("the freeze", () -> state(contributor.get(progress).hasNonNull("frozenAt")));
        steps.done("frozen", "nothing of the contributor is read, worked on or handed out any more");
        steps.await("the release is superseded", () -> state(copies(contributor, progress, "told") > 0));
        JsonNode told = holder.get("/api/v1/recalls").get(0);
        steps.done("release superseded", "the next major version is published, and the holder has a signed notice");
        refused(holder, "/copy/" + told.get("copy").asText(), GONE);
        steps.done("old copy refused", "asked for once more, it is answered with 410");
        steps.await("the erasure", () -> state(contributor.get(progress).hasNonNull("erasedAt")));
        refused(operator, "/api/v1/desk/episodes/" + episode + "/proxy", NOT_THERE);
        steps.done("keys destroyed", "rows and bytes are erased, and nobody can open them: 404 also to the operator");
        Path fresh = fetched(told.get("successor").asText(), steps);
        buried(told, old, steps);
        answer(told);
        steps.await("the answer", () -> state(copies(contributor, progress, "acknowledged") > 0));
        steps.done("holder acknowledges", "by a signed answer; the contributor sees it on the page of the withdrawal");
        return fresh;
    }

    private Path fetched(String copy, Steps steps) throws IOException, InterruptedException {
        steps.await("its proof", () -> proven(copy));
        Path fresh = steps.download(copy);
        verified(fresh, 0);
        steps.done("new copy verifies", "everything in it holds: exit 0");
        return fresh;
    }

    /// The old copy gets the proof that says of the erased what it can no longer show.
    private void buried(JsonNode told, Path old, Steps steps) throws IOException, InterruptedException {
        String proof = notice(told) + "/release.proof";
        steps.await("the proof with tombstones", () -> state(isThere(proof, old.resolve("evidence/release.proof"))));
        verified(old, 3);
        steps.done("old copy verifies", "but for its tombstones: exit 3");
    }

    private boolean isThere(String proof, Path file) throws IOException, InterruptedException {
        try {
            holder.download(proof, file);
            return true;
        } catch (DoorRefused refused) {
            if (refused.status() != NOT_THERE) {
                throw refused;
            }
            return false;
        }
    }

    private static int copies(Doors contributor, String progress, String figure)
            throws IOException, InterruptedException {
        return contributor.get(progress).get("copies").get(figure).asInt();
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

    private static void refused(Doors doors, String path, int expected) throws IOException, InterruptedException {
        try {
            doors.get(path);
        } catch (DoorRefused refused) {
            if (refused.status() == expected) {
                return;
            }
            throw refused;
        }
        throw new IOException("this can still be fetched: " + path);
    }

    private static void verified(Path copy, int expected) throws IOException {
        var said = new ByteArrayOutputStream();
        try (var quiet = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            if (VerifyProgram.run(List.of(copy.toString()), quiet, quiet) != expected) {
                throw new IOException(said.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private static String notice(JsonNode told) {
        return "/api/v1/recalls/" + told.get("notice").asText();
    }

    private void answer(JsonNode told) throws IOException, InterruptedException {
        Path file = out.resolve("recall").resolve(told.get("name").asText() + "-recall.json");
        holder.download(notice(told) + "/recall.json", file);
        Path trusted = file.resolveSibling("keys.txt");
        holder.download("/log/keys.txt", trusted);
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        var deeds = new Deeds(new Deed("deleted", 1, today), new Deed("none-made", 0, today), List.of());
        try {
            Envelope notice = Envelope.parse(Files.readAllBytes(file));
            var keys = TrustedKeys.parse(Files.readAllBytes(trusted));
            if (!(keys.open(notice, 0) instanceof EnvelopeCheck.Verified(var statement, var by))) {
                throw new IOException("the notice does not hold");
            }
            SigningKey key = SigningKey.generate("demo.example/recalls", KeyKind.ED25519, new SecureRandom());
            Envelope answer = RecallAnswer.sign(RecallNotice.of(statement), notice, deeds, key, clock.instant());
            holder.post(notice(told) + "/answer", new ObjectMapper().readTree(answer.bytes()));
        } catch (JsonFormatException | NoteFormatException e) {
            throw new IOException("the notice does not read", e);
        }
    }
}
