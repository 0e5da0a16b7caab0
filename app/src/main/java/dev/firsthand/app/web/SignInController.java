package dev.firsthand.app.web;

import dev.firsthand.app.page.Visitor;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.ChosenPassword;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.PasswordDoor;
import dev.firsthand.engine.staff.SignInResult;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Delete;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// Sign-ins of the desk.
@Controller("/api/v1/sign-ins")
final class SignInController {
    private final Database database;
    private final Staff staff;
    private final PasswordDoor passwords;

    SignInController(Database database, Staff staff, PasswordDoor passwords) {
        this.database = database;
        this.staff = staff;
        this.passwords = passwords;
    }

    /// Either `link`, the last part of a one-time link, and `name`, kept for a new member of the desk; or `signInName`
    /// and `password`.
    public record SignInForm(
            @Nullable String link,
            @Nullable String name,
            @Nullable String signInName,
            @Nullable String password) {}

    public record SignedIn(String token, String role) {}

    /// Follows a one-time link, or takes a name and a password, and begins a sign-in. The token is shown this once.
    @Post
    SignedIn begin(SignInForm form, Context context) {
        return form.signInName() == null && form.password() == null ? follow(form) : byPassword(form, context);
    }

    private SignedIn byPassword(SignInForm form, Context context) {
        var typed = new ChosenPassword(
                Personal.of(Forms.text("signInName", form.signInName())),
                Personal.of(Forms.text("password", form.password())));
        return switch (passwords.signIn(typed, Visitor.of(context))) {
            case SignInResult.SignedIn(var member, var token) ->
                new SignedIn(token.reveal(), member.role().name());
            case SignInResult.Wrong() ->
                throw Refusal.unauthorized("sign-in-wrong", "That sign-in name and password do not go together.");
            case SignInResult.Paused(var left) -> throw Refusal.tooOften(left);
        };
    }

    private SignedIn follow(SignInForm form) {
        SecretToken link = Forms.token(form.link());
        Personal<String> name = Personal.of(Forms.text("name", form.name()));
        return switch (database.inTransaction(tx -> staff.follow(tx, link, name))) {
            case LinkResult.SignedIn(var member, var token) ->
                new SignedIn(token.reveal(), member.role().name());
            case LinkResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
        };
    }

    /// Ends the sign-in whose token the request carries.
    @Delete
    void end(Context context) {
        SecretToken token = Access.token(context).orElseThrow(Refusal::notSignedIn);
        if (!database.inTransaction(tx -> staff.signIns().end(tx, token))) {
            throw Refusal.notSignedIn();
        }
    }
}
