package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Delete;
import io.avaje.http.api.Post;
import io.javalin.http.Context;

/// Sign-ins of the desk.
@Controller("/api/v1/sign-ins")
final class SignInController {
    private final Database database;
    private final Staff staff;

    SignInController(Database database, Staff staff) {
        this.database = database;
        this.staff = staff;
    }

    /// `link` is the last part of a one-time link; `name` is kept for a new member of the desk.
    public record SignInForm(String link, String name) {}

    public record SignedIn(String token, String role) {}

    /// Follows a one-time link and begins a sign-in. The token is shown this once.
    @Post
    SignedIn begin(SignInForm form) {
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
