package dev.firsthand.app.page;

import gg.jte.generated.precompiled.page.JteproblemGenerated;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

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

    /// Goes to another page; a browser that is reloaded there sends no form twice.
    public static void goTo(Context context, String path) {
        context.redirect(path, HttpStatus.SEE_OTHER);
    }

    /// Says in words what could not be done, and what to do next.
    public static void problem(Context context, int status, String message) {
        context.status(status);
        var frame = new Frame(Texts.of(context), Texts.of(context).say("problem.title"));
        show(context, output -> JteproblemGenerated.render(output, null, frame, message));
    }
}
