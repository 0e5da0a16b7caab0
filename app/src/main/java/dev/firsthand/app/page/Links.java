package dev.firsthand.app.page;

import io.javalin.http.Context;

/// Addresses that leave the browser: in a message, as a QR code, on paper.
public final class Links {
    private Links() {}

    /// The whole address of a path of this server, as the asking browser reaches it.
    public static String to(Context context, String path) {
        return context.scheme() + "://" + context.host() + path;
    }
}
