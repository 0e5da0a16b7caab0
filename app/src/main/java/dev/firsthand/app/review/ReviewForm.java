package dev.firsthand.app.review;

import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.streams.time.TimeSpan;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a reviewer answers in one form: what is visible, what of it is accepted, and why not all.
final class ReviewForm {
    /// How many parts can be named in the form; more go through the API.
    static final int PARTS = 4;

    private ReviewForm() {}

    static PrivacyAnswer answer(Context context) {
        if (Page.field(context, "answer").equals("nothing")) {
            return new PrivacyAnswer.NothingVisible(Personal.of(Page.field(context, "lifting")));
        }
        Set<Visible> seen = ticked(context, "visible", Visible.class);
        if (seen.isEmpty()) {
            throw Refusal.badRequest("visible-missing", "Say what is visible, or that nothing is.");
        }
        return new PrivacyAnswer.SomethingVisible(seen);
    }

    static Grounds grounds(Context context) {
        return new Grounds(ticked(context, "reason", Reason.class), Page.field(context, "note"));
    }

    /// Empty when the whole is accepted.
    static Optional<List<TimeSpan>> accepted(Context context) {
        return switch (Page.field(context, "accept")) {
            case "whole" -> Optional.empty();
            case "none" -> Optional.of(List.of());
            case "parts" -> Optional.of(parts(context));
            default -> throw Refusal.badRequest("accept-missing", "Say whether all of it, parts or none is accepted.");
        };
    }

    private static List<TimeSpan> parts(Context context) {
        List<TimeSpan> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            String from = Page.field(context, "from" + part);
            String to = Page.field(context, "to" + part);
            if (!from.isEmpty() || !to.isEmpty()) {
                parts.add(span(from, to));
            }
        }
        if (parts.isEmpty()) {
            throw Refusal.badRequest("parts-missing", "Name the parts that are accepted, from when to when.");
        }
        return parts;
    }

    private static TimeSpan span(String from, String to) {
        long start = moment(from);
        long end = moment(to);
        if (end <= start) {
            throw Refusal.badRequest(
                    "part-malformed", "A part ends after it begins; %s to %s does not.".formatted(from, to));
        }
        return new TimeSpan(start, end);
    }

    private static long moment(String text) {
        return ClockTime.nanos(text)
                .orElseThrow(() -> Refusal.badRequest(
                        "part-malformed", "Write times as a player shows them, such as 1:05 or 1:05.5."));
    }

    private static <E extends Enum<E>> Set<E> ticked(Context context, String field, Class<E> choices) {
        List<String> ticked = context.formParams(field);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> ticked.contains(choice.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
