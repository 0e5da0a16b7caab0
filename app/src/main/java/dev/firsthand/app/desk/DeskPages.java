package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SharedPages;
import dev.firsthand.engine.staff.Role;
import io.javalin.config.RoutesConfig;

/// The addresses of the desk: coming in, and what an operator prepares.
public final class DeskPages {
    private final DeskRooms rooms;
    private final DeskGuard guard;
    private final Live live;
    private final SharedPages shared;

    public DeskPages(DeskRooms rooms, DeskGuard guard, Live live, SharedPages shared) {
        this.rooms = rooms;
        this.guard = guard;
        this.live = live;
        this.shared = shared;
    }

    public void addTo(RoutesConfig routes) {
        var door = new DoorPages(rooms);
        routes.get("/sign-in", Page.told(door::show));
        routes.post(
                "/sign-in",
                Page.told(context -> Form.send(context, () -> door.signIn(context), () -> door.show(context))));
        routes.get("/sign-in/{link}", Page.told(door::offer));
        routes.post(
                "/sign-in/{link}",
                Page.told(context -> Form.send(context, () -> door.enter(context), () -> door.offer(context))));
        routes.post("/desk/leave", Page.told(door::leave));
        var front = new FrontPage(rooms);
        routes.get("/desk", guard.ofAll(shared.of(front::show)));
        routes.get("/desk/live", guard.live(live));
        addTasks(routes);
        addNotices(routes);
        addPeople(routes);
        addWithdrawals(routes);
        addRules(routes);
        var members = new MemberPages(rooms);
        routes.get("/desk/members", guard.of(Role.OPERATOR, members::show));
        routes.post("/desk/members", guard.making(Role.OPERATOR, members::invite, members::show));
        routes.get("/desk/members/{member}", guard.of(Role.OPERATOR, members::member));
        routes.post("/desk/members/{member}/link", guard.making(Role.OPERATOR, members::returnLink, members::member));
        routes.post("/desk/members/{member}/sign-ins/{signIn}/end", guard.of(Role.OPERATOR, members::end));
        routes.post("/desk/members/{member}/remove", guard.form(Role.OPERATOR, members::remove, members::member));
        var account = new AccountPages(rooms);
        routes.get("/desk/account", guard.ofAll(account::show));
        routes.post("/desk/account/password", guard.ofAll(DeskGuard.again(account::password, account::show)));
        routes.post("/desk/account/sign-ins/end-others", guard.ofAll(account::endOthers));
        routes.post("/desk/account/sign-ins/{signIn}/end", guard.ofAll(account::end));
    }

    private void addWithdrawals(RoutesConfig routes) {
        var withdrawals = new WithdrawalPages(rooms);
        routes.get("/desk/withdrawals", guard.toSee(Role.OPERATOR, withdrawals::list));
        String hold = "/desk/withdrawals/holds/{hold}";
        routes.get(hold, guard.of(Role.OPERATOR, withdrawals::showHold));
        routes.post(hold + "/end", guard.form(Role.OPERATOR, withdrawals::endHold, withdrawals::showHold));
        routes.get("/desk/contributors/{contributor}/hold", guard.of(Role.OPERATOR, withdrawals::form));
        routes.post(
                "/desk/contributors/{contributor}/hold",
                guard.form(Role.OPERATOR, withdrawals::hold, withdrawals::form));
    }

    private void addTasks(RoutesConfig routes) {
        var tasks = new TaskPages(rooms);
        routes.get("/desk/tasks", guard.toSee(Role.OPERATOR, tasks::list));
        routes.post("/desk/tasks", guard.making(Role.OPERATOR, tasks::draft, tasks::list));
        routes.get("/desk/tasks/{task}", guard.toSee(Role.OPERATOR, tasks::show));
        routes.post("/desk/tasks/{task}/next", guard.making(Role.OPERATOR, tasks::draftNext, tasks::show));
        routes.post("/desk/tasks/{task}/close", guard.of(Role.OPERATOR, tasks::close));
        routes.post("/desk/tasks/{task}/open", guard.of(Role.OPERATOR, tasks::openAgain));
        var drafts = new DraftPages(rooms);
        String draft = "/desk/tasks/drafts/{draft}";
        routes.get(draft, guard.of(Role.OPERATOR, drafts::show));
        routes.post(draft, guard.form(Role.OPERATOR, drafts::save, drafts::show));
        routes.post(draft + "/pictures", guard.form(Role.OPERATOR, drafts::addPicture, drafts::show));
        routes.post(draft + "/pictures/remove", guard.form(Role.OPERATOR, drafts::removePicture, drafts::show));
        routes.post(draft + "/publish", guard.making(Role.OPERATOR, drafts::publish, drafts::show));
        routes.post(draft + "/drop", guard.of(Role.OPERATOR, drafts::drop));
    }

