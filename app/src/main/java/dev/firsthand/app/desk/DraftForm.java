package dev.firsthand.app.desk;

import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.task.Draft;
import dev.firsthand.engine.task.Money;
import dev.firsthand.engine.task.Offer;
import dev.firsthand.engine.task.PayRule;
import dev.firsthand.engine.task.Picture;
import dev.firsthand.engine.task.TaskText;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads what an operator wrote about a task. Sums are written in the currency's usual unit, with a point or a comma.
final class DraftForm {
    private DraftForm() {}

    static Offer sentenceAlone(Context context) {
        return checked("sentence", () -> Offer.of(new TaskText(Page.field(context, "sentence"), "")));
    }

    /// The words of the form; the pictures stay as they were.
    static Draft.Wording wording(Context context, List<Picture> pictures) {
        TaskText sentence = sentenceAlone(context).text();
        TaskText instructed = checked(
                "instructions",
                () -> new TaskText(
                        sentence.sentence(), Page.field(context, "instructions").replace("\r\n", "\n")));
        TaskText text = checked(
                "accepted",
                () -> new TaskText(
                        sentence.sentence(),
                        instructed.instructions(),
                        Page.field(context, "accepted").lines().toList()));
        Optional<PayRule> pay = pay(context);
        Offer offer = checked("minutes", () -> new Offer(text, pictures, pay, length(Page.field(context, "minutes"))));
        return checked("change", () -> new Draft.Wording(offer, Page.field(context, "change")));
    }

    /// The form's own answer to what a value refuses.
    static <T> T checked(String field, Supplier<T> value) {
        return Form.checked("task-text-invalid", field, value);
    }

    private static Optional<PayRule> pay(Context context) {
        return switch (Page.field(context, "paid")) {
            case "yes" -> {
                Currency currency = checked("currency", () -> currency(Page.field(context, "currency")));
                Money minute = sum(context, "minute", currency);
                Money session = sum(context, "session", currency);
                Money other = sum(context, "other", currency);
                yield Optional.of(checked("minute", () -> new PayRule(minute, session, other)));
            }
            case "no" -> Optional.empty();
            default ->
                throw Refusal.badRequest("task-text-invalid", "Say whether the task is paid: choose yes or no.")
                        .at("paid");
        };
    }

    private static Money sum(Context context, String field, Currency currency) {
        return checked(field, () -> sum(Page.field(context, field), currency));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "a currency has three letters of ISO 4217, such as CHF, KES or PHP", unknown);
        }
    }

    private static Money sum(String written, Currency currency) {
        try {
            BigDecimal sum = new BigDecimal(written.isEmpty() ? "0" : written.replace(',', '.'));
            int digits = Math.max(0, currency.getDefaultFractionDigits());
            return new Money(sum.movePointRight(digits).longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new IllegalArgumentException(
                    "'%s' is no sum in %s: write a number with at most %d digits after the point"
                            .formatted(written, currency.getCurrencyCode(), currency.getDefaultFractionDigits()),
                    notWhole);
        }
    }

    private static Optional<Duration> length(String minutes) {
        if (minutes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofMinutes(Integer.parseInt(minutes)));
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException("the usual length is a whole number of minutes", notWhole);
        }
    }
}
