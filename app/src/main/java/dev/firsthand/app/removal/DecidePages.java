package dev.firsthand.app.removal;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.removal.Shown.Asked;
import dev.firsthand.app.removal.Shown.Recorded;
import dev.firsthand.app.removal.Shown.Said;
import dev.firsthand.app.removal.Shown.Waiting;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.removal.DecideResult;
import dev.firsthand.engine.removal.Removal;
import dev.firsthand.engine.removal.Removal.Decision;
import dev.firsthand.engine.removal.RemovalId;
import dev.firsthand.engine.removal.Verdict;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.removal.JtedecideGenerated;
import gg.jte.generated.precompiled.removal.JtelistGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where people of the desk decide about requests for removal, each with its clock.
final class DecidePages {
    private final RemovalDesk rooms;

    DecidePages(RemovalDesk rooms) {
        this.rooms = rooms;
    }

    void list(StaffMember member, Context context) {
        Texts texts = Texts.of(context);
        List<Waiting> waiting = rooms.database().inTransaction(rooms.removals()::open).stream()
                .map(removal -> new Waiting(removal.id().value(), removal, left(removal, texts)))
                .toList();
        var frame = DeskGuard.frame(context, "removals.title");
        Page.show(context, output -> JtelistGenerated.render(output, null, frame, waiting));
    }

    void show(StaffMember member, Context context) {
        Texts texts = Texts.of(context);
        Asked shown = rooms.database().inTransaction(tx -> shown(tx, find(tx, context), member, texts));
        var frame = DeskGuard.frame(
                context, "removal.title", texts.moment(shown.removal().askedAt()));
        Page.show(context, output -> JtedecideGenerated.render(output, null, frame, context.path(), shown));
    }

    void decide(StaffMember member, Context context) {
        boolean removes = switch (Page.field(context, "decision")) {
            case "remove" -> true;
            case "keep" -> false;
            default ->
                throw Refusal.badRequest("decision-missing", "Choose: remove or keep.")
                        .at("decision");
        };
        Verdict verdict = new Verdict(removes, Personal.of(Page.field(context, "reason")));
        DecideResult result = rooms.database()
                .inTransaction(tx -> rooms.removals()
                        .decide(tx, member.id(), find(tx, context).id(), verdict));
        if (result instanceof DecideResult.Refused(var code, var message)) {
            throw Refusal.conflict(code, message).at(code.equals("removal-reason-missing") ? "reason" : "");
        }
        Page.goTo(context, "/desk/removals");
    }

    private Removal find(Tx tx, Context context) {
        return rooms.removals()
                .find(tx, new RemovalId(Page.id(context, "removal")))
                .orElseThrow(Refusal.missing());
    }

    private Asked shown(Tx tx, Removal removal, StaffMember member, Texts texts) {
        Map<SessionId, Taken> taken = rooms.episodes().ofSessions(tx, removal.sessions());
        List<Recorded> sessions = SessionList.find(tx, removal.sessions()).stream()
                .sorted(Comparator.comparing(SessionLine::startedAt))
                .map(line -> new Recorded(
                        texts.moment(line.startedAt()),
                        Optional.ofNullable(taken.get(line.id()))
                                .filter(one -> one.refusal().isEmpty())
                                .map(Taken::episode)
                                .map(EpisodeId::value)))
                .toList();
        List<String> words = rooms.removals().words(tx, removal.id()).stream()
                .map(Personal::reveal)
                .toList();
        List<Said> decisions = removal.decisions().stream()
                .map(decision -> said(tx, decision, texts))
                .toList();
        return new Asked(removal, sessions, words, decisions, removal.mayDecide(member.id()));
    }

    private Said said(Tx tx, Decision decision, Texts texts) {
        String author = decision.author()
                .map(by -> rooms.staff()
                        .find(tx, by)
                        .map(found -> found.name().reveal())
                        .orElse(texts.say("removal.somebody")))
                .orElse(texts.say("removal.nobody"));
        return new Said(
                decision.removes(),
                author,
                decision.reason().map(Personal::reveal).orElse(""),
                texts.moment(decision.at()));
    }

    private String left(Removal removal, Texts texts) {
        return texts.length(Duration.between(rooms.clock().instant(), removal.decideBy()));
    }
}
