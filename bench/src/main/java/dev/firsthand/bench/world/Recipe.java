package dev.firsthand.bench.world;

import java.util.List;

/// A rule that turns things and substances into others.
///
/// @param trigger what sets it off: [Op#CUT] with the thing, [Op#PRESS] of the vessel, [Op#TOGGLE] for heat
/// @param things entities that are used up; the first is the one that is cut
/// @param substances substances in the vessel that are used up
/// @param madeThings entities that become real
/// @param madeSubstances substances that the vessel then holds
public record Recipe(
        Op trigger,
        List<Integer> things,
        List<Integer> substances,
        List<Integer> madeThings,
        List<Integer> madeSubstances) {
    public Recipe {
        things = List.copyOf(things);
        substances = List.copyOf(substances);
        madeThings = List.copyOf(madeThings);
        madeSubstances = List.copyOf(madeSubstances);
    }
}
