package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.desk.JtemembersGenerated;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;

/// Links by which more people join the desk. Each works once, for one role.
final class MemberPages {
    private final DeskRooms rooms;

    MemberPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        page(context, "");
    }

    void invite(StaffMember member, Context context) {
        Role role = Arrays.stream(Role.values())
                .filter(known -> known.name().equals(context.formParam("role")))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("role-missing", "Choose what the new member may do."));
        SecretToken link =
                rooms.database().inTransaction(tx -> rooms.people().staff().invite(tx, member.id(), role));
        page(context, Links.to(context, "/sign-in/" + link.reveal()));
    }

    private static void page(Context context, String link) {
        List<String> roles = Arrays.stream(Role.values()).map(Role::name).toList();
        var frame = DeskGuard.frame(context, "members.title");
        Page.show(context, output -> JtemembersGenerated.render(output, null, frame, roles, link));
    }
}
