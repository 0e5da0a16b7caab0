package dev.firsthand.bench.world;

/// What agents do: each action is checked, takes its time while the home lives on, and then happens or fails for a
/// reason.
public final class Actions {
    public static final int LONGEST_WAIT_MS = 24 * 3_600_000;
    public static final int PAYLOAD_GRAMS = 20_000;
    /// Register of an agent: charge left, in thousandths.
    public static final int BATTERY_REGISTER = 6;
    /// Register of a thing: one more than the door that it stands in.
    public static final int DOORWAY_REGISTER = 7;
    /// Register of an agent: hands that do not work.
    public static final int LAME_HANDS_REGISTER = 5;
    /// Register of an agent: its next action is told as done but does nothing, if not 0.
    public static final int SILENT_FAULT_REGISTER = 4;

    private static final int STAND_OFF_MM = 450;

    private final World world;
    private final WorldPlan plan;
    private final Handling handling;
    private final Slips slips;

    public Actions(World world, Slips slips) {
        this.world = world;
        plan = world.plan();
        handling = new Handling(world);
        this.slips = slips;
    }

    /// Does one action of an agent whose answer the world waits for, and lets the time pass that it takes.
    public Reason act(int agent, Op op, int a, int b, int c) {
        Reason before = check(agent, op, a, b, c);
        if (before != Reason.DONE) {
            world.advanceTo(world.now() + Durations.of(Op.LOOK, 0));
            return before;
        }
        if (op == Op.WAIT) {
            world.waitUntil(world.now() + Durations.of(op, a));
            return Reason.DONE;
        }
        world.advanceTo(world.now() + takesMs(agent, op, a));
        if (world.register(agent, SILENT_FAULT_REGISTER) != 0 && isByHand(op)) {
            world.setRegister(agent, SILENT_FAULT_REGISTER, 0);
            return Reason.DONE;
        }
        return check(agent, op, a, b, c) == Reason.DONE ? carryOut(agent, op, a, b, c) : Reason.CHANGED_UNDERFOOT;
    }

    public Reason act(int agent, Action action) {
        return act(agent, action.op(), action.a(), action.b(), action.c());
    }

    public Reason check(int agent, Action action) {
        return check(agent, action.op(), action.a(), action.b(), action.c());
    }

    /// Does at once what a person or an animal does: their time is kept by whoever moves them.
    public Reason actAtOnce(int agent, Op op, int a, int b, int c) {
        Reason before = check(agent, op, a, b, c);
        return before == Reason.DONE ? carryOut(agent, op, a, b, c) : before;
    }

    /// How long an action takes an agent that can do it.
    public long takesMs(int agent, Op op, int a) {
        return op == Op.GO ? goingMs(agent, a) : Durations.of(op, a);
    }

    /// Whether an agent could take a thing into a hand, were it near and the hand free.
    public boolean isMovable(int thing) {
        return handling.isMovable(thing);
    }

    public int freeHands(int agent) {
        return handling.freeHands(agent);
    }

    public boolean holds(int agent, int thing) {
        return handling.holds(agent, thing);
    }

    /// Whether an agent can touch a thing from where it stands.
    public Reason reach(int agent, int thing) {
        return handling.reach(agent, thing);
    }

    /// How long it takes an agent to get there.
    public long goingMs(int agent, int target) {
        return Durations.ofGoing(
                world.paths().distanceMm(agent, target), plan.thing(agent).speedMmps());
    }

    private static boolean isByHand(Op op) {
        return op == Op.PICK || op == Op.PLACE || op == Op.POUR || op == Op.TOGGLE || op == Op.CLOSE;
    }

