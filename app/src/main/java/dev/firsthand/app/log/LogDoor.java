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
        routes.get(
                "/log/policy.txt", context -> note(context, evidence.witnesses().policy()));
        routes.get(
                "/log/keys.txt", context -> note(context, evidence.log().keys().trusted()));
    }

    private void checkpoint(Context context) throws IOException {
        note(context, evidence.log().served(LogSource.CHECKPOINT).orElseThrow(Refusal.missing()));
    }

    private void tile(Context context) throws IOException {
        Optional<byte[]> tile = evidence.log().served("tile/" + context.pathParam("path"));
        context.header("Cache-Control", FOR_GOOD);
        context.contentType(BYTES).result(tile.orElseThrow(Refusal.missing()));
    }

    private static void note(Context context, byte[] text) {
        context.header("Cache-Control", FOR_SECONDS);
        context.contentType(TEXT).result(text);
    }
}
