package dev.firsthand.bench.world;

/// How often a hand fails, by the kind of action. Drawn by counter: the same moment gives the same slip in every twin.
public final class Slips {
    private static final Stream SLIP = Stream.named("slip");

    private final int pickPerMille;
    private final int otherPerMille;

    private Slips(int pickPerMille, int otherPerMille) {
        this.pickPerMille = pickPerMille;
        this.otherPerMille = otherPerMille;
    }

    public static Slips none() {
        return new Slips(0, 0);
    }

    /// Of a thousand picks so many drop what they took; pouring, placing and wiping fail half as often.
    public static Slips perMille(int picks) {
        return new Slips(picks, picks / 2);
    }

    boolean slips(World world, Op op, int agent) {
        int perMille = switch (op) {
            case PICK, RECEIVE -> pickPerMille;
            case PLACE, POUR, WIPE, ATTACH, FOLD, CUT -> otherPerMille;
            case GO, LOOK, OPEN, CLOSE, TOGGLE, DETACH, PRESS, PLUG, CARRY_WITH, OFFER, SAY, POINT, WAIT, CHARGE -> 0;
            case LOCK, UNLOCK, CALL, STOP -> 0;
        };
        return perMille > 0 && world.chance().happens(perMille, SLIP, agent << 5 | op.code(), world.now());
    }
}
