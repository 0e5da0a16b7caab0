package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What is the same on all pages of the desk: who asks, what their role covers, and the navigation around the page.
public final class DeskGuard {
    /// Who asks, for the navigation around the page.
    private static final String MEMBER = "desk-member";

    private final Database database;
    private final Staff staff;

    public DeskGuard(Database database, Staff staff) {
        this.database = database;
        this.staff = staff;
    }

    /// A page for members of the desk.
    @FunctionalInterface
    public interface MembersPage {
        void show(StaffMember member, Context context) throws IOException;
    }

    /// A page of a member whose role covers it. To everybody else it looks as if it were not there.
    public Handler of(Role needed, MembersPage page) {
        return Page.told(context -> {
            Optional<StaffMember> member = SignInCookie.DESK
                    .read(context)
                    .flatMap(token -> database.inTransaction(tx -> staff.signedIn(tx, token)));
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

    /// The frame of the page that this member asked for.
    public static Frame frame(Context context, String titleKey, Object... values) {
        Texts texts = Texts.of(context);
        Optional<StaffMember> member = Optional.ofNullable(context.attribute(MEMBER));
        List<Frame.Way> ways = member.map(known -> DeskWay.open(known.role(), context.path(), texts))
                .orElse(List.of());
        return Frame.desk(texts, texts.say(titleKey, values), ways);
    }
}
