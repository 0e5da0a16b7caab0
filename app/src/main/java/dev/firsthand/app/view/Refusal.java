package dev.firsthand.app.view;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A request that is answered with a refusal: a status, a stable code, and words that say what to do.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final long retryAfterSeconds;
    private final String field;

    private Refusal(int status, String code, String message) {
        this(status, code, message, 0, "");
    }

    private Refusal(int status, String code, String message, long retryAfterSeconds, String field) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
        this.field = field;
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

    public static Refusal unauthorized(String code, String message) {
        return new Refusal(401, code, message);
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

    /// Too often: to be tried again after this time, rounded up to seconds.
    public static Refusal tooOften(Duration wait) {
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        return new Refusal(
                429,
                "too-often",
                "That was tried too often from here. Wait %d seconds and try again.".formatted(seconds),
                seconds,
                "");
    }

    public static Refusal gone(String code, String message) {
        return new Refusal(410, code, message);
    }

    public static Refusal rangeOutside(long sizeBytes) {
        return new Refusal(
                416, "range-outside", "There are %d bytes; the range begins after them.".formatted(sizeBytes));
    }

    public static Refusal tooLarge(String code, String message) {
        return new Refusal(413, code, message);
    }

    public static Refusal bodyTooLong(long maxBytes) {
        return new Refusal(413, "body-too-long", "A body may have %d bytes, this one has more.".formatted(maxBytes));
    }

    public static Refusal databaseAway() {
        return new Refusal(503, "database-away", "The database is being started again. Try again in a moment.");
    }

    public static Refusal liveFull() {
        return new Refusal(503, "live-full", "Too many pages are open at once to tell this one what changes.");
    }

    public static Refusal diskFull() {
        return new Refusal(
                507,
                "disk-full",
                "The server's disk is full. Nothing acknowledged is lost. Try again later; if you are the operator,"
                        + " make room below the data folder: the work goes on by itself.");
    }

    /// `request` is the number by which the log knows it.
    public static Refusal serverFault(String request) {
        return new Refusal(
                500,
                "server-fault",
                "The server could not do this. Try again; if it stays, tell the operator that it was request %s."
                        .formatted(request));
    }

    public static Refusal bodyMalformed() {
        return badRequest("body-malformed", "The body is not the JSON that this door takes. See /api/v1/openapi.json.");
    }

    /// The header `Retry-After`, where waiting helps.
    public Optional<String> retryAfter() {
        return retryAfterSeconds == 0 ? Optional.empty() : Optional.of(Long.toString(retryAfterSeconds));
    }

    public int status() {
        return status;
    }

    /// The same about one field of a form, by the field's name.
    public Refusal at(String faulty) {
        return new Refusal(status, code, String.valueOf(getMessage()), retryAfterSeconds, faulty);
    }

    /// Which field of a form is at fault; empty where it is no single one.
    public String field() {
        return field;
    }

    public Answer answer() {
        return new Answer(code, String.valueOf(getMessage()));
    }
}
