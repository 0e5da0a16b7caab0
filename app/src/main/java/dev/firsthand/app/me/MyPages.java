package dev.firsthand.app.me;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The addresses of a contributor's pages.
public final class MyPages {
    private final MyRooms rooms;
    private final OwnGuard own;
    private final Live live;

    public MyPages(MyRooms rooms, Live live) {
        this.rooms = rooms;
        this.own = new OwnGuard(rooms.database(), rooms.contributors());
        this.live = live;
    }

    public void addTo(RoutesConfig routes) {
        var join = new JoinPages(rooms, own);
        routes.get("/join/{link}", Page.told(join::show));
        routes.post("/join/{link}", Page.told(join::join));
        routes.get("/back/{token}", Page.told(join::offerReturn));
        routes.post("/back/{token}", Page.told(join::comeBack));
        var mail = new MailPages(rooms);
        routes.get("/back", Page.told(mail::showLost));
        routes.post("/back", Page.told(mail::sendLink));
        routes.get("/me/mail", own.of(mail::show));
        routes.post("/me/mail", own.of(mail::keep));
        addAccount(routes);
        addHousehold(routes);
        addRecordings(routes);
        var words = new WordPages(rooms);
        routes.get("/me/help", Page.told(WordPages::help));
        routes.get("/me/refusals/{code}", WordPages::refusal);
        routes.get("/pictures/{digest}", words::picture);
    }

    private void addAccount(RoutesConfig routes) {
        var home = new HomePages(rooms);
        var withdraw = new WithdrawPages(rooms, own, live);
        routes.get("/me", withdraw.homeOr(own.of(home::show)));
        routes.get("/me/uses", own.of(withdraw::uses));
        routes.get("/me/withdraw", own.of(withdraw::show));
        routes.post("/me/withdraw", own.of(withdraw::withdraw));
        routes.get("/me/withdrawals/{withdrawal}", withdraw.seen(withdraw::mine));
        routes.get("/me/withdrawals/{withdrawal}/live", withdraw.seen(withdraw::mine));
        routes.get("/withdrawals/{link}", Page.told(withdraw::byLink));
        routes.get("/withdrawals/{link}/live", Page.told(withdraw::liveByLink));
        routes.get("/me/recordings", own.of(home::history));
        routes.get("/me/strain", own.of(new StrainPages(rooms)::show));
        var ways = new WayPages(rooms, own);
        routes.get("/me/leave", own.of(ways::askToLeave));
        routes.post("/me/leave", Page.told(ways::leave));
        routes.get("/me/link", own.of(ways::show));
        routes.post("/me/link", own.of(ways::makeLink));
        routes.post("/me/link/{token}/end", own.of(ways::end));
        var consent = new ConsentPages(rooms);
        routes.get("/me/consent", own.of(consent::show));
        routes.post("/me/consent", own.of(consent::answer));
        routes.post("/me/consent/back", own.of(consent::takeBack));
        routes.get("/notices/{digest}", Page.told(consent::sound));
        var quiz = new QuizPages(rooms);
        routes.get("/me/quiz", own.of(quiz::show));
        routes.post("/me/quiz", own.of(quiz::answer));
        var codes = new CodePages(rooms);
        routes.get("/receipt", Page.told(CodePages::ask));
        routes.post("/receipt", Page.told(codes::find));
        routes.get("/receipt/{code}", Page.told(codes::show));
        routes.post("/receipt/{code}", Page.told(codes::takeBack));
        routes.post("/receipt/{code}/withdraw", Page.told(codes::withdraw));
        var agreed = new AgreedPages(rooms, codes);
        routes.get("/me/consent/agreed/{digest}", own.of(agreed::mine));
        routes.get("/me/consent/agreed/{digest}/notice.txt", own.of(agreed::mineAsFile));
        routes.get("/receipt/{code}/agreed/{digest}", Page.told(agreed::byCode));
        routes.get("/receipt/{code}/agreed/{digest}/notice.txt", Page.told(agreed::byCodeAsFile));
    }

    private void addHousehold(RoutesConfig routes) {
        var home = new HouseholdPages(rooms);
        routes.get("/me/household", own.of(home::show));
        routes.post("/me/household", own.of(home::tell));
        routes.post("/me/household/{resident}/link", own.of(home::renewLink));
        var age = new AgePages(rooms);
        routes.get("/me/age", own.of(age::show));
        routes.post("/me/age", own.of(age::answer));
        var residents = new ResidentPages(rooms);
        routes.get("/household/{token}", Page.told(residents::ask));
        routes.post("/household/{token}", Page.told(residents::answer));
    }

    private void addRecordings(RoutesConfig routes) {
        var tasks = new TaskPages(rooms);
        routes.get("/me/tasks/{task}", own.of(tasks::show));
        routes.post("/me/tasks/{task}", own.of(tasks::start));
        var recordings = new RecordingPages(rooms, live);
        String recording = "/me/recordings/{session}";
        routes.get(recording, own.of(recordings::show));
        routes.get(recording + "/live", own.of(recordings::live));
        routes.post(recording + "/times", own.of(recordings::times));
        routes.post(recording + "/finish", own.of(recordings::finish));
        routes.post(recording + "/outcome", own.of(recordings::outcome));
    }

    static Frame frame(Context context, String titleKey, Object... values) {
        Texts texts = Texts.of(context);
        return Frame.contributor(texts, texts.say(titleKey, values));
    }
}
