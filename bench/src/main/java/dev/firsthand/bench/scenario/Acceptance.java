package dev.firsthand.bench.scenario;

import java.util.ArrayList;
import java.util.List;

/// Whether a scenario is fair: the oracle has everything done in time, with its twists and without, and doing nothing
/// has nothing done. What is not fair is named, so that the generator can leave it out.
public final class Acceptance {
    private static final int DECISIONS_MAX = 200_000;

    private final Library library;

    public Acceptance(Library library) {
        this.library = library;
    }

    /// What was found.
    ///
    /// @param decisions how many the oracle took
    public record Checked(
            List<Integer> unsolved, List<Integer> unsolvedWithTwists, List<Integer> doneByNobody, int decisions) {
        public Checked {
            unsolved = List.copyOf(unsolved);
            unsolvedWithTwists = List.copyOf(unsolvedWithTwists);
            doneByNobody = List.copyOf(doneByNobody);
        }

        public boolean isFair() {
            return unsolved.isEmpty() && unsolvedWithTwists.isEmpty() && doneByNobody.isEmpty();
        }
    }

    public Checked check(Scenario scenario) {
        Stage nobody = Stage.open(scenario.calm(), library);
        nobody.world().advanceTo(scenario.tier().lengthMs());
        Stage calm = Stage.open(scenario.calm(), library);
        int decisions = solve(calm);
        Stage twisted = Stage.open(scenario, library);
        solve(twisted);
        var unsolved = new ArrayList<Integer>();
        var unsolvedWithTwists = new ArrayList<Integer>();
        var doneByNobody = new ArrayList<Integer>();
        for (int task = 0; task < scenario.tasks().size(); task++) {
            if (calm.credit(task) < 1) {
                unsolved.add(task);
            }
            if (twisted.credit(task) < 1 && !twisted.isCancelled(task)) {
                unsolvedWithTwists.add(task);
            }
            if (nobody.credit(task) >= 1) {
                doneByNobody.add(task);
            }
        }
        return new Checked(unsolved, unsolvedWithTwists, doneByNobody, decisions);
    }

    private static int solve(Stage stage) {
        Errands errands = Errands.withFullView(stage);
        int decisions = 0;
        while (!stage.isOver() && decisions < DECISIONS_MAX) {
            stage.actions().act(stage.robot(), errands.next());
            decisions++;
        }
        return decisions;
    }
}
