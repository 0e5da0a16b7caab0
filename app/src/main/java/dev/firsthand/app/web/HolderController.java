package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.holder.HolderForm;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.holder.RegisterResult;
import dev.firsthand.engine.store.Database;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.util.UUID;

/// Who may receive copies.
@Controller("/api/v1/holders")
final class HolderController {
    private final Database database;
    private final Access access;
    private final Holders holders;

    HolderController(Database database, Access access, Holders holders) {
        this.database = database;
        this.access = access;
        this.holders = holders;
    }

    /// `own` registers the operator itself: its copies stay in the house and need no buyer's consent.
    public record NewHolder(String legalName, String country, String purpose, boolean own) {}

    /// The token is the holder's; it is shown this once.
    public record HolderView(UUID id, String token) {}

    /// Registers a holder. For operators.
    @Post
    HolderView register(NewHolder form, Context context) {
        access.operator(context);
        HolderForm holder = new HolderForm(
                Forms.text("legalName", form.legalName()),
                Forms.text("country", form.country()),
                Forms.text("purpose", form.purpose()));
        RegisterResult result = database.inTransaction(
                tx -> form.own() ? holders.registerOwn(tx, holder) : holders.registerBuyer(tx, holder));
        return switch (result) {
            case RegisterResult.Registered(var registered, var token) ->
                new HolderView(registered.id().value(), token.reveal());
            case RegisterResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        };
    }
}
