package dev.firsthand.engine.message;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Hands messages to a mail server. Plain text, one address each, no tracking; the `Message-ID` is the message's own,
/// so that a mail that comes twice is recognised.
public final class SmtpMessages implements Messages {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PERMANENT = 500; // replies from here on are refusals for good, RFC 5321, 4.2.1

    private final SmtpServer server;
    private final Session session;
    private final InstantSource clock;

    public SmtpMessages(SmtpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.session = session(server);
    }

    @Override
    public SendResult send(Message message) throws IOException {
        try {
            Transport.send(mail(message));
            return new SendResult.Sent();
        } catch (SendFailedException refused) {
            int reply = reply(refused);
            if (reply >= PERMANENT) {
                return new SendResult.Refused("the mail server refused it for good (%d)".formatted(reply));
            }
            throw unsent("the mail server did not take it (%d)".formatted(reply));
        } catch (AuthenticationFailedException refused) {
            throw unsent("the mail server does not take smtp.user with its password");
        } catch (MessagingException fault) {
            throw unsent(
                    String.valueOf(fault.getMessage()).startsWith("STARTTLS is required")
                            ? "the mail server offers no STARTTLS, so that it got nothing"
                            : "no word with the mail server: " + kind(fault));
        }
    }

    /// The kind of what lies behind, which tells an untrusted certificate from a closed door.
    private static String kind(MessagingException fault) {
        Exception behind = fault.getNextException();
        return (behind == null ? fault : behind).getClass().getSimpleName();
    }

    /// Without its cause, whose text names the address.
    private static IOException unsent(String why) {
        return new IOException(why);
    }

    private MimeMessage mail(Message message) throws MessagingException {
        var mail = new NamedMail(session, message);
        mail.setFrom(new InternetAddress(server.from().value()));
        mail.setRecipient(
                jakarta.mail.Message.RecipientType.TO,
                new InternetAddress(message.to().reveal().value()));
        mail.setSubject(message.words().subject().reveal(), StandardCharsets.UTF_8.name());
        mail.setText(message.words().text().reveal(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// The library would draw a new name for each attempt.
    private static final class NamedMail extends MimeMessage {
        private final Message message;

        NamedMail(Session session, Message message) {
            super(session);
            this.message = message;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<%s@firsthand.invalid>".formatted(message.id()));
        }
    }

    private static Session session(SmtpServer server) {
        var settings = new Properties();
        String patience = Long.toString(PATIENCE.toMillis());
        settings.put("mail.smtp.host", server.host());
        settings.put("mail.smtp.port", Integer.toString(server.port()));
        settings.put("mail.smtp.connectiontimeout", patience);
        settings.put("mail.smtp.timeout", patience);
        settings.put("mail.smtp.writetimeout", patience);
        settings.put("mail.smtp.localhost", "firsthand.invalid"); // the machine's own name is nobody's business
        settings.put("mail.smtp.ssl.enable", Boolean.toString(server.tlsFromStart()));
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.starttls.enable", Boolean.toString(server.tlsByCommand()));
        settings.put("mail.smtp.starttls.required", Boolean.toString(server.tlsByCommand()));
        settings.put("mail.smtp.auth", Boolean.toString(server.account().isPresent()));
        return Session.getInstance(
                settings, server.account().map(SmtpMessages::answering).orElse(null));
    }

    private static Authenticator answering(SmtpServer.Account account) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        account.user(), account.password().reveal());
            }
        };
    }

    /// The reply of the server that is deepest in the chain: the one about the address itself.
    private static int reply(MessagingException fault) {
        int reply = 0;
        for (Optional<MessagingException> one = Optional.of(fault); one.isPresent(); one = next(one.get())) {
            reply = switch (one.get()) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSendFailedException whole -> whole.getReturnCode();
                case MessagingException other -> reply;
            };
        }
        return reply;
    }

    private static Optional<MessagingException> next(MessagingException fault) {
        return fault.getNextException() instanceof MessagingException deeper ? Optional.of(deeper) : Optional.empty();
    }
}
