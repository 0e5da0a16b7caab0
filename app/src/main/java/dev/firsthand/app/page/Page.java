package dev.firsthand.app.page;

import gg.jte.generated.precompiled.page.JteproblemGenerated;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.function.BiConsumer;

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

    /// A page that tells refusals of this kind instead of failing.
    public static <R extends RuntimeException> Handler telling(
            Handler page, Class<R> kind, BiConsumer<R, Context> telling) {
        return context -> {
            try {
                page.handle(context);
            } catch (RuntimeException failure) {
                if (!kind.isInstance(failure)) {
                    throw failure;
                }
                telling.accept(kind.cast(failure), context);
            }
        };
    }

    /// Says in words what could not be done, and what to do next.
    public static void problem(Context context, int status, String message) {
        context.status(status);
        String title = Texts.of(context).say(status < 400 ? "problem.fine" : "problem.title");
        var frame = context.path().startsWith("/desk")
                ? Frame.desk(Texts.of(context), title)
                : Frame.contributor(Texts.of(context), title);
        show(context, output -> JteproblemGenerated.render(output, null, frame, message));
    }
}
