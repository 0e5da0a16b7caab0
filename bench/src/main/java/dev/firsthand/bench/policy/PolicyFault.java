package dev.firsthand.bench.policy;

/// A policy gave no answer that can be carried out. It is scored as it stands then.
public final class PolicyFault extends RuntimeException {
    private final Ending ending;

    public PolicyFault(Ending ending, String message) {
        super(message);
        this.ending = ending;
    }

    public Ending ending() {
        return ending;
    }
}
