package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderForm;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.holder.RegisterResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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

    /// `kind` is OWN for the operator itself, else BUYER.
    public record ListedHolder(UUID id, String kind, String legalName, String country, Instant registeredAt) {}

    /// Every holder: the operator's own first, then buyers, oldest first. For operators.
    @Get
    List<ListedHolder> list(Context context) {
        access.seeing(context, Role.OPERATOR);
        return database
                .inTransaction(tx -> Stream.concat(holders.own(tx).stream(), holders.buyers(tx).stream())
                        .toList())
                .stream()
                .map(HolderController::listed)
                .toList();
    }

    /// A fresh token for a holder who lost theirs; the earlier one ends. For operators.
    @Post("/{holder}/token")
    HolderView renewToken(UUID holder, Context context) {
        access.operator(context);
        HolderId id = new HolderId(holder);
        SecretToken token = database.inTransaction(tx ->
                holders.find(tx, id).map(found -> holders.renewToken(tx, id)).orElseThrow(Refusal.missing()));
        return new HolderView(holder, token.reveal());
    }

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

    private static ListedHolder listed(Holder holder) {
        HolderForm form = holder.form();
        return new ListedHolder(
                holder.id().value(), holder.kind().name(), form.legalName(), form.country(), holder.registeredAt());
    }
}
