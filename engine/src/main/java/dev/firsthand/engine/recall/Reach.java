package dev.firsthand.engine.recall;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Where a holder wants to be told of recalls beside its own pages: the name of the key under which an e-mail
/// address is sealed, and the address of a program.
record Reach(Optional<PersonId> contact, Optional<URI> hook) {
    static final Reach NONE = new Reach(Optional.empty(), Optional.empty());

    static Reach of(Tx tx, HolderId holder) {
        return tx.sql()
                .createQuery("select contact, hook from recall_reach where holder = :holder")
                .bind("holder", holder.value())
                .map((row, context) -> new Reach(
                        Optional.ofNullable(row.getObject("contact", UUID.class))
                                .map(PersonId::new),
                        Optional.ofNullable(row.getString("hook")).map(URI::create)))
                .findOne()
                .orElse(NONE);
    }

    void keep(Tx tx, HolderId holder) {
        tx.sql()
                .createUpdate("""
                        insert into recall_reach (holder, contact, hook) values (:holder, :contact, :hook)
                            on conflict (holder) do update set contact = excluded.contact, hook = excluded.hook
                        """)
                .bind("holder", holder.value())
                .bind("contact", contact.map(PersonId::value).orElse(null))
                .bind("hook", hook.map(URI::toString).orElse(null))
                .execute();
    }
}
