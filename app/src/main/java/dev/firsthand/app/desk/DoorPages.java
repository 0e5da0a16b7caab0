package dev.firsthand.app.desk;

import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.page.Visitor;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.ChosenPassword;
import dev.firsthand.engine.staff.LinkOffer;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.SignInResult;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.desk.JtedoorGenerated;
import gg.jte.generated.precompiled.desk.JtesigninGenerated;
import io.javalin.http.Context;

/// How a member of the desk comes in, by a one-time link or by name and password, and goes. Opening a link does not
/// use it up.
final class DoorPages {
    private final DeskRooms rooms;

    DoorPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(Context context) {
        Frame frame = frame(context);
        boolean left = context.queryParam("left") != null;
        Page.show(context, output -> JtedoorGenerated.render(output, null, frame, left));
    }

    void signIn(Context context) {
        switch (rooms.people().passwords().signIn(typed(context), Visitor.of(context))) {
            case SignInResult.SignedIn(var member, var token) -> comeIn(context, token);
            case SignInResult.Wrong() ->
                throw Refusal.unauthorized("sign-in-wrong", "That sign-in name and password do not go together.");
            case SignInResult.Paused(var left) -> throw Refusal.tooOften(left);
        }
    }

    void offer(Context context) {
        SecretToken link = link(context);
        switch (rooms.database().inTransaction(tx -> rooms.people().staff().offer(tx, link))) {
            case LinkOffer.Newcomer(var role) -> offer(context, true, "");
            case LinkOffer.Returning(var member, var signInName) ->
                offer(context, false, signInName.map(Personal::reveal).orElse(""));
            case LinkOffer.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
        }
    }

    void enter(Context context) {
        SecretToken link = link(context);
        Personal<String> name = Personal.of(Page.field(context, "name"));
        Personal<String> browser = Visitor.of(context).browser();
        switch (rooms.people().passwords().follow(link, name, typed(context), browser)) {
            case LinkResult.SignedIn(var member, var token) -> {
                if (context.formParam("others") != null) {
                    Staff staff = rooms.people().staff();
                    rooms.database().inTransactionDo(tx -> staff.signIns().endOthers(tx, member.id(), token));
                }
                comeIn(context, token);
            }
            case LinkResult.Refused(var code, var message) ->
                throw Refusal.badRequest(code, message).at(field(code));
        }
    }

    /// Ends the sign-in itself, so that a copied cookie is worth nothing.
    void leave(Context context) {
        SignInCookie.DESK
                .read(context)
                .ifPresent(token -> rooms.database()
                        .inTransaction(tx -> rooms.people().staff().signIns().end(tx, token)));
        SignInCookie.DESK.take(context);
        Page.goTo(context, "/sign-in?left");
    }

    private static void comeIn(Context context, SecretToken token) {
        SignInCookie.DESK.give(context, token);
        Page.goTo(context, "/desk");
    }

    /// Neither field is stripped of anything but what the engine strips: a password may end in a blank.
    static ChosenPassword typed(Context context) {
        return new ChosenPassword(
                Personal.of(Page.field(context, "sign-in-name")), Personal.of(Page.secret(context, "password")));
    }

    /// Which field of a form with name and password a refusal is about.
    static String field(String code) {
        return switch (code) {
            case "staff-name-invalid" -> "name";
            case "sign-in-name-invalid", "sign-in-name-taken" -> "sign-in-name";
            case "password-wrong", "sign-in-paused" -> "present";
            case "password-length", "password-is-name" -> "password";
            default -> "";
        };
    }

    private static void offer(Context context, boolean newcomer, String signInName) {
        Frame frame = frame(context);
        Page.show(
                context,
                output -> JtesigninGenerated.render(output, null, frame, context.path(), newcomer, signInName));
    }

    private static Frame frame(Context context) {
        Texts texts = Texts.of(context);
        return Frame.deskDoor(texts, texts.say("signin.title")).after(Form.before(context));
    }

    private static SecretToken link(Context context) {
        return SecretToken.parse(context.pathParam("link")).orElseThrow(Refusal.missing());
    }
}
