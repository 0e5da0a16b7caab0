package dev.firsthand.app.tus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firsthand.app.tus.UploadAuthorization.UploadPermission;
import dev.firsthand.engine.upload.ReceiveResult;
import dev.firsthand.engine.upload.UploadId;
import dev.firsthand.engine.upload.UploadLimits;
import dev.firsthand.engine.upload.UploadStatus;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes the answers of the tus protocol. A refusal is JSON: a stable `code` and a `message` for its sender.
final class TusAnswer {
    /// RFC 9110, 5.6.7; the JDK's RFC 1123 format leaves the zero of days 1 to 9 out.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Context context;
    private final String address;

    TusAnswer(Context context, String address) {
        this.context = context;
        this.address = address;
        context.header("Tus-Resumable", TusHeaders.VERSION);
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
    }

    void abilities(UploadLimits limits) {
        context.header("Tus-Version", TusHeaders.VERSION);
        context.header("Tus-Extension", TusHeaders.EXTENSIONS);
        context.header("Tus-Max-Size", Long.toString(limits.lengthMaxBytes()));
        context.header("Tus-Checksum-Algorithm", TusHeaders.CHECKSUM_ALGORITHMS);
        context.status(204);
    }

    void location(UploadId id) {
        context.header("Location", address + "/" + id);
    }

    void begun(UploadStatus status) {
        expires(status);
        context.status(201);
    }

    void begunWith(UploadStatus status) {
        progress(status);
        context.status(201);
    }

    void found(UploadStatus status) {
        progress(status);
        context.header("Upload-Length", Long.toString(status.lengthBytes()));
        String metadata = status.metadata().reveal();
        if (!metadata.isEmpty()) {
            context.header("Upload-Metadata", metadata);
        }
        context.status(200);
    }

    void received(UploadStatus status) {
        progress(status);
        context.status(204);
    }

    void ended() {
        context.status(204);
    }

    /// Seldom read: its sender is gone, or has a newer request under way.
    void interrupted(UploadStatus status) {
        progress(status);
        fault(new TusFault(
                400,
                "upload-interrupted",
                "The bytes ended early or a newer request took over; %d bytes are safe. Ask for the offset and go on from there."
                        .formatted(status.offsetBytes())));
    }

    void refused(UploadPermission.Refused no) {
        fault(new TusFault(no.status(), no.code(), no.message()));
    }

    void refused(ReceiveResult.Refused refused) {
        switch (refused) {
            case ReceiveResult.Missing missing -> missing();
            case ReceiveResult.Expired expired -> expired();
            case ReceiveResult.Busy busy -> busy();
            case ReceiveResult.Crowded crowded -> crowded();
            case ReceiveResult.OffsetMismatch at ->
                refusedAt(
                        at.offsetBytes(),
                        409,
                        "upload-offset-mismatch",
                        "This piece starts at byte %d, the server holds %d bytes. Ask for the offset again and go on from there."
                                .formatted(at.askedBytes(), at.offsetBytes()));
            case ReceiveResult.ChecksumMismatch at ->
                refusedAt(
                        at.offsetBytes(),
                        460,
                        "upload-checksum-mismatch",
                        "The bytes are not those that the checksum was made of. They were thrown away; send them again from byte %d."
                                .formatted(at.offsetBytes()));
            case ReceiveResult.TooLong at ->
                refusedAt(
                        at.offsetBytes(),
                        413,
                        "upload-piece-too-long",
                        "This piece reaches past the stated length of %d bytes; the server holds %d. Has the file changed?"
                                .formatted(at.lengthBytes(), at.offsetBytes()));
            case ReceiveResult.StoreFailed at -> storeFailed(at.offsetBytes());
        }
    }

    private void refusedAt(long offsetBytes, int status, String code, String message) {
        context.header("Upload-Offset", Long.toString(offsetBytes));
        fault(new TusFault(status, code, message));
    }

    void storeFailed(long offsetBytes) {
        context.header("Retry-After", "60");
        refusedAt(
                offsetBytes,
                507,
                "upload-store-full",
                "The server's disk takes no more at the moment; %d bytes are safe. Try again later; tell the operator if it lasts."
                        .formatted(offsetBytes));
    }

    void missing() {
        fault(new TusFault(
                404, "upload-missing", "There is no such upload. Begin a new one at %s.".formatted(TusDoor.PATH)));
    }

    void expired() {
        fault(new TusFault(
                410,
                "upload-expired",
                "This upload was not completed in time and is being removed. Begin a new one at %s."
                        .formatted(TusDoor.PATH)));
    }

    void busy() {
        context.header("Retry-After", "1");
        fault(new TusFault(
                423, "upload-busy", "Another request is sending bytes of this upload. Try again when it has ended."));
    }

    void crowded() {
        context.header("Retry-After", "5");
        fault(new TusFault(
                503, "upload-crowded", "As many uploads as this server can take are coming in. Try again shortly."));
    }

    void alreadyComplete() {
        fault(new TusFault(
                403,
                "upload-complete",
                "This upload is complete and may belong to a recording. Withdraw the recording to have it removed."));
    }

    void tooLong(long lengthBytes, long maxBytes) {
        context.header("Tus-Max-Size", Long.toString(maxBytes));
        fault(new TusFault(
                413,
                "upload-too-long",
                "An upload may have %d bytes, this one would have %d. Record in shorter parts."
                        .formatted(maxBytes, lengthBytes)));
    }

    void metadataTooLong(int bytes, int maxBytes) {
        fault(new TusFault(
                431,
                "upload-metadata-too-long",
                "Upload-Metadata may have %d bytes, this one has %d.".formatted(maxBytes, bytes)));
    }

    void tooManyOpen(int max) {
        fault(new TusFault(
                429,
                "upload-too-many-open",
                "%d uploads are begun and not complete, which is the most at a time. Complete or end one first."
                        .formatted(max)));
    }

    void wrongPlace(String message) {
        fault(new TusFault(405, "upload-method-misplaced", message));
    }

    void fault(TusFault fault) {
        if (fault.status() == 412) {
            context.header("Tus-Version", TusHeaders.VERSION);
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.put("code", fault.code());
        body.put("message", fault.message());
        context.status(fault.status()).contentType("application/json").result(body.toString());
    }

    private void progress(UploadStatus status) {
        context.header("Upload-Offset", Long.toString(status.offsetBytes()));
        expires(status);
    }

    private void expires(UploadStatus status) {
        if (!status.complete()) {
            context.header("Upload-Expires", httpDate(status.expiresAt()));
        }
    }

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }
}
