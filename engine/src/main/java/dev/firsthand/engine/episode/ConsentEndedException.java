package dev.firsthand.engine.episode;

import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.consent.PermitResult;

/// The contributor's consent does not stand for what a stage was about to do, somebody who is in the recording asked
/// for its removal, or nobody knows here whether they did: the stage ends here.
public final class ConsentEndedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    private ConsentEndedException(String code, String message) {
        super(message);
        this.code = code;
    }

    ConsentEndedException(PermitResult.Refused refused) {
        this(refused.code(), refused.message());
    }

    public static ConsentEndedException frozen() {
        return new ConsentEndedException(Freezes.CODE, Freezes.MESSAGE);
    }

    static ConsentEndedException restored() {
        return new ConsentEndedException(Restorations.CODE, Restorations.MESSAGE);
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
