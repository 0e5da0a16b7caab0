package dev.firsthand.bench.activity;

import java.util.Locale;
import java.util.Optional;

/// The 26 predicates of the household domain.
public enum Predicate {
    INSIDE(Kind.TWO_THINGS),
    ONTOP(Kind.TWO_THINGS),
    UNDER(Kind.TWO_THINGS),
    NEXTTO(Kind.TWO_THINGS),
    TOUCHING(Kind.TWO_THINGS),
    ATTACHED(Kind.TWO_THINGS),
    DRAPED(Kind.TWO_THINGS),
    OVERLAID(Kind.TWO_THINGS),
    INROOM(Kind.THING_AND_ROOM),
    COVERED(Kind.THING_AND_SUBSTANCE),
    FILLED(Kind.THING_AND_SUBSTANCE),
    CONTAINS(Kind.THING_AND_SUBSTANCE),
    SATURATED(Kind.THING_AND_SUBSTANCE),
    INSOURCE(Kind.THING_AND_SUBSTANCE),
    COOKED(Kind.ONE_THING),
    FROZEN(Kind.ONE_THING),
    HOT(Kind.ONE_THING),
    OPEN(Kind.ONE_THING),
    FOLDED(Kind.ONE_THING),
    UNFOLDED(Kind.ONE_THING),
    TOGGLED_ON(Kind.ONE_THING),
    ON_FIRE(Kind.ONE_THING),
    BROKEN(Kind.ONE_THING),
    ASSEMBLED(Kind.ONE_THING),
    FUTURE(Kind.ONE_THING),
    REAL(Kind.ONE_THING);

    /// What a predicate is about.
    public enum Kind {
        ONE_THING,
        TWO_THINGS,
        THING_AND_ROOM,
        THING_AND_SUBSTANCE
    }

    private final Kind kind;

    Predicate(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public int arity() {
        return kind == Kind.ONE_THING ? 1 : 2;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Predicate> of(String word) {
        for (Predicate predicate : values()) {
            if (predicate.word().equals(word)) {
                return Optional.of(predicate);
            }
        }
        return Optional.empty();
    }
}
