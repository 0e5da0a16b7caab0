package dev.firsthand.engine.capture;

import dev.firsthand.recording.sidecar.ImuCsvDeclarationText;
import java.util.Optional;

/// Which uploads a session can still take: one recording, and beside a video at most one file of motion.
final class Attachments {
    private Attachments() {}

    static Optional<Refusal> refusal(Session session, Attachment attachment) {
        if (session.state() == Session.State.FINISHED) {
            return refusal("session-finished", "This session is finished: start a new one for further recordings.");
        }
        return declarationRefusal(attachment).or(() -> roleRefusal(session, attachment.role()));
    }

    private static Optional<Refusal> roleRefusal(Session session, UploadRole role) {
        boolean motionComes = !role.recording();
        boolean motionIsThere =
                session.uploads().stream().anyMatch(upload -> !upload.role().recording());
        boolean zipIsThere = session.recording()
                .filter(recording -> recording.role() == UploadRole.STRAY_ZIP)
                .isPresent();
        if (role.recording() && session.recording().isPresent()) {
            return refusal("role-taken", "This session has its recording: start a new session for another one.");
        }
        if (motionComes && motionIsThere) {
            return refusal("role-taken", "This session has its file of motion: it takes one.");
        }
        if ((motionComes && zipIsThere) || (role == UploadRole.STRAY_ZIP && motionIsThere)) {
            return refusal("role-taken", "A Stray Scanner archive brings its own motion: it takes no file beside it.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> declarationRefusal(Attachment attachment) {
        if (attachment.role() != UploadRole.IMU_CSV) {
            return attachment.declaration().isPresent()
                    ? refusal("declaration-unwanted", "Only a CSV of motion takes a declaration of its columns.")
                    : Optional.empty();
        }
        if (attachment.declaration().isEmpty()) {
            return refusal("declaration-missing", "A CSV of motion needs a declaration of its columns and units.");
        }
        return switch (ImuCsvDeclarationText.parse(attachment.declaration().get())) {
            case ImuCsvDeclarationText.Parsed.Declared declared -> Optional.empty();
            case ImuCsvDeclarationText.Parsed.Malformed malformed ->
                refusal("declaration-invalid", malformed.message());
        };
    }

    private static Optional<Refusal> refusal(String code, String message) {
        return Optional.of(new Refusal(code, message));
    }

    record Refusal(String code, String message) {}
}
