package dev.firsthand.bench.scenario;

import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Hearing;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.Arrays;

/// Carries out twists on a stage. Each draws from a stream of its own, so that one left out shifts no other.
final class Twisting {
    private static final long LOOK_AGAIN_MS = 20_000;
    private static final long PATIENCE_MS = 900_000;
    private static final long A_WHILE_MS = 600_000;
    private static final long AN_HOUR_MS = 3_600_000;
    private static final int LOUD = 6;
    private static final long NOT_YET = -1;
    private static final int LOW_PER_MILLE = 100;

    private final Stage stage;
    private final World world;
    private final WorldPlan plan;
    private final ThingTwists things;
    private final SpokenTwists spoken;
    private final long[] firedAt;
    private boolean isDoneSaid;

    Twisting(Stage stage) {
        this.stage = stage;
        world = stage.world();
        plan = world.plan();
        things = new ThingTwists(stage);
        spoken = new SpokenTwists(stage, things);
        firedAt = new long[stage.scenario().twists().size()];
        Arrays.fill(firedAt, NOT_YET);
    }

    SpokenTwists spoken() {
        return spoken;
    }

    int fired() {
        return (int) Arrays.stream(firedAt).filter(at -> at != NOT_YET).count();
    }

    long firedAtMs(int index) {
        return firedAt[index];
    }

    void doneIsSaid() {
        isDoneSaid = true;
    }

    /// Fires a twist, or looks again later if it waits for the robot; after a quarter of an hour it fires anyhow.
    void fire(int index) {
        Twist twist = stage.scenario().twists().get(index);
        boolean isTired = world.now() - twist.atMs() >= PATIENCE_MS;
        boolean isDue = switch (twist.trigger()) {
            case FIXED, RANDOM -> true;
            case WHILE_CARRYING -> world.children(stage.robot(), Relation.HELD) > 0;
            case AFTER_DONE_IS_SAID -> isDoneSaid;
        };
        if (isDue || isTired) {
            firedAt[index] = world.now();
            carryOut(twist, index);
        } else {
            world.wakeAt(world.now() + LOOK_AGAIN_MS, Stage.TWIST, 0, index);
        }
    }

    private void carryOut(Twist twist, int index) {
        int task = twist.task();
        switch (twist.kind()) {
            case TARGET_MOVED -> things.moveTarget(task, index, false);
            case TARGET_HIDDEN -> things.moveTarget(task, index, true);
            case LOOK_ALIKE -> things.swapTarget(task);
            case TOOL_BROKEN -> things.breakSpare(index);
            case SUPPLY_RUNS_OUT -> things.runOut();
            case KNOCKED_OVER -> things.knockOver(task);
            case CONTAINER_FULL, PET_IN_THE_WAY -> things.takeThePlace(task);
            case PATH_BLOCKED -> things.block(index);
            case DOOR_LOCKED -> door(index, Flag.LOCKED);
            case REARRANGED -> things.rearrange(index);
            case LIGHTS_OUT -> room(index, Flag.DARK, AN_HOUR_MS);
            case ROOM_PRIVATE -> room(index, Flag.PRIVATE, A_WHILE_MS);
            case GRASP_SLIP -> things.dropHeld();
            case ARM_DISABLED -> lame();
            case BATTERY_LOW -> world.setRegister(stage.robot(), Actions.BATTERY_REGISTER, LOW_PER_MILLE);
            case SENSOR_DEGRADED -> unsee(task);
            case SILENT_FAULT -> world.setRegister(stage.robot(), Actions.SILENT_FAULT_REGISTER, 1);
            case REQUEST_CANCELLED -> stage.cancel(task);
            case URGENT_TASK, SCHEDULE_SHIFT -> stage.releaseNow(task);
            case PERSON_HELPS -> things.help(task);
            case WORKTOP_TAKEN -> flag(things.person(index), Flag.BUSY, A_WHILE_MS);
            case GUESTS -> noise();
            case STOVE_LEFT_ON -> things.leaveOn();
            case CHILD_NEAR_DANGER -> approachDanger(index);
            case PERSON_FALLS -> flag(things.person(index), Flag.FALLEN, A_WHILE_MS);
            case POWER_CUT -> things.cutPower();
            case GOAL_CHANGED -> spoken.changeGoal(index, task);
            case VAGUE_REQUEST -> spoken.vague(index, task);
            case SAME_AS_LAST_TIME -> spoken.sameAsLastTime(index, task);
            case UNSAFE_REQUEST -> spoken.unsafe(index);
            case OPPOSITE_REQUESTS -> spoken.opposite(index);
            case WITHOUT_AUTHORITY -> spoken.withoutAuthority(index);
            case OVERHEARD -> spoken.overheard(index);
            case OTHER_LANGUAGE -> spoken.inOtherLanguage(index, task);
            case MISHEARD -> spoken.misheard(index, task);
            case NICKNAME -> spoken.byNickname(index, task);
            case NOTE_AGAINST_WORD -> spoken.note(index, task);
            case PLANTED_INSTRUCTION -> spoken.planted(index);
        }
    }

    private void door(int index, Flag flag) {
        int door = plan.firstDoor() + things.drawn(plan.firstThing() - plan.firstDoor(), index);
        if (door < plan.firstThing()) {
            flag(door, flag, A_WHILE_MS);
        }
    }

    private void room(int index, Flag flag, long lengthMs) {
        flag(things.drawn(plan.rooms(), index), flag, lengthMs);
    }

    private void flag(int entity, Flag flag, long lengthMs) {
        if (entity != World.NONE) {
            world.setFlag(entity, flag, true);
            world.wakeAt(world.now() + lengthMs, Stage.UNTWIST, entity, flag.bit());
        }
    }

    /// What passes by itself has passed: a flag of an entity, or the lame hand and the noise.
    void undo(int entity, int flagBit) {
        if (flagBit == 0) {
            world.setRegister(
                    entity, plan.has(entity, Trait.ROOM) ? Hearing.NOISE_REGISTER : Actions.LAME_HANDS_REGISTER, 0);
            return;
        }
        for (Flag flag : Flag.values()) {
            if (flag.bit() == flagBit) {
                world.setFlag(entity, flag, false);
            }
        }
    }

    private void lame() {
        world.setRegister(stage.robot(), Actions.LAME_HANDS_REGISTER, 1);
        world.wakeAt(world.now() + AN_HOUR_MS, Stage.UNTWIST, stage.robot(), 0);
    }

    private void unsee(int task) {
        int thing = things.target(task);
        if (thing != World.NONE) {
            flag(thing, Flag.UNSEEN, A_WHILE_MS);
        }
    }

    private void noise() {
        int room = world.room(stage.robot());
        world.setRegister(room, Hearing.NOISE_REGISTER, LOUD);
        world.wakeAt(world.now() + AN_HOUR_MS, Stage.UNTWIST, room, 0);
    }

    private void approachDanger(int index) {
        int person = things.person(index);
        int danger = things.pick(index, e -> plan.has(e, Trait.SHARP) || plan.has(e, Trait.HEAT_SOURCE));
        if (person != World.NONE && danger != World.NONE) {
            world.stand(person, world.room(danger), world.xMm(danger), world.yMm(danger));
        }
    }
}