    /// Whether an action could be done now, and if not, why.
    public Reason check(int agent, Op op, int a, int b, int c) {
        return switch (op) {
            case GO -> canGo(agent, a);
            case LOOK, POINT, SAY, CALL, WAIT, STOP -> Reason.DONE;
            case OPEN, CLOSE, LOCK, UNLOCK -> canTurn(agent, op, a);
            case PICK -> handsWork(agent) ? handling.canPick(agent, a) : Reason.DISABLED;
            case PLACE -> Relation.isOne(c) ? handling.canPlace(agent, a, b, Relation.of(c)) : Reason.UNSUITED;
            case POUR -> canPour(agent, a, b);
            case WIPE -> withTool(agent, handling.reach(agent, a), Trait.CLEANER, b);
            case CUT -> withTool(agent, handling.reachUnheld(agent, a), Trait.SLICER, b);
            case TOGGLE -> canToggle(agent, a);
            case FOLD, PLUG, PRESS -> handling.reach(agent, a);
            case ATTACH -> handling.holds(agent, a) ? handling.reach(agent, b) : Reason.NOT_HELD;
            case DETACH -> canDetach(agent, a);
            case OFFER, RECEIVE -> canPass(agent, op, a, b);
            case CARRY_WITH -> handling.reach(agent, a);
            case CHARGE -> ofKind(agent, a, Trait.CHARGER);
        };
    }

    private boolean handsWork(int agent) {
        int lame = world.register(agent, LAME_HANDS_REGISTER);
        return lame == 0 || handling.freeHands(agent) > lame;
    }

    private Reason canGo(int agent, int target) {
        if (target < 0 || target >= plan.entities() || world.room(target) == World.NONE) {
            return Reason.UNREACHABLE;
        }
        boolean isFree = world.paths().distanceMm(agent, target) < Paths.FAR_MM;
        return isFree ? Reason.DONE : Reason.UNREACHABLE;
    }

    private Reason canTurn(int agent, Op op, int a) {
        Trait needed = op == Op.OPEN || op == Op.CLOSE ? Trait.OPENABLE : Trait.LOCKABLE;
        Reason suited = ofKind(agent, a, needed);
        if (suited != Reason.DONE) {
            return suited;
        }
        if (op == Op.OPEN && world.is(a, Flag.LOCKED)) {
            return Reason.LOCKED;
        }
        boolean isOpen = world.is(a, Flag.OPEN);
        boolean isLocked = world.is(a, Flag.LOCKED);
        boolean isSo = switch (op) {
            case OPEN -> isOpen;
            case CLOSE -> !isOpen;
            case LOCK -> isLocked;
            default -> !isLocked;
        };
        return isSo ? Reason.ALREADY : Reason.DONE;
    }

    private Reason ofKind(int agent, int a, Trait trait) {
        Reason reach = handling.reach(agent, a);
        return reach == Reason.DONE && !plan.has(a, trait) ? Reason.UNSUITED : reach;
    }

    private Reason canToggle(int agent, int a) {
        Reason suited = ofKind(agent, a, Trait.TOGGLEABLE);
        boolean isWholeAndLocked = suited == Reason.DONE && world.is(a, Flag.BROKEN);
        return isWholeAndLocked ? Reason.UNSUITED : suited;
    }

    private Reason canPour(int agent, int from, int to) {
        Reason reach = handling.reachUnheld(agent, from);
        return reach == Reason.DONE && from != to ? handling.reach(agent, to) : reach;
    }

    private Reason withTool(int agent, Reason reach, Trait trait, int tool) {
        if (reach != Reason.DONE) {
            return reach;
        }
        return handling.toolFor(agent, trait, tool) == World.NONE ? Reason.WRONG_TOOL : Reason.DONE;
    }

    private Reason canDetach(int agent, int a) {
        Reason reach = handling.reachUnheld(agent, a);
        if (reach != Reason.DONE) {
            return reach;
        }
        if (world.relation(a) != Relation.ATTACHED) {
            return Reason.ALREADY;
        }
        return handling.freeHands(agent) > 0 ? Reason.DONE : Reason.HAND_FULL;
    }

    private Reason canPass(int agent, Op op, int a, int b) {
        if (b < plan.firstThing() || b >= plan.entities() || !plan.has(b, Trait.AGENT)) {
            return Reason.UNSUITED;
        }
        int giver = op == Op.OFFER ? agent : b;
        int taker = op == Op.OFFER ? b : agent;
        if (!handling.holds(giver, a)) {
            return Reason.NOT_HELD;
        }
        Reason reach = handling.reach(agent, b);
        return reach == Reason.DONE && handling.freeHands(taker) == 0 ? Reason.HAND_FULL : reach;
    }

