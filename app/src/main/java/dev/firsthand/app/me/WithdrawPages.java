package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Choice;
import dev.firsthand.app.me.Shown.Progress;
import dev.firsthand.app.me.Shown.Use;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Hold;
import dev.firsthand.engine.withdrawal.Level;
import dev.firsthand.engine.withdrawal.VerifiedBy;
import dev.firsthand.engine.withdrawal.Withdrawal;
import dev.firsthand.engine.withdrawal.Withdrawals.Requested;
import gg.jte.generated.precompiled.me.JteusesGenerated;
import gg.jte.generated.precompiled.me.JtewithdrawGenerated;
import gg.jte.generated.precompiled.me.JtewithdrawalGenerated;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Taking back what was agreed, seeing how far that has come, and who has what. How far it has come is also shown
/// to the browser of an account that is gone, and to whoever has the link that was shown then.
final class WithdrawPages {
    private final MyRooms rooms;
    private final OwnGuard own;
    private final Live live;

    WithdrawPages(MyRooms rooms, OwnGuard own, Live live) {
        this.rooms = rooms;
        this.own = own;
        this.live = live;
    }

    void show(Contributor contributor, Context context) {
        speak(contributor, context);
        var frame = MyPages.frame(context, "withdraw.title");
        List<Choice> choices =
                rooms.database().inTransaction(tx -> choices(tx, rooms, contributor.id(), frame.texts()));
        Page.show(context, output -> JtewithdrawGenerated.render(output, null, frame, choices));
    }

    /// The levels; that which destroys the keys with the day on which they would be gone, or until when a hold would
    /// keep a copy.
    static List<Choice> choices(Tx tx, MyRooms rooms, ContributorId contributor, Texts texts) {
        String day = rooms.use()
                .holds()
                .wouldKeepUntil(tx, contributor)
                .map(end -> texts.say("withdrawal.destroyed-held", texts.date(end)))
                .orElseGet(() -> texts.say(
                        "withdraw.day", texts.date(rooms.clock().instant().plus(Withdrawal.KEY_BACKUPS_KEPT))));
        return Arrays.stream(Level.values())
                .map(level -> new Choice(level.wireName(), Optional.of(day).filter(gone -> level == Level.RECALL)))
                .toList();
    }

    static Level level(Context context) {
        return Level.named(Page.field(context, "level"))
                .orElseThrow(() -> Refusal.badRequest("withdrawal-level", "Choose how far you want to withdraw."));
    }

    void withdraw(Contributor contributor, Context context) {
        Texts texts = speak(contributor, context);
        Level level = level(context);
        Requested requested = rooms.database()
                .inTransaction(
                        tx -> rooms.use().withdrawals().request(tx, contributor.id(), level, VerifiedBy.SIGN_IN));
        Page.goTo(context, progressOf(requested, texts));
    }

    /// The link that leads to the progress is shown as the address of this page.
    static String progressOf(Requested requested, Texts texts) {
        return "/withdrawals/%s?lang=%s".formatted(requested.link().reveal(), texts.language());
    }

    void uses(Contributor contributor, Context context) {
        speak(contributor, context);
        List<Use> uses = rooms.database().inTransaction(tx -> rooms.use().of(tx, contributor.id()));
        var frame = MyPages.frame(context, "uses.title");
        Page.show(context, output -> JteusesGenerated.render(output, null, frame, uses));
    }

    private static Texts speak(Contributor contributor, Context context) {
        return Texts.speakConsent(context, contributor.language().reveal());
    }

    /// By the link: whoever has it.
    void byLink(Context context) {
        Texts.speakConsent(context, "");
        SecretToken link = SecretToken.parse(context.pathParam("link")).orElseThrow(Refusal.missing());
        progress(context, linked(link).orElseThrow(Refusal.missing()), true);
    }

    void liveByLink(Context context) throws IOException {
        SecretToken link = SecretToken.parse(context.pathParam("link")).orElseThrow(Refusal.missing());
        Withdrawal withdrawal = linked(link).orElseThrow(Refusal.missing());
        follow(context, withdrawal);
    }

