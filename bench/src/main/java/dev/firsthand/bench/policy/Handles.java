package dev.firsthand.bench.policy;

import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Stream;
import dev.firsthand.bench.world.World;

/// Names of entities for one episode: a shuffle by the episode's salt, so that nothing can be learned by number.
public final class Handles {
    private static final Stream SHUFFLE = Stream.named("handles");

    private final int[] handleOf;
    private final int[] entityOf;

    public Handles(int entities, long salt) {
        handleOf = new int[entities];
        entityOf = new int[entities];
        var chance = new Chance(salt);
        for (int e = 0; e < entities; e++) {
            int at = chance.below(e + 1, SHUFFLE, e, 0);
            entityOf[e] = entityOf[at];
            entityOf[at] = e;
        }
        for (int h = 0; h < entities; h++) {
            handleOf[entityOf[h]] = h;
        }
    }

    public int handle(int entity) {
        return entity < 0 ? World.NONE : handleOf[entity];
    }

    public int entity(int handle) {
        return handle < 0 || handle >= entityOf.length ? World.NONE : entityOf[handle];
    }

    /// An action of a policy in the world's own numbers; what is no handle becomes nothing.
    public Action toWorld(Action action) {
        return switch (action.op()) {
            case WAIT, STOP -> action;
            case GO, LOOK, OPEN, CLOSE, PICK, TOGGLE, FOLD, DETACH, PRESS, PLUG, CHARGE, LOCK, UNLOCK, POINT, CALL ->
                new Action(action.op(), entity(action.a()), World.NONE, 0);
            case PLACE, POUR, WIPE, CUT, ATTACH, CARRY_WITH, OFFER, RECEIVE, SAY ->
                new Action(action.op(), entity(action.a()), entity(action.b()), action.c());
        };
    }

    /// The other way round, for a built-in policy that knows the world's numbers.
    public Action toPolicy(Action action) {
        boolean isNumber = action.op() == Op.WAIT;
        return isNumber ? action : new Action(action.op(), handle(action.a()), handle(action.b()), action.c());
    }
}
