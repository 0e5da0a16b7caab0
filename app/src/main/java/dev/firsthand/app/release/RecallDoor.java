package dev.firsthand.app.release;

import dev.firsthand.app.release.Recalling.Shown;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.recall.AnswerResult;
import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.note.NoteFormatException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// Hands a holder its own signed notices, and takes the answers.
public final class RecallDoor {
    private static final String DSSE = "application/vnd.dsse+json";

    private final ReleaseRooms rooms;

    public RecallDoor(ReleaseRooms rooms) {
        this.rooms = rooms;
    }

    /// A notice of this holder. Another holder's looks as if it were not there.
    public Shown find(UUID notice, Holder holder) {
        return rooms.database()
                .inTransaction(tx -> rooms.recalling().find(tx, rooms.releases(), notice, holder))
                .orElseThrow(Refusal.missing());
    }

    public void send(Context context, Shown shown) {
        context.header("Content-Disposition", "attachment; filename=\"%s-recall.json\"".formatted(shown.name()));
        context.header("Cache-Control", "no-store");
        context.contentType(DSSE).result(envelope(shown).bytes());
    }

    /// By which the old copy verifies but for what was erased; there once something was.
    Optional<Path> proof(Shown shown) {
        return rooms.copies().folders().tombstoned(shown.release().requested().copy());
    }

    public void sendProof(Context context, Shown shown) throws IOException {
        Path proof = proof(shown).orElseThrow(Refusal.missing());
        context.header("Content-Disposition", "attachment; filename=\"release.proof\"");
        context.header("Cache-Control", "no-store");
        context.contentType("application/octet-stream").result(Files.newInputStream(proof));
    }

    /// What the signed file says.
    RecallNotice notice(Shown shown) {
        try {
            var ours = TrustedKeys.parse(rooms.recalling().keys());
            return switch (ours.open(envelope(shown), 0)) {
                case EnvelopeCheck.Verified(var statement, var by) -> RecallNotice.of(statement);
                case EnvelopeCheck.Refused(var why) -> throw new IllegalStateException("our own notice: " + why);
            };
        } catch (JsonFormatException | NoteFormatException e) {
            throw new IllegalStateException("our own notice does not read", e);
        }
    }

    private Envelope envelope(Shown shown) {
        return rooms.database().inTransaction(tx -> rooms.recalling().notices().envelope(tx, shown.told()));
    }

    public void answer(Shown shown, byte[] envelope) {
        AnswerResult result =
                rooms.database().inTransaction(tx -> rooms.recalling().answers().answer(tx, shown.told(), envelope));
        if (result instanceof AnswerResult.Refused(var code, var message)) {
            throw Refusal.conflict(code, message);
        }
    }
}
