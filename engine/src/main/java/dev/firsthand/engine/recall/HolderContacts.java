package dev.firsthand.engine.recall;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Where a holder is told of recalls. An address is somebody's: it is sealed under a key of its own, and gone
/// when the holder gives another one.
public final class HolderContacts {
    private final Vault vault;
    private final Outbox outbox;
    private final HookAddresses addresses;

    public HolderContacts(Vault vault, Outbox outbox, HookAddresses addresses) {
        this.vault = vault;
        this.outbox = outbox;
        this.addresses = addresses;
    }

    /// What is kept of both, in the place of what was. A hook that nothing is sent to is an
    /// `IllegalArgumentException` with the reason.
    public void keep(Tx tx, HolderId holder, Optional<MailAddress> mail, Optional<URI> hook) {
        hook.flatMap(addresses::refusal).ifPresent(why -> {
            throw new IllegalArgumentException("a program is told where the world can reach it: " + why);
        });
        Reach.of(tx, holder).contact().ifPresent(before -> {
            outbox.addresses().remove(tx, before);
            outbox.drop(tx, before);
            vault.destroy(before);
        });
        Optional<PersonId> contact = mail.map(address -> fresh(tx, address));
        new Reach(contact, hook).keep(tx, holder);
    }

    private PersonId fresh(Tx tx, MailAddress address) {
        var contact = new PersonId(UUID.randomUUID());
        vault.create(contact);
        outbox.addresses().keep(tx, contact, address);
        return contact;
    }

    /// The address of the holder's program.
    public Optional<URI> hook(Tx tx, HolderId holder) {
        return Reach.of(tx, holder).hook();
    }

    /// The address to which notices go.
    public Optional<Personal<MailAddress>> mail(Tx tx, HolderId holder) {
        return Reach.of(tx, holder)
                .contact()
                .flatMap(contact -> outbox.addresses().of(tx, contact));
    }
}
