package dev.firsthand.app.me;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.me.JtelostGenerated;
import gg.jte.generated.precompiled.me.JtemailGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/// An e-mail address, if a contributor wants to give one: a lost phone is then not a lost account.
final class MailPages {
    /// How soon one person is written to again: nobody can fill somebody else's mailbox.
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private final MyRooms rooms;

    MailPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        String address = rooms.database()
                .inTransaction(
                        tx -> rooms.outbox().addresses().of(tx, contributor.id().person()))
                .map(kept -> kept.reveal().value())
                .orElse("");
        var frame = MyPages.frame(context, "mail.title");
        Page.show(context, output -> JtemailGenerated.render(output, null, frame, address));
    }

    /// An empty field forgets the address.
    void keep(Contributor contributor, Context context) {
        PersonId person = contributor.id().person();
        Optional<MailAddress> address = typed(context);
        if (address.isPresent()) {
            rooms.database().inTransactionDo(tx -> rooms.outbox().addresses().keep(tx, person, address.get()));
        } else {
            rooms.database().inTransactionDo(tx -> rooms.outbox().addresses().remove(tx, person));
        }
        Page.goTo(context, "/me/mail");
    }

    void showLost(Context context) {
        Texts texts = Texts.of(context);
        var frame = Frame.contributor(texts, texts.say("lost.title"));
        Page.show(context, output -> JtelostGenerated.render(output, null, frame));
    }

    /// Says the same whether we know the address or not.
    void sendLink(Context context) {
        typed(context)
                .ifPresent(address -> rooms.database()
                        .inTransactionDo(tx -> rooms.outbox()
                                .addresses()
                                .owners(tx, address)
                                .forEach(person -> send(tx, person, context))));
        Page.problem(context, 200, Texts.of(context).say("lost.sent"));
    }

    private void send(Tx tx, PersonId person, Context context) {
        var id = new ContributorId(person.value());
        Optional<Personal<MailAddress>> kept = rooms.outbox().addresses().of(tx, person);
        boolean known = kept.isPresent() && rooms.contributors().find(tx, id).isPresent();
        if (!known || rooms.outbox().wroteWithin(tx, person, Message.Kind.WAY_IN, PAUSE)) {
            return;
        }
        String link = Links.to(
                context, "/back/" + rooms.contributors().tokens().issue(tx, id).reveal());
        Texts texts = Texts.of(context);
        var words = Message.Words.of(
                Message.Kind.WAY_IN, texts.say("mail.back-subject"), texts.say("mail.back-text", link));
        rooms.outbox().write(tx, person, kept.get().reveal(), words);
    }

    private static Optional<MailAddress> typed(Context context) {
        String typed = Page.field(context, "email");
        Optional<MailAddress> address = MailAddress.parse(typed);
        if (address.isEmpty() && !typed.isEmpty()) {
            throw Refusal.badRequest("email-invalid", "That is no e-mail address such as name@example.org.");
        }
        return address;
    }
}
