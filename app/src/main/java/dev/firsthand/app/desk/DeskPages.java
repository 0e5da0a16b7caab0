package dev.firsthand.app.desk;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The addresses of the desk, and what is the same on all of its pages: who asks, and how a refusal looks.
public final class DeskPages {
    /// Who asks, for the navigation around the page.
    private static final String MEMBER = "desk-member";

    private final DeskRooms rooms;

    public DeskPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    public void addTo(RoutesConfig routes) {
        var door = new DoorPages(rooms);
        routes.get("/sign-in/{link}", Page.told(door::offer));
        routes.post("/sign-in/{link}", Page.told(door::enter));
        routes.post("/desk/leave", Page.told(door::leave));
        var front = new FrontPage(rooms);
        routes.get("/desk", of(Role.REVIEWER, front::show));
        var tasks = new TaskPages(rooms);
        routes.get("/desk/tasks", of(Role.OPERATOR, tasks::show));
        routes.post("/desk/tasks", of(Role.OPERATOR, tasks::publish));
        var invitations = new InvitationPages(rooms);
        routes.get("/desk/invitations", of(Role.OPERATOR, invitations::show));
        routes.post("/desk/invitations", of(Role.OPERATOR, invitations::make));
        routes.post("/desk/invitations/{invitation}/end", of(Role.OPERATOR, invitations::end));
        var members = new MemberPages(rooms);
        routes.get("/desk/members", of(Role.OPERATOR, members::show));
        routes.post("/desk/members", of(Role.OPERATOR, members::invite));
        var queue = new QueuePages(rooms);
        routes.get("/desk/queue", of(Role.REVIEWER, queue::next));
        routes.get("/desk/queue/{episode}", of(Role.REVIEWER, queue::show));
        routes.post("/desk/queue/{episode}", of(Role.REVIEWER, queue::answer));
        routes.get("/desk/queue/{episode}/sheets/{page}", of(Role.REVIEWER, queue::sheet));
        routes.get("/desk/queue/{episode}/video", of(Role.REVIEWER, queue::video));
    }

    /// A page of a member whose role covers it. To everybody else it looks as if it were not there.
    @FunctionalInterface
    interface MembersPage {
        void show(StaffMember member, Context context) throws IOException;
    }

    private Handler of(Role needed, MembersPage page) {
        return Page.told(context -> {
            Optional<StaffMember> member = SignInCookie.DESK
                    .read(context)
                    .flatMap(token -> rooms.database()
                            .inTransaction(tx -> rooms.people().staff().signedIn(tx, token)));
            if (member.isEmpty()) {
                Page.problem(context, 401, Texts.of(context).say("desk.not-known"));
                return;
            }
            if (!member.get().role().covers(needed)) {
                throw Refusal.missing().get();
            }
            context.attribute(MEMBER, member.get());
            page.show(member.get(), context);
        });
    }

    static Frame frame(Context context, String titleKey, Object... values) {
        Texts texts = Texts.of(context);
        Optional<StaffMember> member = Optional.ofNullable(context.attribute(MEMBER));
        List<Frame.Way> ways = member.map(known -> DeskWay.open(known.role(), context.path(), texts))
                .orElse(List.of());
        return Frame.desk(texts, texts.say(titleKey, values), ways);
    }
}
