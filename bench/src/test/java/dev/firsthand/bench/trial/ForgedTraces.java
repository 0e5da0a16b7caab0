package dev.firsthand.bench.trial;

import dev.firsthand.bench.policy.Ending;

/// What a forger makes of a trace, with a chain that holds.
public final class ForgedTraces {
    private ForgedTraces() {}

    /// Its first decisions, and another ending.
    public static Trace cut(Trace whole, int decisions, Ending ending) {
        var cut = new Trace();
        whole.entries()
                .subList(0, decisions)
                .forEach(entry -> cut.add(entry.observationHash(), entry.answer(), entry.stateHash()));
        cut.end(ending);
        return cut;
    }
}
