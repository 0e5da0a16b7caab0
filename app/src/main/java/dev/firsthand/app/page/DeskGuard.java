package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
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

    /// A page that changes nothing and shows no picture of anybody: also for auditors.
    public Handler toSee(Role needed, MembersPage page) {
        return of(needed, page);
    }

    /// A page that every member of the desk has.
    public Handler ofAll(MembersPage page) {
        return of(Role.REVIEWER, page);
    }

    /// Tells an open page of the desk what changed, as long as its sign-in runs: about the names in the address
    /// (`?about=`), or about everything.
    public Handler live(Live live) {
        return ofAll((member, context) -> {
            SecretToken token = SignInCookie.DESK.read(context).orElseThrow(Refusal.missing());
            live.follow(
                    context,
                    Page.ids(context, "about"),
                    () -> database.inTransaction(tx -> staff.signedIn(tx, token))
                            .isPresent());
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
