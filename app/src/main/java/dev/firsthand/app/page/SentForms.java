package dev.firsthand.app.page;

import dev.firsthand.app.page.DeskGuard.MembersPage;
import dev.firsthand.app.view.Refusal;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Forms that make something. Sent twice from one page, by a double press or the back button, a form makes it once and
/// leads to the same place. A secret that it made is shown to the sign-in that sent it, on the next page, and then
/// gone.
///
/// Only in memory: after a restart a secret is gone as if it had been shown.
public final class SentForms {
    static final Duration SECRETS_KEPT = Duration.ofMinutes(5);
    private static final Duration FORMS_KNOWN = Duration.ofHours(12);
    private static final int FORMS_MAX = 10_000;
    private static final String THIS = "sent-form";

    private final InstantSource clock;
    private final Map<Key, Sent> known = new ConcurrentHashMap<>();

    public SentForms(InstantSource clock) {
        this.clock = clock;
    }

    private record Key(String signIn, String form) {}

    private static final class Sent {
        private final String form;
        private final Instant at;
        private String led = "";
        private String secret = "";
        private boolean shown;

        Sent(String form, Instant at) {
            this.form = form;
            this.at = at;
        }
    }

    /// Sends a form unless it was sent before. A second press waits for the first.
    MembersPage once(MembersPage send) {
        return (member, context) -> {
            Sent form = sent(context);
            synchronized (form) {
                if (form.led.isEmpty()) {
                    context.attribute(THIS, form);
                    send.show(member, context);
                    form.led = String.valueOf(context.res().getHeader("Location"));
                } else {
                    form.shown = false;
                    Page.goTo(context, form.led);
                }
            }
        };
    }

    /// Goes to the page that shows a secret which the form now made.
    public static void goTo(Context context, String path, String secret) {
        Sent form = Objects.requireNonNull(context.<Sent>attribute(THIS));
        form.secret = secret;
        Page.goTo(context, path + "?made=" + form.form);
    }

    /// The secret that the address asks for; empty when it was shown, is past its time, or is another sign-in's or
    /// another page's.
    String take(Context context, String form) {
        Sent sent = known.get(new Key(signIn(context), form));
        if (sent == null) {
            return "";
        }
        synchronized (sent) {
            if (!sent.led.endsWith(context.path() + "?made=" + form)) {
                return "";
            }
            boolean there = !sent.shown && clock.instant().isBefore(sent.at.plus(SECRETS_KEPT));
            sent.shown = true;
            return there ? sent.secret : "";
        }
    }

    private Sent sent(Context context) {
        forget();
        String page = Page.field(context, "once");
        String form = digest(page.isEmpty() ? UUID.randomUUID().toString() : context.path() + context.formParamMap());
        return known.computeIfAbsent(new Key(signIn(context), form), key -> new Sent(form, clock.instant()));
    }

    private void forget() {
        Instant now = clock.instant();
        known.values().removeIf(sent -> now.isAfter(sent.at.plus(FORMS_KNOWN)));
        if (known.size() >= FORMS_MAX) {
            known.clear();
        }
        known.values().stream()
                .filter(sent -> now.isAfter(sent.at.plus(SECRETS_KEPT)))
                .forEach(sent -> sent.secret = "");
    }

    private static String signIn(Context context) {
        return HexFormat.of()
                .formatHex(SignInCookie.DESK
                        .read(context)
                        .orElseThrow(Refusal::notSignedIn)
                        .hash());
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
