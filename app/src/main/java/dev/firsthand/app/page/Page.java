package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import gg.jte.generated.precompiled.page.JteproblemGenerated;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes whole pages. They are never kept by a browser: what they show is a person's own.
public final class Page {
    private static final int IDS_MAX = 8;

    private Page() {}

    /// A template with all its values in place.
    @FunctionalInterface
    public interface Filled {
        void write(HtmlTemplateOutput output);
    }

    public static void show(Context context, Filled template) {
        var text = new StringOutput(8_192);
        template.write(new OwaspHtmlTemplateOutput(text));
        context.header("Cache-Control", "no-store");
        context.html(text.toString());
    }

    /// What a form says in this field; empty when the form has no such field.
    public static String field(Context context, String name) {
        String value = context.formParam(name);
        return value == null ? "" : value.strip();
    }

    /// What a form says in a field whose blanks count.
    public static String secret(Context context, String name) {
        String value = context.formParam(name);
        return value == null ? "" : value;
    }

    /// Goes to another page; a browser that is reloaded there sends no form twice.
    public static void goTo(Context context, String path) {
        context.redirect(path, HttpStatus.SEE_OTHER);
    }

    /// A page that tells a refusal in the reader's words instead of failing.
    public static Handler told(Handler page) {
        return context -> {
            try {
                page.handle(context);
            } catch (Refusal refusal) {
                problem(context, refusal.status(), words(context, refusal));
            }
        };
    }

    /// A refusal in the reader's words; the browser is told when to come again.
    static String words(Context context, Refusal refusal) {
        refusal.retryAfter().ifPresent(wait -> context.header("Retry-After", wait));
        return Texts.of(context)
                .sayOr("refusal." + refusal.answer().code(), refusal.answer().message());
    }

    /// A name in the address. One that cannot be ours names nothing.
    public static UUID id(Context context, String name) {
        return id(context.pathParam(name));
    }

    /// A name that the query of the address may give.
    public static Optional<UUID> queried(Context context, String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(id(value));
    }

    /// The names that the query of the address gives under one word; too many are none of ours.
    public static Set<UUID> ids(Context context, String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > IDS_MAX) {
            throw Refusal.missing().get();
        }
        return values.stream().map(Page::id).collect(Collectors.toUnmodifiableSet());
    }

    /// The same of one that a form chose.
    public static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }

    /// After which entry a list goes on, by the address; what cannot be ours begins the list anew.
    public static Optional<UUID> mark(Context context, String name) {
        try {
            return Optional.ofNullable(context.queryParam(name)).map(UUID::fromString);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// Says in words what could not be done, and what to do next.
    public static void problem(Context context, int status, String message) {
        String title = Texts.of(context).say(status < 400 ? "problem.fine" : "problem.title");
        problem(context, status, plain(context, title), message);
    }

    static void problem(Context context, int status, Frame frame, String message) {
        context.status(status);
        show(context, output -> JteproblemGenerated.render(output, null, frame, message));
    }

    /// The frame around words for whoever asks: its home is that of the people whose pages stand at this path.
    private static Frame plain(Context context, String title) {
        Texts texts = Texts.of(context);
        if (context.path().startsWith("/desk")) {
            return Frame.desk(texts, title, List.of());
        }
        if (context.path().startsWith("/sign-in")) {
            return Frame.deskDoor(texts, title);
        }
        if (context.path().startsWith("/receipt")) {
            return new Frame(texts, title, "/receipt", List.of());
        }
        if (context.path().startsWith("/household/")) {
            return Frame.anybody(texts, title);
        }
        return context.path().startsWith("/holder") ? Frame.holder(texts, title) : Frame.contributor(texts, title);
    }
}
