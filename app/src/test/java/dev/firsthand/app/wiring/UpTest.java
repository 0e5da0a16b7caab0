package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.cli.RunningServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `firsthand up` as an operator meets it: a program with a data folder.
class UpTest {
    @Test
    void a_second_start_finds_its_data_and_its_operator_and_leaves_nothing_running() throws Exception {
        Path data = ServerProcess.dataFolder("up-twice");
        People people;
        int port;
        try (ServerProcess first = ServerProcess.start(data, 0)) {
            port = first.address().getPort();
            assertThat(first.operatorLink().orElseThrow()).startsWith(first.address() + "/sign-in/fh_");
            people = People.first(first.address(), first.operatorLink().get());
            assertThat(people.anybody().get("/healthz").granted().get("status").asText())
                    .isEqualTo("ok");
            assertThat(first.stop()).isIn(0, 143);
        }
        assertThat(ServerProcess.postgres(data)).isEmpty();
        try (ServerProcess second = ServerProcess.start(data, port)) {
            assertThat(second.operatorLink()).as("an operator is there").isEmpty();
            assertThat(people.anybody().get("/api/v1/tasks").granted().get("tasks"))
                    .hasSize(1);
            people.join();

            ServerProcess third = ServerProcess.launch(data, 0);
            assertThat(third.exit()).isEqualTo(1);
            assertThat(Files.readString(ServerProcess.log(data)))
                    .contains("in use by process " + second.pid())
                    .doesNotContain("\tat ");
            assertThat(people.anybody().get("/healthz").status()).isEqualTo(200);
            assertThat(second.stop()).isIn(0, 143);
        }
        assertThat(ServerProcess.postgres(data)).isEmpty();
    }

    @Test
    void an_operator_who_lost_every_sign_in_comes_back_by_a_fresh_link() throws Exception {
        Path data = TestServer.dataFolder("up-return");
        var starter = Server.starter(InstantSource.system(), Settings.Kind.DEMO);
        try (RunningServer first = starter.start(data, 0)) {
            People.first(first.address(), first.operatorLink().orElseThrow());
        }
        try (RunningServer second = starter.start(data, 0)) {
            String link = People.lastPart(second.returnLink());
            Knock anybody = Knock.at(second.address());
            Map<String, String> form = Map.of("link", link, "name", "Somebody");
            var back = anybody.post("/api/v1/sign-ins", form).granted();
            assertThat(back.get("role").asText()).isEqualTo("OPERATOR");
            assertThat(anybody.as(back.get("token").asText())
                            .get("/api/v1/desk/privacy")
                            .status())
                    .isEqualTo(200);
            assertThat(anybody.post("/api/v1/sign-ins", form).refusal()).isEqualTo("400 staff-link-used");
        }
    }

    @Test
    void a_port_that_is_taken_is_said_so_and_leaves_nothing_running() throws Exception {
        Path data = TestRecordings.folder("up-port").resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ServerProcess.launch(data, taken.getLocalPort()).exit()).isEqualTo(1);
            assertThat(Files.readString(ServerProcess.log(data)))
                    .contains("Port " + taken.getLocalPort() + " is in use")
                    .contains("--port")
                    .hasLineCount(1);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void data_of_a_newer_version_is_left_alone_and_said_so() throws Exception {
        Path data = ServerProcess.dataFolder("up-newer");
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            ServerProcess.sql(data, """
                insert into flyway_schema_history
                       (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (9999, '9999', 'of a later version', 'SQL', 'V9999__later.sql', 1, 'firsthand', 1, true)
                """);
            server.stop();
        }
        assertThat(ServerProcess.launch(data, 0).exit()).isEqualTo(1);
        assertThat(Files.readString(ServerProcess.log(data)))
                .contains("written by another version of Firsthand")
                .doesNotContain("\tat ");
        assertThat(ServerProcess.postgres(data)).isEmpty();
    }

    @Test
    void a_data_folder_that_is_a_file_is_said_so() throws Exception {
        Path file = Files.createTempFile(TestRecordings.folder("up-file"), "data", "");
        assertThat(ServerProcess.launch(file, 0).exit()).isEqualTo(1);
        assertThat(Files.readString(ServerProcess.log(file)))
                .contains(file + " is there, and is no folder")
                .doesNotContain("\tat ");
    }

    @Test
    void every_fault_of_the_settings_is_told_at_once() throws Exception {
        Path data = TestServer.dataFolder("up-settings");
        Files.writeString(data.resolve("settings.properties"), """
            controller.name=Example Recordings Ltd
            controller.country=Switzerland
            controller.retention=three years
            controler.contact=privacy@example.org
            """);
        assertThat(ServerProcess.launch(data, 0).exit()).isEqualTo(1);
        assertThat(Files.readString(ServerProcess.log(data)))
                .contains("settings.properties has 5 faults")
                .contains("controller.address is empty")
                .contains("controller.contact is empty")
                .contains("controller.country")
                .contains("controller.retention")
                .contains("controler.contact is no setting")
                .doesNotContain("\tat ");
    }

    @Test
    void nobody_is_invited_before_the_controller_is_named() throws Exception {
        Path data = TestServer.dataFolder("up-unnamed");
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            assertThat(data.resolve("settings.properties")).content().contains("controller.name=");
            People people = People.first(server.address(), server.operatorLink().orElseThrow());
            var refused = people.operator().post("/api/v1/invitations", Map.of());
            assertThat(refused.refusal()).isEqualTo("409 controller-not-named");
            assertThat(refused.json().get("message").asText()).contains("settings.properties");
            server.stop();
        }
        assertThat(ServerProcess.postgres(data)).isEqualTo(Optional.empty());
    }

    @Test
    void a_port_that_cannot_be_is_wrong_use() {
        assertThat(Main.run(new String[] {"up", "--port", "70000"}, System.out, System.err))
                .isEqualTo(2);
    }
}
