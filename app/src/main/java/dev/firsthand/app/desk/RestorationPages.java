package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Stuck;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.desk.JterestorationGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/// After a backup was put back: what that means for those who withdrew since, or had something removed, and that a
/// person has seen to it.
public final class RestorationPages {
    private final Database database;
    private final Restorations restorations;

    public RestorationPages(Database database, Restorations restorations) {
        this.database = database;
        this.restorations = restorations;
    }

    public void addTo(RoutesConfig routes, DeskGuard guard) {
        routes.get("/desk/restoration", guard.of(Role.OPERATOR, this::show));
        routes.post("/desk/restoration", guard.form(Role.OPERATOR, this::confirm, this::show));
    }

    /// Nothing is released or looked at while this stands at the front page.
    public List<Stuck> stuck(Tx tx, Texts texts) {
        return Restorations.unconfirmed(tx).stream()
                .map(one -> new Stuck(
                        texts.say("stuck.restored", texts.moment(one.backupAt())),
                        one.restoredAt(),
                        texts.say("stuck.restored.why"),
                        texts.say("stuck.restored.next"),
                        "/desk/restoration"))
                .toList();
    }

    private void show(StaffMember member, Context context) {
        Texts texts = Texts.of(context);
        String since = database.inTransaction(Restorations::unconfirmed)
                .map(one -> texts.moment(one.backupAt()))
                .orElse("");
        var frame = DeskGuard.frame(context, "restoration.title");
        Page.show(context, output -> JterestorationGenerated.render(output, null, frame, since));
    }

    private void confirm(StaffMember member, Context context) {
        if (context.formParam("entered") == null) {
            throw Refusal.badRequest(
                            "restoration-not-seen-to",
                            "Tick the box when every withdrawal and removal is entered again.")
                    .at("entered");
        }
        database.inTransactionDo(
                tx -> restorations.confirm(tx, member.id().person().value()));
        Page.goTo(context, "/desk/restoration");
    }
}
