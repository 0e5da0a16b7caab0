package dev.firsthand.app.desk;

import dev.firsthand.app.desk.Shown.Covered;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.consent.ConsentCoverage;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.desk.JtecoverageGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// How far consent reaches: who answered what, and how many recordings that allows.
final class CoveragePages {
    private final DeskRooms rooms;

    CoveragePages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        Covered covered = rooms.database().inTransaction(this::covered);
        var frame = DeskGuard.frame(context, "coverage.title");
        Page.show(context, output -> JtecoverageGenerated.render(output, null, frame, covered));
    }

    private Covered covered(Tx tx) {
        Map<ContributorId, Integer> recordings = SessionList.kept(tx);
        var coverage = ConsentCoverage.of(tx, recordings, rooms.watch().clock().instant());
        int people = rooms.people().contributors().count(tx);
        Set<Purpose> asked =
                rooms.recorded().consent().notices().current(tx).terms().purposes();
        List<Covered.Line> lines = Stream.of(Purpose.values())
                .filter(purpose ->
                        asked.contains(purpose) || coverage.of(purpose).answered() > 0)
                .map(purpose -> new Covered.Line(
                        purpose.wireName(),
                        coverage.of(purpose),
                        Math.max(0, people - coverage.of(purpose).answered())))
                .toList();
        int sessions = recordings.values().stream().mapToInt(Integer::intValue).sum();
        return new Covered(people, sessions, lines);
    }
}