    private void addRules(RoutesConfig routes) {
        var rules = new RulePages(rooms);
        routes.get("/desk/rules", guard.toSee(Role.OPERATOR, rules::list));
        routes.post("/desk/rules/signatures", guard.making(Role.OPERATOR, rules::sign, rules::list));
        routes.post("/desk/rules/grounds", guard.making(Role.OPERATOR, rules::addGround, rules::list));
        routes.post("/desk/rules/grounds/end", guard.of(Role.OPERATOR, rules::endGround));
        routes.post("/desk/rules/places", guard.making(Role.OPERATOR, rules::addPlace, rules::list));
        var standing = new StandingPages(rooms);
        String place = "/desk/rules/places/{place}";
        routes.get(place, guard.toSee(Role.OPERATOR, standing::place));
        routes.post(place + "/end", guard.making(Role.OPERATOR, standing::endPlace, standing::place));
        String signature = "/desk/rules/signatures/{law}";
        routes.get(signature, guard.toSee(Role.OPERATOR, standing::signature));
        routes.post(signature + "/end", guard.making(Role.OPERATOR, standing::endSignature, standing::signature));
        var one = new OneRulePages(rooms);
        routes.get("/desk/rules/{rule}", guard.toSee(Role.OPERATOR, one::show));
        routes.post("/desk/rules/{rule}/value", guard.making(Role.OPERATOR, one::edit, one::show));
    }

    private void addNotices(RoutesConfig routes) {
        var notices = new NoticePages(rooms);
        routes.get("/desk/consent", guard.toSee(Role.OPERATOR, new CoveragePages(rooms)::show));
        routes.get("/desk/notices", guard.toSee(Role.REVIEWER, notices::list));
        routes.get("/desk/notices/new", guard.of(Role.OPERATOR, notices::form));
        routes.post("/desk/notices", guard.making(Role.OPERATOR, notices::write, notices::form));
        String text = "/desk/notices/{text}";
        routes.get(text, guard.toSee(Role.REVIEWER, notices::show));
        routes.post(text + "/sign", guard.form(Role.REVIEWER, notices::sign, notices::show));
        routes.post(text + "/sound", guard.form(Role.OPERATOR, notices::addSound, notices::show));
        routes.post(text + "/publish", guard.form(Role.OPERATOR, notices::publish, notices::show));
    }

    private void addPeople(RoutesConfig routes) {
        var invitations = new InvitationPages(rooms);
        routes.get("/desk/invitations", guard.of(Role.OPERATOR, invitations::show));
        routes.post("/desk/invitations", guard.making(Role.OPERATOR, invitations::make, invitations::show));
        routes.post("/desk/invitations/many", guard.making(Role.OPERATOR, invitations::makeMany, invitations::show));
        routes.get("/desk/invitations/many", guard.of(Role.OPERATOR, invitations::table));
        routes.post("/desk/invitations/{invitation}/end", guard.of(Role.OPERATOR, invitations::end));
        var contributors = new ContributorPages(rooms);
        routes.get("/desk/contributors", guard.of(Role.OPERATOR, contributors::list));
        routes.get("/desk/contributors/{contributor}", guard.of(Role.OPERATOR, contributors::show));
        routes.post(
                "/desk/contributors/{contributor}/link",
                guard.making(Role.OPERATOR, contributors::makeLink, contributors::show));
        routes.post("/desk/contributors/{contributor}/age", guard.of(Role.OPERATOR, contributors::seeAge));
        routes.post("/desk/contributors/{contributor}/end", guard.of(Role.OPERATOR, contributors::endLinks));
    }
}
