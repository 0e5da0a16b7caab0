package dev.firsthand.engine.episode;

import dev.firsthand.engine.consent.PermitResult;

/// The contributor's consent does not stand for what a stage was about to do: the stage ends here.
public final class ConsentEndedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    ConsentEndedException(PermitResult.Refused refused) {
        super(refused.message());
        this.code = refused.code();
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
