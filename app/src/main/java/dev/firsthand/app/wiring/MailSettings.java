package dev.firsthand.app.wiring;

import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.SmtpServer;
import dev.firsthand.engine.store.Personal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The lines of the settings that say by which mail server messages leave. None of them is there, or all but user and
/// password are.
final class MailSettings {
    static final List<String> KEYS = List.of("smtp.host", "smtp.port", "smtp.user", "smtp.password-file", "smtp.from");

    private static final String PORT_DEFAULT = "587";
    private static final long PASSWORD_BYTES_MAX = 1_000;

    private final Properties properties;
    private final Path folder;
    private final List<String> faults;

    private MailSettings(Properties properties, Path folder, List<String> faults) {
        this.properties = properties;
        this.folder = folder;
        this.faults = faults;
    }

    /// Adds what is wrong to `faults`; a relative password file lies in `folder`.
    static Optional<SmtpServer> read(Properties properties, Path folder, List<String> faults) {
        return new MailSettings(properties, folder, faults).read();
    }

    private Optional<SmtpServer> read() {
        if (KEYS.stream().allMatch(key -> said(key).isEmpty())) {
            return Optional.empty();
        }
        int before = faults.size();
        int port = port();
        Optional<MailAddress> from = MailAddress.parse(said("smtp.from"));
        if (said("smtp.host").isEmpty()) {
            faults.add("smtp.host is empty");
        }
        if (from.isEmpty()) {
            faults.add("smtp.from is no e-mail address");
        }
        Optional<SmtpServer.Account> account = account();
        return faults.size() == before
                ? from.map(sender -> new SmtpServer(said("smtp.host"), port, sender, account))
                : Optional.empty();
    }

    private int port() {
        String port = said("smtp.port").isEmpty() ? PORT_DEFAULT : said("smtp.port");
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
            faults.add("smtp.port is a number from 1 to 65535");
            return 0;
        }
        return Integer.parseInt(port);
    }

    private Optional<SmtpServer.Account> account() {
        boolean user = !said("smtp.user").isEmpty();
        if (user == said("smtp.password-file").isEmpty()) {
            faults.add("smtp.user and smtp.password-file belong together");
            return Optional.empty();
        }
        return user
                ? password().map(password -> new SmtpServer.Account(said("smtp.user"), password))
                : Optional.empty();
    }

    private Optional<Personal<String>> password() {
        Path file = folder.resolve(said("smtp.password-file"));
        try {
            if (Files.size(file) > PASSWORD_BYTES_MAX) {
                faults.add("smtp.password-file holds more than a password");
                return Optional.empty();
            }
            return Optional.of(Personal.of(Files.readString(file).strip()));
        } catch (IOException unread) {
            faults.add("smtp.password-file cannot be read");
            return Optional.empty();
        }
    }

    private String said(String key) {
        return properties.getProperty(key, "").strip();
    }
}
