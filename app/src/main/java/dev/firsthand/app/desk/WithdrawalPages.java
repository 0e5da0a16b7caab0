package dev.firsthand.app.desk;

import dev.firsthand.app.desk.Shown.EndAsked;
import dev.firsthand.app.desk.Shown.Held;
import dev.firsthand.app.desk.Shown.Withdrew;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Hold;
import dev.firsthand.engine.withdrawal.HoldKind;
import dev.firsthand.engine.withdrawal.Holds.EndResult;
import dev.firsthand.engine.withdrawal.Holds.Ground;
import dev.firsthand.engine.withdrawal.Holds.SetResult;
import dev.firsthand.engine.withdrawal.Withdrawal;
import gg.jte.generated.precompiled.desk.JteholdGenerated;
import gg.jte.generated.precompiled.desk.JteholdendGenerated;
import gg.jte.generated.precompiled.desk.JtewithdrawalsGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Withdrawals with their clocks, and what is held although somebody withdrew.
final class WithdrawalPages {
    private final DeskRooms rooms;

    WithdrawalPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void list(StaffMember member, Context context) {
        var frame = DeskGuard.frame(context, "withdrawals.title");
        List<Withdrew> rows = rooms.database()
                .inTransaction(tx -> rooms.leaving().withdrawals().newest(tx).stream()
                        .map(one -> row(tx, one, frame.texts()))
                        .toList());
        List<Held> holds = rooms.database()
                .inTransaction(tx -> rooms.leaving().holds().newest(tx).stream()
                        .map(hold -> held(tx, hold, member, frame.texts()))
                        .toList());
        Page.show(context, output -> JtewithdrawalsGenerated.render(output, null, frame, rows, holds));
    }

    private Withdrew row(Tx tx, Withdrawal withdrawal, Texts texts) {
        return new Withdrew(
                withdrawal.id().value().toString().substring(0, 8),
                withdrawal.level().wireName(),
                rooms.leaving().withdrawals().state(tx, withdrawal).name(),
                texts.date(withdrawal.requestedAt()),
                withdrawal
                        .reached()
                        .frozen()
                        .map(frozen -> Duration.between(withdrawal.requestedAt(), frozen)
                                .toSeconds()),
                rooms.leaving().withdrawals().progress(tx, withdrawal),
                rooms.leaving()
                        .holds()
                        .keptUntil(tx, withdrawal.id())
                        .map(end -> texts.say("withdrawal.destroyed-held", texts.date(end)))
                        .orElseGet(
                                () -> withdrawal.destroyedOn().map(texts::date).orElse("")));
    }

    private Held held(Tx tx, Hold hold, StaffMember reader, Texts texts) {
        return new Held(
                hold.id(),
                hold.kind().name(),
                hold.reason().reveal(),
                texts.date(hold.endedAt().orElse(hold.endsAt())),
                hold.endedAt().isEmpty(),
                hold.endAsked()
                        .map(asked -> new EndAsked(
                                RulePages.member(rooms, tx, asked.by()),
                                asked.reason().reveal(),
                                asked.by().equals(reader.id()))));
    }

    /// One hold, and ending it before its day: the second person who says so ends it.
    void showHold(StaffMember member, Context context) {
        var frame = DeskGuard.frame(context, "hold.one");
        UUID id = Page.id(context, "hold");
        Held held = rooms.database()
                .inTransaction(
                        tx -> rooms.leaving().holds().find(tx, id).map(hold -> held(tx, hold, member, frame.texts())))
                .orElseThrow(Refusal.missing());
        Page.show(context, output -> JteholdendGenerated.render(output, null, frame, held));
    }

    void form(StaffMember member, Context context) {
        ContributorId contributor = contributor(context);
        var frame = DeskGuard.frame(
                context, "hold.title", contributor.value().toString().substring(0, 8));
        List<String> kinds = Arrays.stream(HoldKind.values()).map(Enum::name).toList();
        Page.show(
                context,
                output -> JteholdGenerated.render(
                        output, null, frame, contributor.value().toString(), kinds));
    }

    void hold(StaffMember member, Context context) {
        ContributorId contributor = contributor(context);
        HoldKind kind = Arrays.stream(HoldKind.values())
                .filter(known -> known.name().equals(Page.field(context, "kind")))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("hold-kind", "Choose why something is held.")
                        .at("kind"));
        var ground = new Ground(kind, Personal.of(Page.field(context, "reason")), end(Page.field(context, "until")));
        if (rooms.database().inTransaction(tx -> rooms.leaving().holds().set(tx, member.id(), contributor, ground))
                instanceof SetResult.Refused(var code, var message)) {
            throw Refusal.badRequest(code, message).at(code.equals("hold-end") ? "until" : "reason");
        }
        Page.goTo(context, "/desk/withdrawals");
    }

    /// The hold runs to the end of this day.
    private static Instant end(String written) {
        try {
            return LocalDate.parse(written)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException unread) {
            throw Refusal.badRequest("hold-end", "Choose the day on which the hold ends.")
                    .at("until");
        }
    }

    void endHold(StaffMember member, Context context) {
        UUID hold = Page.id(context, "hold");
        var reason = Personal.of(Page.field(context, "reason"));
        EndResult result =
                rooms.database().inTransaction(tx -> rooms.leaving().holds().end(tx, member.id(), hold, reason));
        if (result instanceof EndResult.Refused(var code, var message)) {
            throw Refusal.conflict(code, message).at(code.equals("hold-reason") ? "reason" : "");
        }
        Page.goTo(context, "/desk/withdrawals");
    }

    private ContributorId contributor(Context context) {
        var id = new ContributorId(Page.id(context, "contributor"));
        return rooms.database()
                .inTransaction(tx -> rooms.people().contributors().find(tx, id))
                .orElseThrow(Refusal.missing())
                .id();
    }
}