    /// By the sign-in: also by that of an account that is gone.
    Handler seen(OwnGuard.OwnPage page) {
        Handler known = own.of(page);
        return Page.told(context -> {
            Texts.speakConsent(context, "");
            Optional<Withdrawal> left = left(context);
            if (left.isEmpty()) {
                known.handle(context);
            } else if (left.get().id().value().equals(Page.id(context, "withdrawal"))) {
                shown(context, left.get());
            } else {
                throw Refusal.missing().get();
            }
        });
    }

    void mine(Contributor contributor, Context context) throws IOException {
        speak(contributor, context);
        var id = Page.id(context, "withdrawal");
        Withdrawal withdrawal =
                rooms.database().inTransaction(tx -> rooms.use().withdrawals().of(tx, contributor.id())).stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(Refusal.missing());
        shown(context, withdrawal);
    }

    private void shown(Context context, Withdrawal withdrawal) throws IOException {
        if (context.path().endsWith("/live")) {
            follow(context, withdrawal);
        } else {
            progress(context, withdrawal, false);
        }
    }

    /// The page that an account came back to leads on to its withdrawal once the account is gone.
    Handler homeOr(Handler home) {
        return context -> {
            Optional<Withdrawal> left = left(context);
            if (left.isPresent()) {
                Page.goTo(context, "/me/withdrawals/" + left.get().id().value());
            } else {
                home.handle(context);
            }
        };
    }

    /// The withdrawal by which the account of this browser went; empty while there is one.
    private Optional<Withdrawal> left(Context context) {
        return own.asking(context).isPresent()
                ? Optional.empty()
                : SignInCookie.CONTRIBUTOR.read(context).flatMap(this::linked);
    }

    private Optional<Withdrawal> linked(SecretToken token) {
        return rooms.database().inTransaction(tx -> rooms.use().withdrawals().byLink(tx, token));
    }

    private void follow(Context context, Withdrawal withdrawal) throws IOException {
        live.follow(
                context,
                Set.of(withdrawal.id().value()),
                () -> rooms.database()
                        .inTransaction(tx -> rooms.use().withdrawals().find(tx, withdrawal.id()))
                        .isPresent());
    }

    /// Whoever has no account, or none any more, is led nowhere that asks to sign in.
    private void progress(Context context, Withdrawal withdrawal, boolean byLink) {
        Texts texts = Texts.of(context);
        String home = own.asking(context).isPresent() ? "/me" : context.path();
        var frame = new Frame(texts, texts.say("withdrawal.title"), home, List.of());
        Progress progress = rooms.database().inTransaction(tx -> progress(tx, withdrawal, texts));
        boolean moves = withdrawal.reached().closed().isEmpty()
                || (withdrawal.level() == Level.RECALL
                        && withdrawal.reached().destroyed().isEmpty());
        String followed = moves ? context.path() + "/live" : "";
        Page.show(
                context,
                output ->
                        JtewithdrawalGenerated.render(output, null, frame, progress, followed, context.path(), byLink));
    }

    private Progress progress(Tx tx, Withdrawal withdrawal, Texts texts) {
        List<String> held = rooms.use().holds().of(tx, withdrawal.id()).stream()
                .filter(hold -> hold.endedAt().isEmpty())
                .map(hold -> held(hold, texts))
                .toList();
        return new Progress(
                withdrawal,
                rooms.use().withdrawals().state(tx, withdrawal).name(),
                rooms.use().withdrawals().progress(tx, withdrawal),
                withdrawal.reached().erased().map(texts::date),
                destroyed(tx, withdrawal, texts),
                held);
    }

    /// The day on which nobody can open anything any more, or until when a hold keeps a copy.
    private String destroyed(Tx tx, Withdrawal withdrawal, Texts texts) {
        return rooms.use()
                .holds()
                .keptUntil(tx, withdrawal.id())
                .map(end -> texts.say("withdrawal.destroyed-held", texts.date(end)))
                .orElseGet(() -> withdrawal.destroyedOn().map(texts::date).orElse(""));
    }

    private static String held(Hold hold, Texts texts) {
        return texts.say("withdrawal.held." + hold.kind().name(), texts.date(hold.endsAt()));
    }
}
