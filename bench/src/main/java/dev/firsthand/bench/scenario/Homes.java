package dev.firsthand.bench.scenario;

import dev.firsthand.bench.activity.ActivityHome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Homes that were laid out lately: all lives of a scenario are lived in one, and laying it out is half of a short
/// life.
final class Homes {
    private static final int KEPT_MAX = 32;

    private final Library library;
    private final Map<Needs, ActivityHome.LaidOut> kept = new LinkedHashMap<>();

    Homes(Library library) {
        this.library = library;
    }

    /// All of a scenario that a home hangs on.
    private record Needs(List<String> rooms, List<String> keys, List<String> activities, List<String> people) {
        static Needs of(Scenario scenario) {
            return new Needs(
                    scenario.rooms(),
                    scenario.tasks().stream().map(Task::key).toList(),
                    scenario.tasks().stream().map(Task::activity).toList(),
                    scenario.residents().stream().map(Resident::name).toList());
        }
    }

    /// May be called by several at a time; what two lay out at once is the same.
    ActivityHome.LaidOut of(Scenario scenario) {
        var needs = Needs.of(scenario);
        return known(needs).orElseGet(() -> keep(needs, layOut(needs)));
    }

    private synchronized Optional<ActivityHome.LaidOut> known(Needs needs) {
        return Optional.ofNullable(kept.get(needs));
    }

    private synchronized ActivityHome.LaidOut keep(Needs needs, ActivityHome.LaidOut home) {
        if (kept.size() == KEPT_MAX) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(needs, home);
        return home;
    }

    private ActivityHome.LaidOut layOut(Needs needs) {
        var home = new ActivityHome();
        needs.rooms().forEach(home::room);
        for (int i = 0; i < needs.keys().size(); i++) {
            home.add(needs.keys().get(i), library.definition(needs.activities().get(i)));
        }
        needs.people().forEach(home::person);
        return home.layOut();
    }
}
