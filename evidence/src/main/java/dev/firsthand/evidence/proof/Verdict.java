package dev.firsthand.evidence.proof;

/// How many parts hold, are withdrawn, and lie.
public record Verdict(long holds, long withdrawn, long lies) {
    static final Verdict NONE = new Verdict(0, 0, 0);

    Verdict with(PartResult result) {
        return switch (result) {
            case PartResult.Holds one -> new Verdict(holds + 1, withdrawn, lies);
            case PartResult.Withdrawn one -> new Verdict(holds, withdrawn + 1, lies);
            case PartResult.Lie one -> new Verdict(holds, withdrawn, lies + 1);
        };
    }

    /// 0 all holds, 1 something lies, 3 nothing lies but something is withdrawn.
    public int exitCode() {
        if (lies > 0) {
            return 1;
        }
        return withdrawn > 0 ? 3 : 0;
    }
}
