package dev.firsthand.engine.staff;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.firsthand.engine.store.Personal;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Makes and compares Argon2id hashes, a few at once: each takes [#MEMORY_KIB] while it is computed.
/// Where too many wait already, the answer is empty.
final class Passwords {
    /// OWASP's password storage cheat sheet, first of its equal choices: 19 MiB, two passes, one lane.
    static final int MEMORY_KIB = 19 * 1024;

    static final int PASSES = 2;
    static final int AT_ONCE_MAX = 4;
    static final int WAITING_MAX = 64;

    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function function;
    private final Semaphore turns = new Semaphore(AT_ONCE_MAX, true);
    private final PasswordHash nobodys;

    Passwords() {
        this(MEMORY_KIB);
    }

    Passwords(int memoryKib) {
        function = Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID);
        nobodys = compute(Personal.of("nobody has this password"));
    }

    Optional<PasswordHash> hash(Personal<String> password) {
        return inTurn(() -> compute(password));
    }

    Optional<Boolean> matches(Personal<String> password, PasswordHash hash) {
        return inTurn(() ->
                Password.check(password.reveal(), hash.phc()).with(Argon2Function.getInstanceFromHash(hash.phc())));
    }

    /// Takes as long as a comparison with somebody's hash, and is always false.
    Optional<Boolean> matchesNobody(Personal<String> password) {
        return matches(password, nobodys).map(ignored -> false);
    }

    /// Made with parameters that are no longer ours.
    boolean outdated(PasswordHash hash) {
        Argon2Function made = Argon2Function.getInstanceFromHash(hash.phc());
        return made.getMemory() != function.getMemory()
                || made.getIterations() != PASSES
                || made.getParallelism() != LANES
                || made.getVariant() != Argon2.ID;
    }

    private PasswordHash compute(Personal<String> password) {
        return new PasswordHash(Password.hash(password.reveal())
                .addRandomSalt(SALT_BYTES)
                .with(function)
                .getResult());
    }

    private <T> Optional<T> inTurn(Supplier<T> work) {
        if (turns.getQueueLength() >= WAITING_MAX) {
            return Optional.empty();
        }
        turns.acquireUninterruptibly();
        try {
            return Optional.of(work.get());
        } finally {
            turns.release();
        }
    }
}
