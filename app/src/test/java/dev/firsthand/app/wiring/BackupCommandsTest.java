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
import java.util.Optional;
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
                    .contains("What was removed, and what waits for a decision", "witnesses signed last");
            assertThat(operator.send("/desk/restoration").body())
                    .contains("Tick the box when every withdrawal and removal is entered again.");
            assertThat(operator.send("/desk/restoration", "entered", "on").body())
                    .contains("Nothing waits");
            assertThat(operator.open("/desk").body()).doesNotContain("put back from a backup");
        }
    }

    @Test
    void what_was_removed_stays_so_in_an_older_backup_and_nobody_looks_at_the_rest_before_it_is_confirmed()
            throws Exception {
        Path backup = TestRecordings.folder("removed-data");
        Path safe = TestRecordings.folder("removed-keys");
        Path again = TestRecordings.folder("removed").resolve("again");
        People people;
        Recorded removed;
        Recorded stays;
        try (TestServer server = TestServer.start("removed-before")) {
            people = server.people();
            removed = Recorded.of(people);
            stays = Recorded.of(people);
            assertThat(run("backup", server.data(), "--to", backup, "--keys-to", safe)
                            .exit())
                    .isZero();
            removes(people, removed);
            Awaiting.until("another second", () -> {
                Said taken = run("backup", server.data(), "--to", backup, "--keys-to", safe);
                return Optional.of(taken).filter(said -> said.exit() == 0);
            });
        }

        assertThat(run("restore", again, "--from", first(backup, "data-"), "--keys", first(safe, "keys-"))
                        .out())
                .contains("nobody of the desk looks at");
        assertThat(run("log restore", again).exit()).isZero();

        TestServer.withPrograms(again);
        try (RunningServer server =
                Server.starter(InstantSource.system(), Settings.Kind.DEMO).start(again, 0)) {
            Knock desk = Knock.at(server.address()).as(people.operatorToken());
            assertThat(desk.get(stays.proxy()).refusal()).isEqualTo("409 restore-unconfirmed");
            assertThat(desk.get(removed.proxy()).status()).isEqualTo(404);
            assertThat(removed.state(server)).isEqualTo("REMOVED");
            assertThat(stays.state(server)).as("a person's own pages").isEqualTo("READY");

            Browser operator = new Browser(server.address()).holding("firsthand-desk", people.operatorToken());
            operator.send("/desk/restoration", "entered", "on");

            assertThat(desk.get(stays.proxy()).status()).isEqualTo(200);
            assertThat(desk.get(removed.proxy()).status()).isEqualTo(404);
        }
    }

    /// Somebody at the door of this home asks, and a person of the desk removes.
    private static void removes(People people, Recorded recorded) throws Exception {
        Browser contributor = people.browser().holding("firsthand-contributor", recorded.token());
        String code = Browser.first(contributor.open("/me/home").body(), "href=\"(/door/fh_[^\"]+)\"");
        Browser stranger = people.browser();
        stranger.send(code, "day", Browser.first(stranger.open(code).body(), "name=\"day\" value=\"([^\"]+)\""));
        Browser operator = people.operatorsBrowser();
        String page = Browser.first(operator.open("/desk/removals").body(), "(/desk/removals/[0-9a-f-]{36})");
        operator.send(page, "decision", "remove", "reason", "A coat and a face are in it.");
    }

    /// A recording of a home of its own, looked through by programs.
    private record Recorded(String token, String session, String episode) {
        static Recorded of(People people) throws Exception {
            String token = people.join();
            Knock contributor = people.consenting(token);
            String session = people.record(contributor, Files.readAllBytes(TestRecordings.video(2)));
            return new Recorded(
                    token,
                    session,
                    People.awaitEnd(contributor, session).get("episode").asText());
        }

        String proxy() {
            return "/api/v1/desk/episodes/" + episode + "/proxy";
        }

        String state(RunningServer server) throws Exception {
            return Knock.at(server.address())
                    .as(token)
                    .get(session)
                    .granted()
                    .get("state")
                    .asText();
        }
    }

    private static Path first(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
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
