package dev.firsthand.engine.job;

import dev.firsthand.recording.child.DiskFull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to make of an exception: whether it is worth another try, and what may be told of it.
final class Faults {
    /// Connections lost (08), server going down or coming up (57P), too many of something (53), rolled back (40).
    private static final List<String> PASSING_STATES = List.of("08", "57P", "53", "40");

    private static final int FRAMES_MAX = 15;

    private Faults() {}

    /// Whether the database was away or busy: the same work may well succeed later.
    static boolean databaseAway(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return PASSING_STATES.stream().anyMatch(sql.getSQLState()::startsWith);
            }
        }
        return false;
    }

    /// Whether another try is worth it. Memory may be there the next time, and a file of the program again.
    static boolean passing(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof UncheckedIOException
                || fault instanceof Error
                || databaseAway(fault);
    }

    /// Whether what failed has nothing to do with the work: it goes on when somebody has mended the machine.
    static boolean ofTheMachine(Throwable fault) {
        return DiskFull.caused(fault) || databaseAway(fault);
    }

    /// Messages of exceptions may hold anything, so only their kinds are kept, and the one cause that people must know.
    static StepError describe(Throwable fault) {
        if (DiskFull.caused(fault)) {
            return new StepError("disk-full", "The disk is full. Make room; the work is tried again.");
        }
        if (databaseAway(fault)) {
            return new StepError("database-away", "The database did not answer.");
        }
        var code = passing(fault) && !(fault instanceof Error) ? "step-io" : "step-crashed";
        return new StepError(code, kinds(fault));
    }

    /// Kinds and places of an exception and its causes, for the log; of a lost database no more than that.
    static String trace(Throwable fault) {
        if (databaseAway(fault)) {
            return " the database did not answer";
        }
        var text = new StringBuilder();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            text.append("\n  ").append(cause.getClass().getName());
            Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES_MAX)
                    .forEach(frame -> text.append("\n    at ").append(frame));
        }
        return text.toString();
    }

    private static String kinds(Throwable fault) {
        return Stream.<Throwable>iterate(fault, cause -> cause != null, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining(", caused by "));
    }
}
