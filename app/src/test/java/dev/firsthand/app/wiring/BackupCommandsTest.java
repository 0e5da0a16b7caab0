package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.cli.RunningServer;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an operator does who loses a machine.
class BackupCommandsTest {
    @Test
    void a_server_that_runs_is_backed_up_and_stands_again_where_its_folder_was_lost() throws Exception {
        Path backup = TestRecordings.folder("backup-data");
        Path safe = TestRecordings.folder("backup-keys");
        Path data;
        People people;
        String contributor;
        try (TestServer server = TestServer.start("backup")) {
            data = server.data();
            people = server.people();
            contributor = people.join();
            people.consenting(contributor);

            Said refused = run("backup", data, "--to", backup, "--keys-to", backup.resolve("keys"));
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("are three places, none inside another");
            Said taken = run("backup", data, "--to", backup, "--keys-to", safe);
            assertThat(taken.err()).isEmpty();
            assertThat(taken.exit()).isZero();
            Said rotating = run("keys rotate", data);
            assertThat(rotating.exit()).isEqualTo(1);
            assertThat(rotating.err()).contains("in use by process");
        }
        PrivateFiles.remove(data);

        Said restored = run("restore", data, "--from", only(backup, "data-"), "--keys", only(safe, "keys-"));
        assertThat(restored.err()).isEmpty();
        assertThat(restored.out())
                .contains(
                        "Put back: data of ",
                        "Next: `firsthand log restore --data " + data,
                        "before an operator confirms at /desk/restoration");
        assertThat(run("restore", data, "--from", only(backup, "data-"), "--keys", only(safe, "keys-"))
                        .err())
                .contains("is there already");
        assertThat(run("keys rotate", data).out()).contains("A new master key; ");
        assertThat(run("log restore", data).out()).contains("has ended and goes on as ");

        TestServer.withPrograms(data);
        try (RunningServer server =
                Server.starter(InstantSource.system(), Settings.Kind.DEMO).start(data, 0)) {
            assertThat(Knock.at(server.address())
                            .as(contributor)
                            .get("/api/v1/me/grants")
                            .granted()
                            .toString())
                    .contains("capture_for_pay");
            Browser operator = new Browser(server.address()).holding("firsthand-desk", people.operatorToken());
            assertThat(operator.open("/desk").body()).contains("put back from a backup of", "/desk/restoration");
            assertThat(operator.open("/desk/restoration").body())
                    .contains("was erased after that last backup of the keys, is here again", "witnesses signed last");
            assertThat(operator.send("/desk/restoration").body())
                    .contains("Tick the box when every withdrawal is entered again.");
            assertThat(operator.send("/desk/restoration", "entered", "on").body())
                    .contains("Nothing waits");
            assertThat(operator.open("/desk").body()).doesNotContain("put back from a backup");
        }
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .reduce((one, other) -> {
                        throw new IllegalStateException("%s and %s".formatted(one, other));
                    })
                    .orElseThrow();
        }
    }

    private static Said run(String command, Path data, Object... options) {
        var words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.add("--data");
        words.add(data.toString());
        for (Object option : options) {
            words.add(option.toString());
        }
        return Said.to(words.toArray(String[]::new));
    }
}
