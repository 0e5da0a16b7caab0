package dev.firsthand.engine.recall;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.holder.Holders.Reach;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Where a holder is told of recalls. An address is somebody's: it is sealed under a key of its own, and gone when the
/// holder gives another one.
public final class HolderContacts {
    private final Vault vault;
    private final Holders holders;
    private final Outbox outbox;
    private final HookAddresses addresses;

    public HolderContacts(Vault vault, Holders holders, Outbox outbox, HookAddresses addresses) {
        this.vault = vault;
        this.holders = holders;
        this.outbox = outbox;
        this.addresses = addresses;
    }

    /// What is kept of both, in the place of what was. A hook that nothing is sent to is an `IllegalArgumentException`
    /// with the reason.
    public void keep(Tx tx, HolderId holder, Optional<MailAddress> mail, Optional<URI> hook) {
        hook.flatMap(addresses::refusal).ifPresent(why -> {
            throw new IllegalArgumentException("a program is told where the world can reach it: " + why);
        });
        holders.reach(tx, holder).contact().ifPresent(before -> {
            outbox.addresses().remove(tx, before);
            outbox.drop(tx, before);
            vault.destroy(before);
        });
        Optional<PersonId> contact = mail.map(address -> fresh(tx, address));
        holders.keepReach(tx, holder, new Reach(contact, hook));
    }

    private PersonId fresh(Tx tx, MailAddress address) {
        var contact = new PersonId(UUID.randomUUID());
        vault.create(contact);
        outbox.addresses().keep(tx, contact, address);
        return contact;
    }

    /// The address to which notices go.
    public Optional<Personal<MailAddress>> mail(Tx tx, HolderId holder) {
        return holders.reach(tx, holder)
                .contact()
                .flatMap(contact -> outbox.addresses().of(tx, contact));
    }
}
