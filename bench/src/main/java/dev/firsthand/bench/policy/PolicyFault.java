package dev.firsthand.bench.policy;

/// A policy gave no answer that can be carried out. It is scored as it stands then.
public final class PolicyFault extends RuntimeException {
    private static final int LINE_MAX = 200;

    private final Ending ending;

    public PolicyFault(Ending ending, String message) {
        super(message);
        this.ending = ending;
    }

    /// What was wrong, for a screen: one line, for a server may have written a part of it.
    public String line() {
        String told =
                String.valueOf(getMessage()).replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        return told.length() > LINE_MAX ? told.substring(0, LINE_MAX) + " …" : told;
    }

    public Ending ending() {
        return ending;
    }
}
