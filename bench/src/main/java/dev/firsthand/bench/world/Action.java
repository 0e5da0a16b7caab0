package dev.firsthand.bench.world;

/// One decision of an agent. What the numbers mean stands at each [Op].
public record Action(Op op, int a, int b, int c) {
    public static Action of(Op op) {
        return new Action(op, 0, 0, 0);
    }

    public static Action of(Op op, int a) {
        return new Action(op, a, 0, 0);
    }

    public static Action of(Op op, int a, int b) {
        return new Action(op, a, b, 0);
    }

    public static Action place(int thing, Relation relation, int target) {
        return new Action(Op.PLACE, thing, target, relation.code());
    }

    public static Action pour(int from, int to, int portion) {
        return new Action(Op.POUR, from, to, portion);
    }

    public static Action waiting(int milliseconds) {
        return of(Op.WAIT, milliseconds);
    }
}
