package dev.firsthand.app.page;

import dev.firsthand.engine.store.SecretToken;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/// The cookie by which a browser is known again. Scripts cannot read it; other sites' forms do not send it.
public enum SignInCookie {
    CONTRIBUTOR("firsthand-contributor", Duration.ofDays(180)),
    DESK("firsthand-desk", Duration.ofDays(30)),
    HOLDER("firsthand-holder", Duration.ofDays(90));

    private final String name;
    private final Duration valid;

    SignInCookie(String name, Duration valid) {
        this.name = name;
        this.valid = valid;
    }

    public void give(Context context, SecretToken token) {
        set(context, token.reveal(), valid.toSeconds());
    }

    public Optional<SecretToken> read(Context context) {
        return Optional.ofNullable(context.cookie(name(context))).flatMap(SecretToken::parse);
    }

    public void take(Context context) {
        set(context, "", 0);
    }

    private void set(Context context, String value, long seconds) {
        context.res()
                .addHeader(
                        "Set-Cookie",
                        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                                .formatted(name(context), value, seconds, secure(context) ? "; Secure" : ""));
    }

    /// Under TLS with a prefix for which a browser takes the cookie from this host alone, whole and over TLS only.
    private String name(Context context) {
        return secure(context) ? "__Host-" + name : name;
    }

    private static boolean secure(Context context) {
        return context.scheme().equals("https");
    }
}
