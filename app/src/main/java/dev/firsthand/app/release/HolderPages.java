package dev.firsthand.app.release;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SentForms;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.copy.Downloads.Fetched;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderForm;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.RegisterResult;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TypedText;
import gg.jte.generated.precompiled.release.JteholderGenerated;
import gg.jte.generated.precompiled.release.JteholdersGenerated;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may receive copies, at the desk: registering them, their links, and what they hold and fetched.
public final class HolderPages {
    private final ReleaseRooms rooms;

    HolderPages(ReleaseRooms rooms) {
        this.rooms = rooms;
    }

    /// A holder with the end of their link; empty when none works.
    public record Row(Holder holder, Optional<Instant> linkUntil) {}

    /// Where they are told of recalls, and since when their licence is suspended.
    public record Reached(String mail, String hook, Optional<Instant> suspended) {}

    /// A copy that somebody holds, and what they fetched of it.
    public record Held(Listed release, Optional<Fetched> fetched) {}

    void list(StaffMember member, Context context) {
        List<Row> rows = rooms.database().inTransaction(tx -> {
            List<Holder> holders = Stream.concat(rooms.holders().own(tx).stream(), rooms.holders().buyers(tx).stream())
                    .toList();
            Map<HolderId, Instant> links = rooms.holders().tokensUntil(tx);
            return holders.stream()
                    .map(holder -> new Row(holder, Optional.ofNullable(links.get(holder.id()))))
                    .toList();
        });
        boolean ownThere = rows.stream().anyMatch(row -> row.holder().kind() == Holder.Kind.OWN);
        var frame = DeskGuard.frame(context, "holders.title");
        Page.show(context, output -> JteholdersGenerated.render(output, null, frame, rows, !ownThere));
    }

    void register(StaffMember member, Context context) {
        HolderForm form = form(context);
        boolean own = !Page.field(context, "own").isEmpty();
        RegisterResult result = rooms.database()
                .inTransaction(tx -> own
                        ? rooms.holders().registerOwn(tx, form)
                        : rooms.holders().registerBuyer(tx, form));
        switch (result) {
            case RegisterResult.Registered(var holder, var token) -> goTo(context, holder, token);
            case RegisterResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        }
    }

    void show(StaffMember member, Context context) {
        Holder holder = holder(context);
        Optional<Instant> until = rooms.database()
                .inTransaction(tx ->
                        Optional.ofNullable(rooms.holders().tokensUntil(tx).get(holder.id())));
        List<Held> copies = held(holder);
        Reached reached = rooms.database()
                .inTransaction(tx -> new Reached(
                        rooms.recalling()
                                .contacts()
                                .mail(tx, holder.id())
                                .map(mail -> mail.reveal().value())
                                .orElse(""),
                        rooms.recalling()
                                .contacts()
                                .hook(tx, holder.id())
                                .map(URI::toString)
                                .orElse(""),
                        rooms.holders().suspendedSince(tx, holder.id())));
        var frame = DeskGuard.frame(context, "holders.one", holder.form().legalName());
        Page.show(
                context,
                output -> JteholderGenerated.render(output, null, frame, new Row(holder, until), reached, copies));
    }

    void renew(StaffMember member, Context context) {
        Holder holder = holder(context);
        SecretToken token = rooms.database().inTransaction(tx -> rooms.holders().renewToken(tx, holder.id()));
        goTo(context, holder, token);
    }

    void end(StaffMember member, Context context) {
        Holder holder = holder(context);
        rooms.database().inTransactionDo(tx -> rooms.holders().endTokens(tx, holder.id()));
        Page.goTo(context, path(holder));
    }

    private static String path(Holder holder) {
        return "/desk/holders/" + holder.id().value();
    }

    private static void goTo(Context context, Holder holder, SecretToken token) {
        SentForms.goTo(context, path(holder), Links.to(context, "/holder/" + token.reveal()));
    }

    private List<Held> held(Holder holder) {
        return rooms.database().inTransaction(tx -> {
            List<Listed> releases = rooms.releases().publishedTo(tx, holder.id());
            Map<CopyId, Fetched> fetched = rooms.copies()
                    .downloads()
                    .of(tx, releases.stream().map(one -> one.requested().copy()).toList());
            return releases.stream()
                    .map(one -> new Held(
                            one, Optional.ofNullable(fetched.get(one.requested().copy()))))
                    .toList();
        });
    }

    private Holder holder(Context context) {
        HolderId id = new HolderId(Page.id(context, "holder"));
        return rooms.database()
                .inTransaction(tx -> rooms.holders().find(tx, id))
                .orElseThrow(Refusal.missing());
    }

    private static HolderForm form(Context context) {
        String name = line(context, "name", "a legal name", HolderForm.NAME_LENGTH_MAX);
        String purpose = line(context, "purpose", "a purpose", HolderForm.PURPOSE_LENGTH_MAX);
        return Form.checked(
                "holder-form-invalid", "country", () -> new HolderForm(name, Page.field(context, "country"), purpose));
    }

    private static String line(Context context, String field, String what, int lengthMax) {
        return Form.checked(
                "holder-form-invalid", field, () -> TypedText.line(what, Page.field(context, field), lengthMax));
    }
}
