package dev.firsthand.engine.message;

import dev.firsthand.engine.store.Personal;
import java.util.Optional;
import java.util.Set;

/// By which mail server messages leave. TLS is required, from the first byte at port 465 and by STARTTLS elsewhere;
/// only a server on this machine may do without.
public record SmtpServer(String host, int port, MailAddress from, Optional<Account> account) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final int TLS_PORT = 465;

    public SmtpServer {
        if (host.isBlank()) {
            throw new IllegalArgumentException("smtp.host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("smtp.port is %d, a port is 1 to 65535".formatted(port));
        }
    }

    /// What the server asks for before it takes a message.
    public record Account(String user, Personal<String> password) {}

    boolean tlsFromStart() {
        return port == TLS_PORT;
    }

    boolean tlsByCommand() {
        return !tlsFromStart() && !LOOPBACK.contains(host);
    }
}
