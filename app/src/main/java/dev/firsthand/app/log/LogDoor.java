package dev.firsthand.app.log;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.evidence.log.LogSource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/// The log for everybody, as tlog-tiles says, and whose keys to believe. Witnesses follow it here.
public final class LogDoor {
    private static final String FOR_SECONDS = "public, max-age=2";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private final Evidence evidence;

    public LogDoor(Evidence evidence) {
        this.evidence = evidence;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/log/checkpoint", this::checkpoint);
        routes.get("/log/tile/<path>", this::tile);
        routes.get("/log/ended/{number}/checkpoint", this::endedCheckpoint);
        routes.get("/log/ended/{number}/tile/<path>", this::endedTile);
        routes.get("/log/samples", context -> note(context, evidence.samples().told()));
        routes.get(
                "/log/policy.txt", context -> note(context, evidence.witnesses().policy()));
        routes.get(
                "/log/keys.txt", context -> note(context, evidence.log().keys().trusted()));
    }

    private void checkpoint(Context context) throws IOException {
        note(context, evidence.log().served(LogSource.CHECKPOINT).orElseThrow(Refusal.missing()));
    }

    private void tile(Context context) throws IOException {
        tile(context, evidence.log().served(tilePath(context)));
    }

    private void endedCheckpoint(Context context) throws IOException {
        note(
                context,
                evidence.log().served(number(context), LogSource.CHECKPOINT).orElseThrow(Refusal.missing()));
    }

    private void endedTile(Context context) throws IOException {
        tile(context, evidence.log().served(number(context), tilePath(context)));
    }

    /// Which of the logs that have ended; none has the number 0.
    private static int number(Context context) {
        String number = context.pathParam("number");
        return number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : 0;
    }

    private static String tilePath(Context context) {
        return "tile/" + context.pathParam("path");
    }

    private static void tile(Context context, Optional<byte[]> tile) {
        context.header("Cache-Control", FOR_GOOD);
        context.contentType(BYTES).result(tile.orElseThrow(Refusal.missing()));
    }

    private static void note(Context context, byte[] text) {
        context.header("Cache-Control", FOR_SECONDS);
        context.contentType(TEXT).result(text);
    }
}
