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
import java.util.UUID;

/// Writes whole pages. They are never kept by a browser: what they show is a person's own.
public final class Page {
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
                Refusal.Answer answer = refusal.answer();
                String message = Texts.of(context).sayOr("refusal." + answer.code(), answer.message());
                problem(context, refusal.status(), message);
            }
        };
    }

    /// A name in the address. One that cannot be ours names nothing.
    public static UUID id(Context context, String name) {
        try {
            return UUID.fromString(context.pathParam(name));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }

    /// Says in words what could not be done, and what to do next.
    public static void problem(Context context, int status, String message) {
        context.status(status);
        String title = Texts.of(context).say(status < 400 ? "problem.fine" : "problem.title");
        Frame frame = plain(context, title);
        show(context, output -> JteproblemGenerated.render(output, null, frame, message));
    }

    /// The frame around words for whoever asks: its home is that of the people whose pages stand at this path.
    private static Frame plain(Context context, String title) {
        Texts texts = Texts.of(context);
        if (context.path().startsWith("/desk")) {
            return Frame.desk(texts, title, List.of());
        }
        return context.path().startsWith("/holder") ? Frame.holder(texts, title) : Frame.contributor(texts, title);
    }
}
