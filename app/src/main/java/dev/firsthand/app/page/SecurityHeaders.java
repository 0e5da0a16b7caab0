package dev.firsthand.app.page;

import io.javalin.http.Context;
import java.util.Map;

/// What every answer tells a browser not to do with it; `docs/concepts/access.md` gives the reasons.
public final class SecurityHeaders {
    /// Nothing but our own files; no script and no style inside a page.
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(),"
                    + " payment=(), accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()";

    private static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy", CONTENT_POLICY,
            "Permissions-Policy", PERMISSIONS_POLICY,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}

    public static void on(Context context) {
        ALL.forEach(context::header);
    }
}
