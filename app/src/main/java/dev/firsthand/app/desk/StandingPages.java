package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Country;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionPlaces;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.rules.Ending;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.PlaceRecord;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.rules.Signature;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.desk.JtestandingGenerated;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What lets people record somewhere, the agreement of a place's owner or a signature for a law: what was recorded on
/// it, and ending it.
public final class StandingPages {
    private static final int SESSIONS_SHOWN_MAX = 200;

    private final DeskRooms rooms;

    StandingPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    /// A session that was recorded while it stood; without an episode nothing came of it yet.
    public record Recorded(String began, String stage, Optional<UUID> episode) {}

    /// Who ended it, when and why.
    public record Ended(String by, Ending ending) {}

    /// What it says, what was recorded on it, the newest first, and whether it is ended.
    public record Shown(String words, List<Recorded> sessions, Optional<Ended> ended) {
        public Shown {
            sessions = List.copyOf(sessions);
        }
    }

    void place(StaffMember member, Context context) {
        PlaceRecord place = rooms.database().inTransaction(tx -> find(tx, context));
        var frame = DeskGuard.frame(context, "rests.place", place.code());
        show(context, frame, tx -> {
            List<SessionId> sessions = places().restingOn(tx, place, SESSIONS_SHOWN_MAX);
            return shown(tx, frame.texts(), place.reference(), sessions, place.ending());
        });
    }

    void endPlace(StaffMember member, Context context) {
        String why = Page.field(context, "reason");
        Form.checked(
                "rule-reason-missing",
                "reason",
                () -> rooms.database().inTransaction(tx -> rules().endPlace(tx, member.id(), find(tx, context), why)));
        Page.goTo(context, "/desk/rules/places/" + context.pathParam("place"));
    }

    void signature(StaffMember member, Context context) {
        Jurisdiction law = law(context);
        List<Signature> signatures = rooms.database().inTransaction(tx -> signatures(tx, law));
        var frame = DeskGuard.frame(
                context,
                "rests.signature",
                Country.of(law.code(), Texts.of(context).locale()).name());
        show(context, frame, tx -> {
            List<SessionId> sessions = places().newestUnder(tx, law, SESSIONS_SHOWN_MAX);
            Signature newest = signatures.getFirst();
            return shown(tx, frame.texts(), newest.reason(), sessions, newest.ending());
        });
    }

    void endSignature(StaffMember member, Context context) {
        Jurisdiction law = law(context);
        String why = Page.field(context, "reason");
        Form.checked(
                "rule-reason-missing",
                "reason",
                () -> rooms.database().inTransaction(tx -> rules().endSignature(tx, member.id(), law, why)));
        Page.goTo(context, "/desk/rules/signatures/" + law.code());
    }

    @FunctionalInterface
    private interface Looking {
        Shown look(Tx tx);
    }

    private void show(Context context, Frame frame, Looking looking) {
        Shown shown = rooms.database().inTransaction(looking::look);
        Page.show(context, output -> JtestandingGenerated.render(output, null, frame, context.path(), shown));
    }

    private Shown shown(Tx tx, Texts texts, String words, List<SessionId> sessions, Optional<Ending> ending) {
        Map<SessionId, Taken> taken = rooms.recorded().episodes().ofSessions(tx, sessions);
        List<Recorded> recorded = SessionList.find(tx, sessions).stream()
                .sorted(Comparator.comparing(SessionLine::startedAt).reversed())
                .map(line -> new Recorded(
                        texts.moment(line.startedAt()),
                        texts.say("stage." + line.stage()),
                        Optional.ofNullable(taken.get(line.id()))
                                .filter(one -> one.refusal().isEmpty())
                                .map(Taken::episode)
                                .map(EpisodeId::value)))
                .toList();
        return new Shown(words, recorded, ending.map(one -> new Ended(RulePages.member(rooms, tx, one.by()), one)));
    }

    private PlaceRecord find(Tx tx, Context context) {
        return rules().places(tx).stream()
                .filter(place -> place.code().equals(context.pathParam("place")))
                .findFirst()
                .orElseThrow(Refusal.missing());
    }

    private Jurisdiction law(Context context) {
        String code = context.pathParam("law");
        return rooms.database().inTransaction(rules()::signatures).stream()
                .map(Signature::jurisdiction)
                .filter(law -> law.code().equals(code))
                .findFirst()
                .orElseThrow(Refusal.missing());
    }

    /// Never empty for a [#law].
    private List<Signature> signatures(Tx tx, Jurisdiction law) {
        return rules().signatures(tx).stream()
                .filter(one -> one.jurisdiction().equals(law))
                .toList();
    }

    private RuleBook rules() {
        return rooms.recorded().rules();
    }

    private SessionPlaces places() {
        return rooms.recorded().capture().places();
    }
}
