package dev.firsthand.app.page;

import dev.firsthand.engine.store.SecretToken;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/// The cookie by which a browser is known again. Scripts cannot read it; other sites' forms do not send it.
public enum SignInCookie {
    CONTRIBUTOR("firsthand-contributor", Duration.ofDays(180)),
    DESK("firsthand-desk", Duration.ofDays(30));

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
        return Optional.ofNullable(context.cookie(name)).flatMap(SecretToken::parse);
    }

    public void take(Context context) {
        set(context, "", 0);
    }

    private void set(Context context, String value, long seconds) {
        String secure = context.scheme().equals("https") ? "; Secure" : "";
        context.res()
                .addHeader(
                        "Set-Cookie",
                        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s".formatted(name, value, seconds, secure));
    }
}
