package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.LookupKey;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonKey;
import dev.firsthand.engine.store.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody withdraws, and the withdrawal goes so many steps; then the program says whose it is and waits to be
/// killed. Arguments: address, user, password, folder, number of steps, or `key-N` to stop where the Nth key is to be
/// destroyed.
final class LeavingProgram {
    private LeavingProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var database = Database.open(new DatabaseAddress(arguments[0], arguments[1], arguments[2]));
        boolean atKey = arguments[4].startsWith("key-");
        int number = Integer.parseInt(arguments[4].replace("key-", ""));
        var house = new DurableHouse(
                database,
                Path.of(arguments[3]),
                vault -> atKey ? new StuckVault(vault, new AtomicInteger(number)) : vault);
        ContributorId person = house.joins();
        Withdrawal withdrawal = database.inTransaction(
                        tx -> house.withdrawals.request(tx, person, Level.RECALL, VerifiedBy.SIGN_IN))
                .withdrawal();
        System.out.println(person.value());
        System.out.println(withdrawal.id().value());
        for (int i = 0; i < (atKey ? Integer.MAX_VALUE : number); i++) {
            house.leaving.step(withdrawal.id());
        }
        System.out.println("reached");
        new CountDownLatch(1).await();
    }

    /// Never comes to destroying so many keys.
    private record StuckVault(Vault vault, AtomicInteger left) implements Vault {
        @Override
        public void create(PersonId person) {
            vault.create(person);
        }

        @Override
        public Optional<PersonKey> key(PersonId person) {
            return vault.key(person);
        }

        @Override
        public void destroy(PersonId person) {
            if (left.decrementAndGet() > 0) {
                vault.destroy(person);
                return;
            }
            System.out.println("reached");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] secret(String purpose) {
            return vault.secret(purpose);
        }

        @Override
        public LookupKey lookupKey() {
            return vault.lookupKey();
        }
    }
}
