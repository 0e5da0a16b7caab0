package dev.firsthand.app.removal;

import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.QrPicture;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.removal.Shown.Day;
import dev.firsthand.app.removal.Shown.Followed;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.removal.AskResult;
import dev.firsthand.engine.removal.Asking;
import dev.firsthand.engine.removal.Removal;
import dev.firsthand.engine.removal.Removal.State;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.removal.JteaskGenerated;
import gg.jte.generated.precompiled.removal.JtefollowGenerated;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// What somebody without an account does: asks for removal by the code of a home, and follows it by a secret link. A
/// code or link that is not ours looks like any page that is not there.
final class AskPages {
    private final RemovalDesk rooms;

    AskPages(RemovalDesk rooms) {
        this.rooms = rooms;
    }

    void show(Context context) {
        Texts.speakConsent(context, "");
        SecretToken code = secret(context, "code");
        SortedMap<LocalDate, Integer> counts = rooms.database()
                .inTransaction(tx -> rooms.removals().counts(tx, code))
                .orElseThrow(Refusal.missing());
        Frame frame = frame(context, "ask.title").after(Form.before(context));
        List<Day> days = counts.reversed().entrySet().stream()
                .map(day -> day(day, frame.texts()))
                .toList();
        Page.show(context, output -> JteaskGenerated.render(output, null, frame, context.path(), days));
    }

    void ask(Context context) {
        Texts texts = Texts.speakConsent(context, "");
        SecretToken code = secret(context, "code");
        Asking asking = new Asking(days(context), Personal.of(Page.field(context, "words")));
        switch (rooms.database().inTransaction(tx -> rooms.removals().ask(tx, code, asking))) {
            case AskResult.Asked(var link) -> Page.goTo(context, address("/removal/" + link.reveal(), texts));
            case AskResult.Refused(var reason, var message) ->
                throw Refusal.badRequest(reason, message).at(reason.equals("removal-words-long") ? "words" : "days");
            case AskResult.NoHome() -> throw Refusal.missing().get();
        }
    }

    void follow(Context context) {
        Texts.speakConsent(context, "");
        SecretToken link = secret(context, "link");
        Frame frame = frame(context, "follow.title");
        Followed followed = rooms.database()
                .inTransaction(tx -> rooms.removals()
                        .find(tx, link)
                        .map(removal -> standing(removal, frame.texts()))
                        .or(() -> rooms.removals().removedOn(tx, link).map(day -> gone(day, frame.texts()))))
                .orElseThrow(Refusal.missing());
        QrPicture qr = QrPicture.of(Links.to(context, context.path()));
        Page.show(context, output -> JtefollowGenerated.render(output, null, frame, context.path(), followed, qr));
    }

    private Followed standing(Removal removal, Texts texts) {
        boolean waits = removal.state() == State.ASKED && !removal.froze();
        return new Followed(
                texts.say("follow." + removal.state() + (waits ? ".seen" : "")),
                removal.isOpen() ? texts.say("follow.by", texts.moment(removal.decideBy())) : "",
                removal.decisions(),
                removal.mayAppeal(rooms.clock().instant()));
    }

    private static Followed gone(LocalDate day, Texts texts) {
        String date = texts.date(noon(day));
        return new Followed(texts.say("follow.REMOVED"), texts.say("follow.gone", date), List.of(), false);
    }

    /// Pressed twice, it was appealed, which is what was asked.
    void appeal(Context context) {
        SecretToken link = secret(context, "link");
        rooms.database().inTransaction(tx -> rooms.removals().appeal(tx, link));
        Page.goTo(context, address(context.path(), Texts.speakConsent(context, "")));
    }

    private static String address(String path, Texts texts) {
        return path + "?lang=" + texts.language();
    }

    private static Day day(Map.Entry<LocalDate, Integer> day, Texts texts) {
        return new Day(day.getKey(), texts.date(noon(day.getKey())), day.getValue());
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static Set<LocalDate> days(Context context) {
        try {
            return context.formParams("day").stream().map(LocalDate::parse).collect(Collectors.toSet());
        } catch (DateTimeParseException malformed) {
            return Set.of();
        }
    }

    private static Frame frame(Context context, String title) {
        Texts texts = Texts.of(context);
        return new Frame(texts, texts.say(title), context.path(), List.of());
    }

    private static SecretToken secret(Context context, String name) {
        return SecretToken.parse(context.pathParam(name)).orElseThrow(Refusal.missing());
    }
}
