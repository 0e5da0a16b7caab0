package dev.firsthand.app.desk;

import dev.firsthand.app.desk.Shown.Day;
import dev.firsthand.app.desk.Shown.Overview;
import dev.firsthand.app.desk.Shown.Still;
import dev.firsthand.app.desk.Shown.Waits;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Inviting;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.desk.JtefrontGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One screen that says what is missing, what is stuck and why, what waits for whom, and how the last days went.
final class FrontPage {
    private static final int DAYS = 14;

    private final DeskRooms rooms;

    FrontPage(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        Texts texts = Texts.of(context);
        boolean operator = member.role().covers(Role.OPERATOR);
        Overview overview =
                rooms.database().inTransaction(tx -> overview(tx, texts, operator ? missing(tx, texts) : List.of()));
        boolean looks = member.role().covers(Role.REVIEWER);
        var frame = DeskGuard.frame(context, "front.title");
        Page.show(context, output -> JtefrontGenerated.render(output, null, frame, overview, looks));
    }

    private Overview overview(Tx tx, Texts texts, List<String> missing) {
        Instant now = rooms.watch().clock().instant();
        List<Still> stuck = rooms.watch().kinds().stream()
                .flatMap(kind -> kind.look(tx, texts).stream())
                .map(thing -> new Still(thing, texts.age(Duration.between(thing.since(), now))))
                .toList();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Map<LocalDate, Duration> recorded = SessionList.recordedSince(
                tx, today.minusDays(DAYS - 1).atStartOfDay().toInstant(ZoneOffset.UTC));
        double minutes =
                recorded.values().stream().mapToLong(Duration::toSeconds).sum() / 60.0;
        return new Overview(
                missing,
                stuck,
                waits(SessionList.waiting(tx), texts),
                days(today, recorded, texts),
                texts.say("front.recorded", minutes, DAYS));
    }

    /// What an operator has to do before anybody can record, in the order of doing it.
    private List<String> missing(Tx tx, Texts texts) {
        List<String> missing = new ArrayList<>();
        int givenUp = rooms.database().inTransaction(rooms.people().outbox()::givenUp);
        if (givenUp > 0) {
            missing.add(texts.say("front.messages-given-up", givenUp));
        }
        if (rooms.inviting() == Inviting.CONTROLLER_NOT_NAMED) {
            missing.add(texts.say("front.no-controller"));
        }
        if (rooms.tasks().open(tx).tasks().isEmpty()) {
            missing.add(texts.say("front.no-task"));
        }
        if (!rooms.people().contributors().invitations().anyOpen(tx)) {
            missing.add(texts.say("front.no-invitation"));
        }
        return missing;
    }

    private static List<Waits> waits(Map<SessionStage, Integer> counts, Texts texts) {
        return counts.entrySet().stream()
                .map(count -> new Waits(
                        texts.say("waiting." + count.getKey().name(), count.getValue()),
                        "/desk/sessions?state=" + count.getKey().name()))
                .toList();
    }

    private static List<Day> days(LocalDate today, Map<LocalDate, Duration> recorded, Texts texts) {
        long most =
                recorded.values().stream().mapToLong(Duration::toSeconds).max().orElse(0);
        return IntStream.rangeClosed(1 - DAYS, 0)
                .mapToObj(today::plusDays)
                .map(day -> {
                    Duration length = recorded.getOrDefault(day, Duration.ZERO);
                    return new Day(
                            texts.date(day.atStartOfDay().toInstant(ZoneOffset.UTC)),
                            texts.say("front.minutes", length.toSeconds() / 60.0),
                            most == 0 ? 0 : (int) (1_000 * length.toSeconds() / most));
                })
                .toList();
    }
}
