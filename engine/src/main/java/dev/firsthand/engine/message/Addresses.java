package dev.firsthand.engine.message;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// E-mail addresses that people gave us of their own accord, one for each person, sealed under the person's key.
public final class Addresses {
    /// How many people may share an address and still be found by it.
    public static final int SHARED_MAX = 8;

    private static final String COLUMN = "message_address.address";

    private static final String KEEP = """
            INSERT INTO message_address (person, address, address_lookup, kept_at)
            VALUES (:person, :address, :lookup, :now)
            ON CONFLICT (person) DO UPDATE
               SET address = excluded.address, address_lookup = excluded.address_lookup, kept_at = excluded.kept_at
            """;

    private static final String OF = "SELECT address FROM message_address WHERE person = :person";

    private static final String OWNERS =
            "SELECT person FROM message_address WHERE address_lookup = :lookup ORDER BY kept_at, person LIMIT :limit";

    private static final String REMOVE = "DELETE FROM message_address WHERE person = :person";

    private final PersonalColumns columns;
    private final InstantSource clock;

    Addresses(PersonalColumns columns, InstantSource clock) {
        this.columns = columns;
        this.clock = clock;
    }

    /// Keeps this address in the place of an earlier one.
    public void keep(Tx tx, PersonId person, MailAddress address) {
        tx.sql()
                .createUpdate(KEEP)
                .bind("person", person.value())
                .bind("address", columns.seal(person, COLUMN, Personal.of(address.value())))
                .bind("lookup", lookup(address))
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .execute();
    }

    /// Empty also when the person's key is gone.
    public Optional<Personal<MailAddress>> of(Tx tx, PersonId person) {
        return tx.sql()
                .createQuery(OF)
                .bind("person", person.value())
                .mapTo(byte[].class)
                .findOne()
                .flatMap(bytes -> columns.open(person, COLUMN, bytes))
                .map(address -> Personal.of(new MailAddress(address.reveal())));
    }

    /// Who gave us this address, at most [#SHARED_MAX].
    public List<PersonId> owners(Tx tx, MailAddress address) {
        return tx
                .sql()
                .createQuery(OWNERS)
                .bind("lookup", lookup(address))
                .bind("limit", SHARED_MAX)
                .mapTo(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .toList();
    }

    /// Forgets the address of a person who wants no messages, or whose data goes.
    public void remove(Tx tx, PersonId person) {
        tx.sql().createUpdate(REMOVE).bind("person", person.value()).execute();
    }

    private byte[] lookup(MailAddress address) {
        return columns.lookup(COLUMN, Personal.of(address.folded()));
    }
}
