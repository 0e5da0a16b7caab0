package dev.firsthand.app.desk;

import dev.firsthand.app.desk.RulePages.Signed;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.rules.EditResult;
import dev.firsthand.engine.rules.Rule;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.rules.RuleBook.Wish;
import dev.firsthand.engine.rules.RuleEdit;
import dev.firsthand.engine.rules.RuleId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.desk.JteruleGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One rule: what it says and rests on, what it touches, what was set for it, and setting it stricter.
public final class OneRulePages {
    private static final int RELEASES_SHOWN_MAX = 50;

    private final DeskRooms rooms;

    OneRulePages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    /// A value that somebody set.
    public record Earlier(String by, RuleEdit edit) {}

    /// A rule with what ships, who signed for its law last, how many sessions are under it, and the releases that
    /// were decided by it.
    public record Shown(
            Rule rule,
            String law,
            Rule shipped,
            Optional<Signed> signed,
            long sessions,
            List<UUID> releases,
            List<Earlier> history) {
        public Shown {
            releases = List.copyOf(releases);
            history = List.copyOf(history);
        }
    }

    void show(StaffMember member, Context context) {
        RuleId id = id(context);
        var frame = DeskGuard.frame(context, "rule.title", id.value());
        Shown shown = rooms.database().inTransaction(tx -> shown(tx, id, frame)).orElseThrow(Refusal.missing());
        Page.show(context, output -> JteruleGenerated.render(output, null, frame, shown));
    }

    private Optional<Shown> shown(Tx tx, RuleId id, Frame frame) {
        return rules().table(tx)
                .find(id)
                .map(rule -> new Shown(
                        rule,
                        RulePages.name(rule.jurisdiction().code(), frame.texts().locale(), frame.say("rules.default")),
                        rules().shipped().find(id).orElseThrow(),
                        RulePages.signed(rooms, tx, frame.texts().locale()).stream()
                                .filter(one -> one.signature().jurisdiction().equals(rule.jurisdiction()))
                                .findFirst(),
                        rooms.recorded().capture().places().under(tx, rules().touching(rule)),
                        rules().decidedBy(tx, id, RELEASES_SHOWN_MAX),
                        rules().history(tx, id).stream()
                                .map(edit -> new Earlier(RulePages.member(rooms, tx, edit.by()), edit))
                                .toList()));
    }

    void edit(StaffMember member, Context context) {
        RuleId id = id(context);
        Wish wish = Form.checked(
                "rule-reason-missing",
                "reason",
                () -> new Wish(Page.field(context, "value"), Page.field(context, "reason")));
        EditResult result = rooms.database().inTransaction(tx -> rules().edit(tx, member.id(), id, wish));
        if (result instanceof EditResult.Refused(var code, var message)) {
            throw code.equals("rule-unknown")
                    ? Refusal.missing().get()
                    : Refusal.badRequest(code, message).at("value");
        }
        Page.goTo(context, "/desk/rules/" + id.value());
    }

    private static RuleId id(Context context) {
        try {
            return new RuleId(context.pathParam("rule"));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }

    private RuleBook rules() {
        return rooms.recorded().rules();
    }
}
