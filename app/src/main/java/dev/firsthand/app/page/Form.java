package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a form leaves for the page that is shown after it. A form that is refused is shown again with what was typed
/// and what is wrong with it, so that nobody types anything twice but a password. One that made a secret leaves that;
/// an empty one was shown before.
public record Form(Map<String, List<String>> typed, Optional<Fault> fault, Optional<String> made) {
    static final Form NONE = new Form(Map.of(), Optional.empty(), Optional.empty());

    private static final List<String> PASSWORDS = List.of("password", "present");
    private static final String BEFORE = "form-before";

    public Form {
        typed = Map.copyOf(typed);
    }

    /// `field` is empty where the fault is of no single field.
    public record Fault(String field, String message) {}

    /// Takes what was sent, or shows a page.
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /// Sends a form; refused, its page is shown again. What is not there stays not there.
    public static void send(Context context, Step send, Step page) throws IOException {
        try {
            send.run();
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            context.status(refusal.status());
            context.attribute(BEFORE, refused(context, refusal));
            page.run();
        }
    }

    /// A form that was too long was not read.
    private static Form refused(Context context, Refusal refusal) {
        Map<String, List<String>> typed = new HashMap<>(refusal.status() == 413 ? Map.of() : context.formParamMap());
        PASSWORDS.forEach(typed::remove);
        return new Form(typed, Optional.of(new Fault(refusal.field(), Page.words(context, refusal))), Optional.empty());
    }

    static void leave(Context context, String secret) {
        context.attribute(BEFORE, new Form(Map.of(), Optional.empty(), Optional.of(secret)));
    }

    /// The form that led to this page, if one did.
    public static Form before(Context context) {
        Form form = context.attribute(BEFORE);
        return form == null ? NONE : form;
    }

    /// What a value of the engine says of itself becomes a fault of the field that it was typed into.
    public static <T> T checked(String code, String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException flaw) {
            throw refusal(code, field, flaw);
        }
    }

    /// As above, where the value knows the field.
    public static Refusal refusal(String code, String field, IllegalArgumentException flaw) {
        String text = String.valueOf(flaw.getMessage());
        String sentence = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
        return Refusal.badRequest(code, sentence).at(field);
    }

    /// What the form made, to be shown this once; empty where there is nothing to show.
    public String secret() {
        return made.orElse("");
    }

    public boolean wrong(String field) {
        return fault.filter(found -> found.field().equals(field)).isPresent();
    }

    /// What a field holds: what was typed, or else what stands there from before.
    public String value(String field, String otherwise) {
        return typed.getOrDefault(field, List.of(otherwise)).getFirst();
    }

    public String value(String field) {
        return value(field, "");
    }

    /// Whether a choice is made, by what was ticked or else as it stands from before.
    public boolean chosen(String field, String choice, boolean otherwise) {
        return typed.isEmpty()
                ? otherwise
                : typed.getOrDefault(field, List.of()).contains(choice);
    }

    /// For `aria-invalid`.
    public @Nullable String invalid(String field) {
        return wrong(field) ? "true" : null;
    }

    /// For `aria-describedby`: the words beside a field, and its fault.
    public @Nullable String described(String field, String words) {
        String both = wrong(field) ? (words + " " + field + "-fault").strip() : words;
        return both.isEmpty() ? null : both;
    }
}
