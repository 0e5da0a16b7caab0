package dev.firsthand.engine.capture;

import dev.firsthand.recording.sidecar.ImuCsvDeclarationText;
import java.util.Optional;

/// Which uploads a session can still take: at most one film, one motion file of a body, and beside a video one log of
/// motion sensors.
final class Attachments {
    private Attachments() {}

    static Optional<Refusal> refusal(Session session, Attachment attachment) {
        if (session.state() == Session.State.FINISHED) {
            return refusal("session-finished", "This session is finished: start a new one for further recordings.");
        }
        return declarationRefusal(attachment).or(() -> roleRefusal(session, attachment.role()));
    }

    private static Optional<Refusal> roleRefusal(Session session, UploadRole role) {
        boolean sensorsCome = role.log();
        boolean sensorsAreThere =
                session.uploads().stream().anyMatch(upload -> upload.role().log());
        boolean zipIsThere = session.film()
                .filter(film -> film.role() == UploadRole.STRAY_ZIP)
                .isPresent();
        if (role.film() && session.film().isPresent()) {
            return refusal("role-taken", "This session has its recording: start a new session for another one.");
        }
        if (role == UploadRole.MOTION
                && session.uploads().stream().anyMatch(upload -> upload.role() == UploadRole.MOTION)) {
            return refusal("role-taken", "This session has the motion of a body: it takes one such file.");
        }
        if (sensorsCome && sensorsAreThere) {
            return refusal("role-taken", "This session has its file of motion: it takes one.");
        }
        if ((sensorsCome && zipIsThere) || (role == UploadRole.STRAY_ZIP && sensorsAreThere)) {
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
