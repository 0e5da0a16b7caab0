package dev.firsthand.bench.world;

/// How long an action takes, in milliseconds: distance over speed, or a class of its own. A table, hand-made for now.
final class Durations {
    private static final int[] CLASS_MS = table();
    private static final int SECOND_MS = 1000;

    private Durations() {}

    private static int[] table() {
        int[] ms = new int[Op.COUNT];
        for (Op op : Op.values()) {
            if (op.code() < Op.COUNT) {
                ms[op.code()] = classMs(op);
            }
        }
        return ms;
    }

    private static int classMs(Op op) {
        return switch (op) {
            case GO, WAIT -> 0;
            case LOOK, SAY, POINT, STOP -> 1_000;
            case OPEN, CLOSE, TOGGLE, LOCK, UNLOCK, PRESS, PLUG -> 2_000;
            case PICK, PLACE, DETACH -> 4_000;
            case OFFER, RECEIVE -> 5_000;
            case POUR, ATTACH -> 8_000;
            case FOLD -> 15_000;
            case CUT, WIPE, CARRY_WITH -> 20_000;
            case CALL -> 30_000;
            case CHARGE -> 600_000;
        };
    }

    static long ofGoing(int distanceMm, int speedMmps) {
        return (long) distanceMm * SECOND_MS / Math.max(1, speedMmps);
    }

    static long of(Op op, int a) {
        return op == Op.WAIT ? Math.clamp(a, 0, Actions.LONGEST_WAIT_MS) : CLASS_MS[op.code()];
    }
}
