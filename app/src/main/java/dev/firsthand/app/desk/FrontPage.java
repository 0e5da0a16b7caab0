package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Inviting;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import gg.jte.generated.precompiled.desk.JtefrontGenerated;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/// One screen that says what is missing and what waits.
final class FrontPage {
    private final DeskRooms rooms;

    FrontPage(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        int waiting =
                rooms.database().inTransaction(rooms.privacy()::awaitingAnswer).size();
        List<String> missing = member.role().covers(Role.OPERATOR) ? missing(Texts.of(context)) : List.of();
        var frame = DeskGuard.frame(context, "front.title");
        Page.show(context, output -> JtefrontGenerated.render(output, null, frame, missing, waiting));
    }

    /// What an operator has to do before anybody can record, in the order of doing it.
    private List<String> missing(Texts texts) {
        List<String> missing = new ArrayList<>();
        if (rooms.inviting() == Inviting.CONTROLLER_NOT_NAMED) {
            missing.add(texts.say("front.no-controller"));
        }
        if (rooms.database().inTransaction(rooms.tasks()::open).tasks().isEmpty()) {
            missing.add(texts.say("front.no-task"));
        }
        if (!rooms.database().inTransaction(rooms.people().contributors().invitations()::anyOpen)) {
            missing.add(texts.say("front.no-invitation"));
        }
        return missing;
    }
}
