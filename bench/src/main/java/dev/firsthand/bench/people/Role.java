package dev.firsthand.bench.people;

/// What somebody is in a home: how patient, how attentive, and over what they decide. A table, not a character.
public enum Role {
    RESIDENT(180, 700, true),
    CHILD(60, 500, false),
    GUEST(120, 600, false),
    CARER(240, 800, true),
    /// Hears speech in the same room only.
    HARD_OF_HEARING(240, 400, true),
    /// Walks slowly, and reaches for what is offered later.
    SLOW_WALKER(240, 700, true),
    COURIER(30, 500, false);

    private final int patienceSeconds;
    private final int noticesPerMille;
    private final boolean decides;

    Role(int patienceSeconds, int noticesPerMille, boolean decides) {
        this.patienceSeconds = patienceSeconds;
        this.noticesPerMille = noticesPerMille;
        this.decides = decides;
    }

    int patienceSeconds() {
        return patienceSeconds;
    }

    int noticesPerMille() {
        return noticesPerMille;
    }

    /// Whether what they ask for about the home is to be done.
    boolean decides() {
        return decides;
    }
}
