package dev.firsthand.app.me;

import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Country;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Invitation;
import dev.firsthand.engine.contributor.InvitationTerms.Audience;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.task.Task;
import gg.jte.generated.precompiled.me.JtejoinGenerated;
import gg.jte.generated.precompiled.me.JtereturnGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How somebody becomes a contributor, and how a contributor comes back on another phone.
final class JoinPages {
    private final MyRooms rooms;
    private final OwnGuard own;

    JoinPages(MyRooms rooms, OwnGuard own) {
        this.rooms = rooms;
        this.own = own;
    }

    /// Looking at an invitation does not use it up.
    void show(Context context) {
        Texts.speakConsent(context, "");
        Optional<JoinResult.Refused> refused = rooms.database()
                .inTransaction(tx -> rooms.contributors().invitations().standing(tx, link(context)));
        if (refused.isPresent() && own.asking(context).isPresent()) {
            Page.goTo(context, "/me"); // the link brought this person here before
            return;
        }
        if (refused.isPresent()) {
            throw refusal(refused.get());
        }
        Audience audience = rooms.database()
                .inTransaction(tx -> rooms.contributors().invitations().find(tx, link(context)))
                .map(Invitation::audience)
                .orElse(Audience.EVERYBODY);
        Texts.speakConsent(context, audience.language().orElse(""));
        Frame frame = MyPages.frame(context, "join.title").after(Form.before(context));
        String language = audience.language().orElse(frame.texts().language());
        List<Country> countries = Country.all(frame.texts().locale());
        List<Task> tasks = tasks(audience);
        long age = ageAsked(frame.form().value("country"));
        Page.show(
                context,
                output ->
                        JtejoinGenerated.render(output, null, frame, tasks, countries, language, age, context.path()));
    }

    /// What the box says whoever joins from there has to be, by the rules of this moment.
    private long ageAsked(String country) {
        Set<Jurisdiction> home = Jurisdiction.isPlace(country) ? Set.of(new Jurisdiction(country)) : Set.of();
        return rooms.database()
                .inTransaction(tx -> rooms.contributors().ages().asked(tx, home))
                .amount();
    }

    /// Refused, the page is shown again, and its box says the age of the country that was chosen.
    void join(Context context) throws IOException {
        Form.send(context, () -> send(context), () -> show(context));
    }

    private void send(Context context) {
        String language = Page.field(context, "language");
        Texts.speakConsent(context, language);
        JoinForm form =
                new JoinForm(Personal.of(language), Personal.of(Page.field(context, "country")), reached(context));
        switch (rooms.database().inTransaction(tx -> rooms.contributors().join(tx, link(context), form))) {
            case JoinResult.Joined(var contributor, var token) -> {
                SignInCookie.CONTRIBUTOR.give(context, token);
                Page.goTo(context, "/me");
            }
            case JoinResult.Refused refused -> {
                if (own.asking(context).isEmpty()) {
                    throw refusal(refused);
                }
                Page.goTo(context, "/me"); // pressed twice: this browser has just joined
            }
        }
    }

    /// A personal link is followed by a press of a button: a messenger's preview must not sign in.
    void offerReturn(Context context) {
        SecretToken token = SecretToken.parse(context.pathParam("token")).orElseThrow(Refusal.missing());
        if (!rooms.database().inTransaction(tx -> rooms.contributors().tokens().runs(tx, token))) {
            throw gone();
        }
        Frame frame = MyPages.frame(context, "return.title");
        Page.show(context, output -> JtereturnGenerated.render(output, null, frame, context.path()));
    }

    void comeBack(Context context) {
        SecretToken token = SecretToken.parse(context.pathParam("token")).orElseThrow(Refusal.missing());
        SecretToken own = rooms.database()
                .inTransaction(tx -> rooms.contributors().tokens().renew(tx, token))
                .orElseThrow(JoinPages::gone);
        SignInCookie.CONTRIBUTOR.give(context, own);
        Page.goTo(context, "/me");
    }

    /// The same for a link that was used, one that was ended, and one that never was.
    private static Refusal gone() {
        return Refusal.gone(
                "link-gone",
                "This link does not work any more: it was used, ended, or is past its day. Where you are signed in, make"
                        + " a new one under 'My personal link', or ask the people who invited you.");
    }

    private List<Task> tasks(Audience audience) {
        return rooms.database().inTransaction(rooms.tasks()::open).tasks().stream()
                .filter(task -> audience.task()
                        .filter(only -> !only.equals(task.id().value()))
                        .isEmpty())
                .toList();
    }

    private static SecretToken link(Context context) {
        return SecretToken.parse(context.pathParam("link")).orElseThrow(Refusal.missing());
    }

    /// The age that the box said, if it is ticked.
    private static int reached(Context context) {
        String years = Page.field(context, "adult");
        return years.matches("[0-9]{1,3}") ? Integer.parseInt(years) : 0;
    }

    private static Refusal refusal(JoinResult.Refused refused) {
        Refusal refusal = Refusal.badRequest(refused.code(), refused.message());
        return refused.code().equals("age-not-stated") ? refusal.at("adult") : refusal;
    }
}
