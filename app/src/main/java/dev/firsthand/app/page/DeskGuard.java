package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is the same on all pages of the desk: who asks, what their role covers, and the navigation around the page.
public final class DeskGuard {
    /// Who asks, for what stands around the page.
    private static final String KNOWN = "desk-member";

    private final Database database;
    private final Staff staff;
    private final SentForms forms;

    public DeskGuard(Database database, Staff staff, SentForms forms) {
        this.database = database;
        this.staff = staff;
        this.forms = forms;
    }

    /// A page for members of the desk.
    @FunctionalInterface
    public interface MembersPage {
        void show(StaffMember member, Context context) throws IOException;
    }

    /// A page of a member whose role covers it. To everybody else it looks as if it were not there.
    public Handler of(Role needed, MembersPage page) {
        return shown(role -> role.covers(needed), page);
    }

    /// A page that changes nothing and shows no picture of anybody: also for auditors.
    public Handler toSee(Role needed, MembersPage page) {
        return shown(role -> role.sees(needed), page);
    }

    /// A page that every member of the desk has.
    public Handler ofAll(MembersPage page) {
        return shown(role -> true, page);
    }

    /// A form on that page of the same role: what is refused is shown there again.
    public Handler form(Role needed, MembersPage send, MembersPage page) {
        return of(needed, again(send, page));
    }

    /// A form that makes something: sent twice, it makes it once. Its page has `page/once.jte` in the form.
    public Handler making(Role needed, MembersPage send, MembersPage page) {
        return form(needed, forms.once(send), page);
    }

    /// A form that shows its page again, with what was typed, when it is refused.
    public static MembersPage again(MembersPage send, MembersPage page) {
        return (member, context) ->
                Form.send(context, () -> send.show(member, context), () -> page.show(member, context));
    }

    private Handler shown(Predicate<Role> openTo, MembersPage page) {
        return Page.told(context -> {
            Optional<Known> known =
                    SignInCookie.DESK.read(context).flatMap(token -> database.inTransaction(tx -> known(tx, token)));
            if (known.isEmpty()) {
                Texts texts = Texts.of(context);
                Frame door = Frame.deskDoor(texts, texts.say("desk.not-known-title"));
                Page.problem(context, 401, door, texts.say("desk.not-known"));
                return;
            }
            StaffMember member = known.get().member();
            context.attribute(KNOWN, known.get());
            if (!openTo.test(member.role())) {
                throw Refusal.missing().get();
            }
            Optional.ofNullable(context.queryParam("made"))
                    .ifPresent(form -> Form.leave(context, forms.take(context, form)));
            page.show(member, context);
        });
    }

    private Optional<Known> known(Tx tx, SecretToken token) {
        return staff.signedIn(tx, token)
                .map(member ->
                        new Known(member, staff.signInName(tx, member.id()).isPresent()));
    }

    private record Known(StaffMember member, boolean hasPassword) {}

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

    static boolean asksForPassword(Context context) {
        Known known = context.attribute(KNOWN);
        return known != null && !known.hasPassword();
    }

    /// The frame of the page that this member asked for.
    public static Frame frame(Context context, String titleKey, Object... values) {
        Texts texts = Texts.of(context);
        Optional<Known> known = Optional.ofNullable(context.attribute(KNOWN));
        List<Frame.Way> ways = known.map(who -> DeskWay.open(who.member().role(), context.path(), texts))
                .orElse(List.of());
        Frame frame = Frame.desk(texts, texts.say(titleKey, values), ways).after(Form.before(context));
        return known.isEmpty() || known.get().hasPassword()
                ? frame
                : frame.asking(new Frame.Way("/desk/account", texts.say("desk.no-password"), false));
    }
}
