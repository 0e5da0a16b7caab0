package dev.firsthand.app.web;

import dev.firsthand.app.edge.Buckets;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Visitor;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.store.SecretToken;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// How often one address, or whoever carries one token, may do what a program could do without end. All limits of
/// requests stand here, with their units; `docs/concepts/access.md` lists them.
public final class RateLimits {
    /// What is limited: so many at once, then one in each stretch of time.
    enum Limit {
        /// Tries of a name and a password, links asked for by e-mail, and codes of receipts that are typed;
        /// [dev.firsthand.engine.staff.PasswordDoor]
        /// counts failures beside this.
        SIGN_IN(By.ADDRESS, 20, Duration.ofSeconds(3)),
        /// Secret links that are opened or followed.
        LINK(By.ADDRESS, 120, Duration.ofSeconds(1)),
        /// People who join: a whole workshop may sit behind one address.
        JOIN(By.ADDRESS, 60, Duration.ofSeconds(1)),
        /// Secret links of people without an account. Who tries wrong ones silences nobody who has a right one.
        OPEN_LINK(By.ADDRESS_AND_LINK, 120, Duration.ofSeconds(1)),
        /// Requests for removal from a home's page.
        REMOVAL(By.ADDRESS_AND_LINK, 10, Duration.ofMinutes(1)),
        /// Uploads begun; their parts are not counted.
        UPLOAD(By.CARRIER, 300, Duration.ofMillis(250)),
        /// Everything else at the API that changes something.
        WRITE(By.CARRIER, 600, Duration.ofMillis(50));

        private final By by;
        private final int atOnce;
        private final Duration each;

        Limit(By by, int atOnce, Duration each) {
            this.by = by;
            this.atOnce = atOnce;
            this.each = each;
        }
    }

    /// Whom a limit counts. Who carries no token is counted by address.
    private enum By {
        ADDRESS,
        ADDRESS_AND_LINK,
        CARRIER
    }

    private final Map<Limit, Buckets> buckets = new EnumMap<>(Limit.class);

    public RateLimits(InstantSource clock) {
        Arrays.stream(Limit.values())
                .forEach(limit -> buckets.put(limit, new Buckets(clock, limit.atOnce, limit.each)));
    }

    /// Refuses what comes too often.
    void check(Context context) {
        of(context.method().name(), context.path())
                .flatMap(limit -> limited(limit).take(key(limit, context)))
                .ifPresent(wait -> {
                    throw Refusal.tooOften(wait);
                });
    }

    private Buckets limited(Limit limit) {
        return Optional.ofNullable(buckets.get(limit)).orElseThrow();
    }

    /// The frame serves an address that ends in a slash as the one without.
    static Optional<Limit> of(String method, String address) {
        String path = address.replaceFirst("/+$", "");
        boolean changes = !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
        if (changes
                && (path.equals("/sign-in")
                        || path.equals("/back")
                        || path.equals("/receipt")
                        || (method.equals("POST") && path.equals("/api/v1/sign-ins")))) {
            return Optional.of(Limit.SIGN_IN);
        }
        if (changes && (path.startsWith("/join/") || path.equals("/api/v1/contributors"))) {
            return Optional.of(Limit.JOIN);
        }
        if (changes && path.startsWith("/door/")) {
            return Optional.of(Limit.REMOVAL);
        }
        if (path.startsWith("/door/") || path.startsWith("/removal/") || path.startsWith("/household/")) {
            return Optional.of(Limit.OPEN_LINK);
        }
        if (isLink(path)) {
            return Optional.of(Limit.LINK);
        }
        if (method.equals("POST") && path.equals("/upload")) {
            return Optional.of(Limit.UPLOAD);
        }
        return changes && path.startsWith("/api/v1/") ? Optional.of(Limit.WRITE) : Optional.empty();
    }

    private static boolean isLink(String path) {
        return path.startsWith("/sign-in/")
                || path.startsWith("/join/")
                || path.startsWith("/back/")
                || path.startsWith("/withdrawals/")
                || path.startsWith("/receipt/")
                || path.startsWith("/holder/fh_");
    }

    private static String key(Limit limit, Context context) {
        return switch (limit.by) {
            case ADDRESS -> Visitor.address(context);
            case ADDRESS_AND_LINK ->
                SecretToken.parse(context.path().replaceFirst("^/[^/]+/([^/]*).*", "$1"))
                        .map(link -> Visitor.address(context) + " " + digest(link))
                        .orElseGet(() -> Visitor.address(context));
            case CARRIER ->
                Access.token(context)
                        .or(() -> SignInCookie.CONTRIBUTOR.read(context))
                        .map(RateLimits::digest)
                        .orElseGet(() -> Visitor.address(context));
        };
    }

    private static String digest(SecretToken token) {
        return HexFormat.of().formatHex(token.hash());
    }
}
