package dev.firsthand.app.desk;

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
        return checked(() -> Offer.of(new TaskText(Page.field(context, "sentence"), "")));
    }

    /// The words of the form; the pictures stay as they were.
    static Draft.Wording wording(Context context, List<Picture> pictures) {
        return checked(() -> {
            var text = new TaskText(
                    Page.field(context, "sentence"),
                    Page.field(context, "instructions").replace("\r\n", "\n"),
                    Page.field(context, "accepted").lines().toList());
            return new Draft.Wording(
                    new Offer(text, pictures, pay(context), length(Page.field(context, "minutes"))),
                    Page.field(context, "change"));
        });
    }

    /// The form's own answer to what a value refuses.
    static <T> T checked(Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException flaw) {
            throw Refusal.badRequest("task-text-invalid", String.valueOf(flaw.getMessage()));
        }
    }

    private static Optional<PayRule> pay(Context context) {
        return switch (Page.field(context, "paid")) {
            case "yes" -> {
                Currency currency = currency(Page.field(context, "currency"));
                yield Optional.of(new PayRule(
                        sum(Page.field(context, "minute"), currency),
                        sum(Page.field(context, "session"), currency),
                        sum(Page.field(context, "other"), currency)));
            }
            case "no" -> Optional.empty();
            default -> throw new IllegalArgumentException("say whether the task is paid: choose yes or no");
        };
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
