package dev.firsthand.app.view;

import java.util.function.Supplier;

/// A request that is answered with a refusal: a status, a stable code, and words that say what to do.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /// What the client reads.
    public record Answer(String code, String message) {}

    public static Refusal badRequest(String code, String message) {
        return new Refusal(400, code, message);
    }

    public static Refusal notSignedIn() {
        return new Refusal(
                401, "sign-in-needed", "Send the header 'Authorization: Bearer TOKEN' with the token of your sign-in.");
    }

    /// The same for what is not there and for what is somebody else's.
    public static Supplier<Refusal> missing() {
        return () -> new Refusal(404, "not-found", "There is nothing under this name for you.");
    }

    public static Refusal otherSite() {
        return new Refusal(
                403, "request-from-other-site", "A page of another site sent this. Open ours and do it there.");
    }

    public static Refusal conflict(String code, String message) {
        return new Refusal(409, code, message);
    }

    public static Refusal gone(String code, String message) {
        return new Refusal(410, code, message);
    }

    public static Refusal rangeOutside(long sizeBytes) {
        return new Refusal(
                416, "range-outside", "There are %d bytes; the range begins after them.".formatted(sizeBytes));
    }

    public static Refusal bodyTooLong(long maxBytes) {
        return new Refusal(413, "body-too-long", "A body may have %d bytes, this one has more.".formatted(maxBytes));
    }

    public static Refusal databaseAway() {
        return new Refusal(503, "database-away", "The database is being started again. Try again in a moment.");
    }

    public static Refusal diskFull() {
        return new Refusal(
                507,
                "disk-full",
                "The server's disk is full. Nothing acknowledged is lost. Try again later; if you are the operator,"
                        + " make room below the data folder: the work goes on by itself.");
    }

    public static Refusal serverFault() {
        return new Refusal(
                500, "server-fault", "The server could not do this. Try again; if it stays, tell the operator.");
    }

    public static Refusal bodyMalformed() {
        return badRequest("body-malformed", "The body is not the JSON that this door takes. See /api/v1/openapi.json.");
    }

    public int status() {
        return status;
    }

    public Answer answer() {
        return new Answer(code, String.valueOf(getMessage()));
    }
}
