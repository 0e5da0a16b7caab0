package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.Page;
import dev.firsthand.engine.staff.Role;
import io.javalin.config.RoutesConfig;

/// The addresses of the desk: coming in, and what an operator prepares.
public final class DeskPages {
    private final DeskRooms rooms;
    private final DeskGuard guard;
    private final Live live;

    public DeskPages(DeskRooms rooms, DeskGuard guard, Live live) {
        this.rooms = rooms;
        this.guard = guard;
        this.live = live;
    }

    public void addTo(RoutesConfig routes) {
        var door = new DoorPages(rooms);
        routes.get("/sign-in", Page.told(door::show));
        routes.post("/sign-in", Page.told(door::signIn));
        routes.get("/sign-in/{link}", Page.told(door::offer));
        routes.post("/sign-in/{link}", Page.told(door::enter));
        routes.post("/desk/leave", Page.told(door::leave));
        var front = new FrontPage(rooms);
        routes.get("/desk", guard.ofAll(front::show));
        routes.get("/desk/live", guard.live(live));
        var tasks = new TaskPages(rooms);
        routes.get("/desk/tasks", guard.toSee(Role.OPERATOR, tasks::show));
        routes.post("/desk/tasks", guard.of(Role.OPERATOR, tasks::publish));
        var invitations = new InvitationPages(rooms);
        routes.get("/desk/invitations", guard.of(Role.OPERATOR, invitations::show));
        routes.post("/desk/invitations", guard.of(Role.OPERATOR, invitations::make));
        routes.post("/desk/invitations/{invitation}/end", guard.of(Role.OPERATOR, invitations::end));
        var members = new MemberPages(rooms);
        routes.get("/desk/members", guard.of(Role.OPERATOR, members::show));
        routes.post("/desk/members", guard.of(Role.OPERATOR, members::invite));
        routes.get("/desk/members/{member}", guard.of(Role.OPERATOR, members::member));
        routes.post("/desk/members/{member}/link", guard.of(Role.OPERATOR, members::returnLink));
        routes.post("/desk/members/{member}/sign-ins/{signIn}/end", guard.of(Role.OPERATOR, members::end));
        routes.post("/desk/members/{member}/remove", guard.of(Role.OPERATOR, members::remove));
        var account = new AccountPages(rooms);
        routes.get("/desk/account", guard.ofAll(account::show));
        routes.post("/desk/account/password", guard.ofAll(account::password));
        routes.post("/desk/account/sign-ins/end-others", guard.ofAll(account::endOthers));
        routes.post("/desk/account/sign-ins/{signIn}/end", guard.ofAll(account::end));
    }
}
