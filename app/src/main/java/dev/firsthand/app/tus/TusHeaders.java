package dev.firsthand.app.tus;

import dev.firsthand.engine.upload.UploadChecksum;
import dev.firsthand.engine.upload.UploadChecksum.Algorithm;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the headers of tus 1.0.0 (core, creation, creation-with-upload, checksum, expiration, termination).
/// Pure: no request, no socket, only names and values.
final class TusHeaders {
    static final String VERSION = "1.0.0";
    static final String EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination";
    static final String CHECKSUM_ALGORITHMS =
            Arrays.stream(Algorithm.values()).map(Algorithm::wireName).collect(Collectors.joining(","));
    static final String PIECE_TYPE = "application/offset+octet-stream";

    /// Eighteen digits fit a `long`; no server holds more.
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    private final String sentMethod;
    private final Function<String, Optional<String>> header;

    TusHeaders(String sentMethod, Function<String, Optional<String>> header) {
        this.sentMethod = sentMethod;
        this.header = header;
    }

    /// The method that counts: some networks let only GET and POST through.
    String method() {
        return header.apply("X-HTTP-Method-Override").orElse(sentMethod).toUpperCase(Locale.ROOT);
    }

    TusRequest read() {
        String method = method();
        if (method.equals("OPTIONS")) {
            return new TusRequest.Ask();
        }
        Optional<String> version = header.apply("Tus-Resumable");
        if (!version.map(VERSION::equals).orElse(false)) {
            return faulty(
                    412,
                    "upload-version-unsupported",
                    "This server speaks tus %s; the request says %s. Send the header 'Tus-Resumable: %s'."
                            .formatted(VERSION, version.map(TusHeaders::shown).orElse("nothing"), VERSION));
        }
        return switch (method) {
            case "HEAD" -> new TusRequest.Look();
            case "POST" -> readBegin();
            case "PATCH" -> readContinue();
            case "DELETE" -> new TusRequest.End();
            default ->
                faulty(
                        405,
                        "upload-method-unknown",
                        "Uploads know OPTIONS, POST, HEAD, PATCH and DELETE, not %s.".formatted(shown(method)));
        };
    }

    private TusRequest readBegin() {
        if (header.apply("Upload-Concat").isPresent()) {
            return faulty(
                    400,
                    "upload-concat-unsupported",
                    "Parallel partial uploads are not offered. Send the file as one upload.");
        }
        if (header.apply("Upload-Defer-Length").isPresent()) {
            return faulty(400, "upload-length-deferred", "The length must be known at the start. Send Upload-Length.");
        }
        Optional<String> length = header.apply("Upload-Length");
        if (length.isEmpty() || !WHOLE_NUMBER.matcher(length.get()).matches()) {
            return faulty(
                    400,
                    "upload-length-invalid",
                    "Upload-Length must be a whole number of bytes, is %s."
                            .formatted(length.map(TusHeaders::shown).orElse("missing")));
        }
        String metadata = header.apply("Upload-Metadata").orElse("");
        Optional<String> flaw = TusMetadata.flaw(metadata);
        if (flaw.isPresent()) {
            return faulty(400, "upload-metadata-invalid", flaw.get());
        }
        long lengthBytes = Long.parseLong(length.get());
        return carriesPiece() ? beginWithPiece(lengthBytes, metadata) : beginWithoutPiece(lengthBytes, metadata);
    }

    private TusRequest beginWithPiece(long lengthBytes, String metadata) {
        return switch (readPiece(0)) {
            case PieceRead.Good good -> new TusRequest.Begin(lengthBytes, metadata, Optional.of(good.piece()));
            case PieceRead.Bad bad -> new TusRequest.Faulty(bad.fault());
        };
    }

    private TusRequest beginWithoutPiece(long lengthBytes, String metadata) {
        if (sizeBytes().orElse(0) > 0) {
            return contentTypeUnsupported();
        }
        return new TusRequest.Begin(lengthBytes, metadata, Optional.empty());
    }

    private TusRequest readContinue() {
        if (!carriesPiece()) {
            return contentTypeUnsupported();
        }
        Optional<String> offset = header.apply("Upload-Offset");
        if (offset.isEmpty() || !WHOLE_NUMBER.matcher(offset.get()).matches()) {
            return faulty(
                    400,
                    "upload-offset-invalid",
                    "Upload-Offset must be a whole number of bytes, is %s."
                            .formatted(offset.map(TusHeaders::shown).orElse("missing")));
        }
        return switch (readPiece(Long.parseLong(offset.get()))) {
            case PieceRead.Good good -> new TusRequest.Continue(good.piece());
            case PieceRead.Bad bad -> new TusRequest.Faulty(bad.fault());
        };
    }

    private boolean carriesPiece() {
        return header.apply("Content-Type")
                .map(String::strip)
                .map(PIECE_TYPE::equalsIgnoreCase)
                .orElse(false);
    }

    private sealed interface PieceRead {
        record Good(TusRequest.Piece piece) implements PieceRead {}

        record Bad(TusFault fault) implements PieceRead {}
    }

    private PieceRead readPiece(long offsetBytes) {
        Optional<String> stated = header.apply("Upload-Checksum");
        if (stated.isEmpty()) {
            return new PieceRead.Good(new TusRequest.Piece(offsetBytes, sizeBytes(), Optional.empty()));
        }
        String[] parts = stated.get().strip().split(" ", -1);
        Optional<Algorithm> algorithm = Algorithm.named(parts[0]);
        if (algorithm.isEmpty()) {
            return new PieceRead.Bad(TusFault.badRequest(
                    "upload-checksum-algorithm-unsupported",
                    "Upload-Checksum names %s; this server knows %s.".formatted(shown(parts[0]), CHECKSUM_ALGORITHMS)));
        }
        return decoded(parts)
                .filter(digest -> digest.length == algorithm.get().digestBytes())
                .<PieceRead>map(digest -> new PieceRead.Good(new TusRequest.Piece(
                        offsetBytes, sizeBytes(), Optional.of(new UploadChecksum(algorithm.get(), digest)))))
                .orElseGet(() -> new PieceRead.Bad(TusFault.badRequest(
                        "upload-checksum-invalid",
                        "Upload-Checksum must be the algorithm, one space, and %d bytes in Base64."
                                .formatted(algorithm.get().digestBytes()))));
    }

    private static Optional<byte[]> decoded(String[] parts) {
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(parts[1]));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private OptionalLong sizeBytes() {
        return header.apply("Content-Length")
                .filter(text -> WHOLE_NUMBER.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private TusRequest contentTypeUnsupported() {
        return faulty(
                415,
                "upload-content-type-unsupported",
                "Bytes of an upload are sent as 'Content-Type: %s', not as %s."
                        .formatted(
                                PIECE_TYPE,
                                header.apply("Content-Type")
                                        .map(TusHeaders::shown)
                                        .orElse("nothing")));
    }

    private static TusRequest faulty(int status, String code, String message) {
        return new TusRequest.Faulty(new TusFault(status, code, message));
    }

    /// A header as it may be shown to its sender again: short and printable.
    private static String shown(String value) {
        String printable = value.replaceAll("[^\\x20-\\x7e]", "?");
        return "'" + (printable.length() <= 60 ? printable : printable.substring(0, 60) + "...") + "'";
    }
}
