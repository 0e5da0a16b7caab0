package dev.firsthand.app.page;

import io.javalin.http.Context;
import java.util.Set;

/// Tells whether a request that changes something was sent by a page of another site. Browsers say so themselves, in
/// `Sec-Fetch-Site` or, older ones, in `Origin`; a program that is no browser sends neither and has no cookie to abuse.
public final class CrossOrigin {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private CrossOrigin() {}

    public static boolean foreign(Context context) {
        if (SAFE_METHODS.contains(context.method().name())) {
            return false;
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        String origin = context.header("Origin");
        return origin != null && !origin.equals(context.scheme() + "://" + context.host());
    }
}
