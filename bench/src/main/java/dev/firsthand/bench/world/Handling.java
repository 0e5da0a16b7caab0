package dev.firsthand.bench.world;

/// Takes and puts: what hands do with one thing.
final class Handling {
    private static final int REACH_MM = 1300;

    private final World world;
    private final WorldPlan plan;

    Handling(World world) {
        this.world = world;
        plan = world.plan();
    }

    /// Whether the agent can touch a thing from where it stands.
    Reason reach(int agent, int thing) {
        if (thing < 0 || thing >= plan.entities() || !world.is(thing, Flag.REAL)) {
            return Reason.UNREACHABLE;
        }
        if (world.parent(thing) == agent) {
            return Reason.DONE;
        }
        if (Sight.isShutIn(world, thing)) {
            return Reason.OCCLUDED;
        }
        boolean isDoor = plan.has(thing, Trait.DOOR);
        boolean isFloor = plan.has(thing, Trait.FLOOR);
        boolean isInDoorway = world.register(thing, Actions.DOORWAY_REGISTER) > 0;
        if (world.room(thing) != world.room(agent) && !isDoor && !isInDoorway) {
            return Reason.UNREACHABLE;
        }
        int dx = Math.abs(world.xMm(thing) - world.xMm(agent));
        int dy = Math.abs(world.yMm(thing) - world.yMm(agent));
        return isFloor || Math.max(dx, dy) <= REACH_MM ? Reason.DONE : Reason.UNREACHABLE;
    }

    boolean holds(int agent, int thing) {
        return thing >= plan.firstThing()
                && thing < plan.entities()
                && world.parent(thing) == agent
                && world.relation(thing) == Relation.HELD;
    }

    /// The same, for what would take it away: what somebody else holds, and what is in or on that, is theirs until they
    /// hand it over.
    Reason reachUnheld(int agent, int thing) {
        Reason reach = reach(agent, thing);
        if (reach != Reason.DONE) {
            return reach;
        }
        int holder = world.parent(thing);
        while (holder != World.NONE && !plan.has(holder, Trait.AGENT)) {
            holder = world.parent(holder);
        }
        return holder == World.NONE || holder == agent ? Reason.DONE : Reason.NOT_PERMITTED;
    }

    int freeHands(int agent) {
        return plan.thing(agent).hands() - world.children(agent, Relation.HELD);
    }

    Reason canPick(int agent, int thing) {
        Reason reach = reachUnheld(agent, thing);
        if (reach != Reason.DONE) {
            return reach;
        }
        if (!isMovable(thing) || world.relation(thing) == Relation.ATTACHED) {
            return Reason.UNSUITED;
        }
        if (plan.has(world.parent(thing), Trait.AGENT)) {
            return Reason.ALREADY;
        }
        if (plan.thing(thing).massGrams() > Actions.PAYLOAD_GRAMS) {
            return Reason.TOO_HEAVY;
        }
        return freeHands(agent) > 0 ? Reason.DONE : Reason.HAND_FULL;
    }

    boolean isMovable(int thing) {
        int fixed = Trait.FIXTURE.bit() | Trait.AGENT.bit() | Trait.DOOR.bit() | Trait.ROOM.bit();
        return (plan.traits[thing] & fixed) == 0;
    }

    void pick(int agent, int thing) {
        clearDoorways(thing);
        world.put(thing, Relation.HELD, agent);
    }

    /// What stood in a doorway does so no more.
    private void clearDoorways(int thing) {
        int door = world.register(thing, Actions.DOORWAY_REGISTER) - 1;
        if (door >= 0) {
            world.setRegister(thing, Actions.DOORWAY_REGISTER, 0);
            world.setFlag(door, Flag.BLOCKED, false);
        }
    }

    Reason canPlace(int agent, int thing, int target, Relation relation) {
        if (!holds(agent, thing)) {
            return Reason.NOT_HELD;
        }
        Reason reach = reach(agent, target);
        if (reach != Reason.DONE) {
            return reach;
        }
        if (target == thing || world.isBelow(target, thing) || plan.has(target, Trait.AGENT)) {
            return Reason.UNSUITED;
        }
        return switch (relation) {
            case IN -> canPlaceIn(target);
            case ON -> world.children(target, relation) < places(target) ? Reason.DONE : Reason.FULL;
            case UNDER, DRAPED, OVERLAID -> Reason.DONE;
            case BESIDE -> hasSides(target) ? Reason.DONE : Reason.UNSUITED;
            case ATTACHED, HELD, WORN -> Reason.UNSUITED;
        };
    }

    /// A room has none, nor has a door, nor what somebody holds.
    private boolean hasSides(int target) {
        int parent = world.parent(target);
        return parent != World.NONE && !plan.has(target, Trait.DOOR) && !plan.has(parent, Trait.AGENT);
    }

    private int places(int target) {
        return plan.isThing(target) ? plan.thing(target).places() : Integer.MAX_VALUE;
    }

    private Reason canPlaceIn(int target) {
        if (!plan.has(target, Trait.CONTAINER)) {
            return Reason.UNSUITED;
        }
        if (plan.has(target, Trait.OPENABLE) && !world.is(target, Flag.OPEN)) {
            return Reason.CLOSED;
        }
        return world.children(target, Relation.IN) < places(target) ? Reason.DONE : Reason.FULL;
    }

    void place(int agent, int thing, int target, Relation relation) {
        if (relation == Relation.BESIDE) {
            placeBeside(thing, target);
        } else if (plan.has(target, Trait.FLOOR) && relation == Relation.ON) {
            world.stand(thing, world.room(target), world.xMm(agent), world.yMm(agent));
        } else {
            world.put(thing, relation, target);
        }
    }

    private void placeBeside(int thing, int target) {
        int parent = world.parent(target);
        if (plan.has(parent, Trait.ROOM)) {
            int gap = Thing.ITEM_RADIUS_MM / 4;
            int x = world.xMm(target) + plan.radiusMm[target] + plan.radiusMm[thing] + gap;
            world.stand(thing, parent, x, world.yMm(target));
        } else {
            Relation relation = world.relation(target) == Relation.IN ? Relation.IN : Relation.ON;
            world.putAt(thing, relation, parent, Places.beside(world, parent, world.place(target)));
        }
    }

    /// A thing falls out of the hand to the floor; what is fragile breaks.
    void drop(int agent, int thing) {
        world.stand(thing, world.room(agent), world.xMm(agent), world.yMm(agent));
        if (plan.has(thing, Trait.FRAGILE)) {
            world.setFlag(thing, Flag.BROKEN, true);
        }
    }

    /// A tool with this trait that the agent holds, the given one or any; [World#NONE] if there is none.
    int toolFor(int agent, Trait trait, int tool) {
        if (tool >= 0) {
            return holds(agent, tool) && plan.has(tool, trait) && !world.is(tool, Flag.BROKEN) ? tool : World.NONE;
        }
        for (int c = world.firstChild(agent); c != World.NONE; c = world.nextSibling(c)) {
            if (plan.has(c, trait) && !world.is(c, Flag.BROKEN)) {
                return c;
            }
        }
        return World.NONE;
    }
}