    private Reason carryOut(int agent, Op op, int a, int b, int c) {
        if (slips.slips(world, op, agent)) {
            return slip(agent, op, a);
        }
        return switch (op) {
            case GO -> go(agent, a);
            case OPEN, CLOSE -> turn(a, Flag.OPEN, op == Op.OPEN);
            case LOCK, UNLOCK -> turn(a, Flag.LOCKED, op == Op.LOCK);
            case PICK, DETACH -> take(agent, a);
            case PLACE -> put(agent, a, b, c);
            case POUR -> Pouring.pour(world, a, b, c);
            case WIPE -> Pouring.wipe(world, a);
            case TOGGLE -> turn(a, Flag.POWERED, !world.is(a, Flag.POWERED));
            case CUT -> Cooking.cut(world, a);
            case FOLD -> turn(a, Flag.FOLDED, !world.is(a, Flag.FOLDED));
            case PLUG -> turn(a, Flag.PLUGGED, true);
            case ATTACH -> attach(a, b);
            case PRESS -> press(agent, a);
            case OFFER -> offer(a, b);
            case RECEIVE -> canHandOver(b) ? take(agent, a) : Reason.NOT_GIVEN;
            case CHARGE -> charge(agent);
            case LOOK, POINT, SAY, CALL, WAIT, STOP, CARRY_WITH -> Reason.DONE;
        };
    }

    private Reason slip(int agent, Op op, int thing) {
        if (op == Op.PICK || op == Op.PLACE) {
            handling.drop(agent, thing);
        }
        return Reason.SLIPPED;
    }

    private Reason go(int agent, int target) {
        int room = plan.has(target, Trait.DOOR) ? roomAtDoor(agent, target) : world.room(target);
        Room floor = plan.room(room);
        int x = plan.has(target, Trait.ROOM) ? (floor.westMm() + floor.eastMm()) / 2 : world.xMm(target);
        int y = plan.has(target, Trait.ROOM) ? (floor.southMm() + floor.northMm()) / 2 : world.yMm(target);
        int beside = y - STAND_OFF_MM > floor.southMm() ? y - STAND_OFF_MM : y + STAND_OFF_MM;
        world.stand(agent, room, x, beside);
        return Reason.DONE;
    }

    private int roomAtDoor(int agent, int door) {
        Door it = plan.door(door);
        int here = world.room(agent);
        return it.b() == here ? it.b() : it.a();
    }

    private Reason turn(int thing, Flag flag, boolean on) {
        world.setFlag(thing, flag, on);
        return Reason.DONE;
    }

    private Reason take(int agent, int thing) {
        handling.pick(agent, thing);
        return Reason.DONE;
    }

    private Reason put(int agent, int thing, int target, int relation) {
        handling.place(agent, thing, target, Relation.of(relation));
        return Reason.DONE;
    }

    private Reason attach(int thing, int target) {
        if (target == thing || world.isBelow(target, thing)) {
            return Reason.UNSUITED;
        }
        world.put(thing, Relation.ATTACHED, target);
        return Reason.DONE;
    }

    /// Mends what can be mended; mixes what a vessel holds; lights what is pressed with something that makes fire.
    private Reason press(int agent, int thing) {
        if (plan.has(thing, Trait.MENDABLE) && world.is(thing, Flag.BROKEN)) {
            return turn(thing, Flag.BROKEN, false);
        }
        if (Cooking.mix(world, thing) == Reason.DONE) {
            return Reason.DONE;
        }
        if (handling.toolFor(agent, Trait.IGNITER, World.NONE) == World.NONE) {
            return Reason.UNSUITED;
        }
        return turn(thing, Flag.BURNING, true);
    }

    private Reason offer(int thing, int person) {
        if (!canHandOver(person)) {
            return Reason.NOT_TAKEN;
        }
        world.put(thing, Relation.HELD, person);
        return Reason.DONE;
    }

    /// A handover has two sides: who sleeps, is at something or lies on the floor neither takes nor gives.
    private boolean canHandOver(int person) {
        return !world.is(person, Flag.BUSY) && !world.is(person, Flag.FALLEN);
    }

    private Reason charge(int agent) {
        world.setRegister(agent, BATTERY_REGISTER, Chance.PER_MILLE);
        return Reason.DONE;
    }
}
