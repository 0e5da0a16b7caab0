package dev.firsthand.engine.capture;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.upload.CompletedUpload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The statement of one capture. What only the bytes can tell (sensors, rates, clocks, length) is stated by the
/// ingest; what a browser cannot tell (build of an app, pauses, attestation of the device) is not stated at all.
final class CaptureRecord {
    private CaptureRecord() {}

    static Map<String, Object> of(Session session, List<CompletedUpload> uploads, List<ResidentId> absent) {
        var record = new TreeMap<String, Object>();
        record.put("pseudonym", session.contributor().value().toString());
        record.put(
                "task",
                Map.of(
                        "id", session.task().task().value().toString(),
                        "version", session.task().version()));
        record.put(
                "consentRecords",
                session.grants().values().stream().map(UUID::toString).toList());
        record.put(
                "purposes",
                session.grants().keySet().stream()
                        .map(Purpose::wireName)
                        .sorted()
                        .toList());
        record.put(
                "residentsAway",
                absent.stream().map(resident -> resident.value().toString()).toList());
        record.put("deviceClass", session.deviceClass());
        record.put("startedAt", session.startedAt().toString());
        session.finishedAt().ifPresent(end -> record.put("finishedAt", end.toString()));
        record.put(
                "uploads",
                session.uploads().stream()
                        .map(upload -> upload(upload, of(upload, uploads)))
                        .toList());
        return record;
    }

    private static CompletedUpload of(SessionUpload upload, List<CompletedUpload> uploads) {
        return uploads.stream()
                .filter(completed -> completed.id().equals(upload.upload()))
                .findFirst()
                .orElseThrow();
    }

    /// The digest recognises the file: it stands in the sealed statement only.
    private static Map<String, Object> upload(SessionUpload upload, CompletedUpload completed) {
        var entry = new TreeMap<String, Object>();
        entry.put("id", upload.upload().value().toString());
        entry.put("role", upload.role().name());
        entry.put("object", upload.object().value().toString());
        entry.put("sizeBytes", upload.sizeBytes());
        entry.put("sha256", completed.sha256().reveal());
        upload.declaration().ifPresent(declaration -> entry.put("declaration", declaration));
        return entry;
    }
}
