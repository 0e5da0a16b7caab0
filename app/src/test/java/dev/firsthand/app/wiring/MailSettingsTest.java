package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.message.SmtpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSettingsTest {
    @TempDir
    Path folder;

    private final List<String> faults = new ArrayList<>();

    @Test
    void without_a_line_there_is_no_mail_server_and_no_fault() {
        assertThat(read()).isEmpty();
        assertThat(read("smtp.host", "", "smtp.port", "")).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void host_and_sender_are_enough_and_the_port_is_that_of_submission() {
        SmtpServer server = read("smtp.host", "mail.example.org", "smtp.from", "desk@example.org")
                .orElseThrow();

        assertThat(server.port()).isEqualTo(587);
        assertThat(server.account()).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void the_password_is_read_from_its_file_beside_the_settings_and_shown_nowhere() throws IOException {
        Files.writeString(folder.resolve("mail-password"), "seven quiet herons\n");

        SmtpServer server = read(
                        "smtp.host", "mail.example.org",
                        "smtp.from", "desk@example.org",
                        "smtp.user", "firsthand",
                        "smtp.password-file", "mail-password")
                .orElseThrow();

        assertThat(server.account().orElseThrow().password().reveal()).isEqualTo("seven quiet herons");
        assertThat(server.toString()).doesNotContain("herons");
    }

    @Test
    void every_fault_is_told_at_once() {
        assertThat(read("smtp.port", "70000", "smtp.from", "nobody", "smtp.user", "firsthand"))
                .isEmpty();

        assertThat(faults)
                .containsExactly(
                        "smtp.port is a number from 1 to 65535",
                        "smtp.host is empty",
                        "smtp.from is no e-mail address",
                        "smtp.user and smtp.password-file belong together");
    }

    private Optional<SmtpServer> read(String... lines) {
        var properties = new Properties();
        for (int i = 0; i < lines.length; i += 2) {
            properties.setProperty(lines[i], lines[i + 1]);
        }
        return MailSettings.read(properties, folder, faults);
    }
}
