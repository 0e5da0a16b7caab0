package dev.firsthand.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Runs;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final Scenario SCENARIO = Runs.SUITE.scenarios().getFirst();
    private static final Map<String, Object> WAIT = Map.of("op", "wait", "args", List.of(60_000));
    private static final Map<String, Object> HELLO =
            Map.of("profile", "home/1", "name", "patience", "version", "7", "declares", Map.of("uses_llm", true));
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40), 1 << 20);

    /// What a policy does at its third decision, and how that ends.
    static List<Fault> faults() {
        return List.of(
                new Fault("dropped socket", Ending.SOCKET_DROPPED, connection -> {
                    throw new IOException("gone");
                }),
                new Fault(
                        "closed",
                        Ending.SOCKET_DROPPED,
                        connection -> connection.send(LoopbackServer.CLOSE, new byte[] {3, (byte) 0xf3})),
                new Fault(
                        "text error",
                        Ending.TEXT_ERROR,
                        connection -> connection.send(
                                LoopbackServer.TEXT,
                                "Traceback (most recent call last): KeyError".getBytes(StandardCharsets.UTF_8))),
                new Fault(
                        "nan",
                        Ending.NOT_FINITE,
                        connection -> connection.send(
                                Map.of("action", WAIT, "claim", Map.of("request", 0, "confidence", Double.NaN)))),
                new Fault(
                        "infinite argument",
                        Ending.NOT_FINITE,
                        connection -> connection.send(
                                Map.of("action", Map.of("op", "go", "args", List.of(Double.POSITIVE_INFINITY))))),
                new Fault(
                        "wrong shape",
                        Ending.WRONG_SHAPE,
                        connection -> connection.send(Map.of("actions", Map.of("op", "go")))),
                new Fault("no action", Ending.WRONG_SHAPE, connection -> connection.send(Map.of("say", "hello"))),
                new Fault(
                        "unknown operation",
                        Ending.WRONG_SHAPE,
                        connection -> connection.send(Map.of("action", Map.of("op", "rm -rf")))),
                new Fault("a list", Ending.WRONG_SHAPE, connection -> connection.send(List.of(1, 2, 3))),
                new Fault("hundred megabytes", Ending.TOO_LARGE, connection -> {
                    byte[] megabyte = new byte[1 << 20];
                    connection.frame(0x80 | LoopbackServer.BINARY, megabyte, 100L << 20);
                    for (int i = 0; i < 99; i++) {
                        connection.more(megabyte);
                    }
                }),
                new Fault(
                        "pickle",
                        Ending.NOT_MSGPACK,
                        connection -> connection.send(
                                LoopbackServer.BINARY,
                                HexFormat.of().parseHex("80049510000000000000008c026f73948c0673797374656d9493942e"))),
                new Fault(
                        "cut map",
                        Ending.NOT_MSGPACK,
                        connection -> connection.send(
                                LoopbackServer.BINARY, HexFormat.of().parseHex("dfffffffff"))),
                new Fault("too deep", Ending.NOT_MSGPACK, connection -> {
                    byte[] deep = new byte[10_000];
                    Arrays.fill(deep, (byte) 0x91);
                    connection.send(LoopbackServer.BINARY, deep);
                }));
    }

    record Fault(String name, Ending ending, LoopbackServer.Behaviour behaviour) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_of_the_wire_is_a_scored_failure(Fault fault) throws IOException {
        try (var server = new LoopbackServer(connection -> {
            begin(connection);
            for (int decision = 0; decision < 2; decision++) {
                connection.receive();
                connection.send(Map.of("action", WAIT));
            }
            connection.receive();
            fault.behaviour().serve(connection);
            connection.receive();
        })) {
            Twins twins = Twins.run(SCENARIO, Runs.SUITE.library(), remote(server, LIMITS));

            assertThat(twins.policy().ending()).isEqualTo(fault.ending());
            assertThat(twins.policy().trace().decisions()).isEqualTo(2);
            assertThat(EpisodeScore.of(twins).q()).hasValue(0);
        }
    }

    @Test
    void a_policy_that_never_answers_is_too_slow_and_one_whose_first_answer_is_slow_is_waited_for() throws IOException {
        var never = new CountDownLatch(1);
        var hasty = new Limits(Duration.ofSeconds(20), Duration.ofMillis(150), Duration.ofSeconds(40), 1 << 20);
        try (var server = new LoopbackServer(connection -> {
            begin(connection);
            connection.receive();
            await(never, 400);
            connection.send(Map.of("action", WAIT));
            connection.receive();
            await(never, 5000);
        })) {
            Outcome outcome = run(server, hasty);
            assertThat(outcome.trace().decisions()).isEqualTo(1);
            assertThat(outcome.ending()).isEqualTo(Ending.TOO_SLOW);
        }
    }

    @Test
    void the_answers_of_an_episode_together_have_a_limit() throws IOException {
        var never = new CountDownLatch(1);
        var brief = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(2), 1 << 20);
        try (var server = new LoopbackServer(connection -> {
            begin(connection);
            while (true) {
                connection.receive();
                await(never, 700);
                connection.send(Map.of("action", WAIT));
            }
        })) {
            Outcome outcome = run(server, brief);
            assertThat(outcome.ending()).isEqualTo(Ending.TOO_SLOW);
            assertThat(outcome.trace().decisions()).isBetween(1, 3);
        }
    }

    @Test
    void nobody_at_the_address_is_a_scored_failure_too() throws IOException {
        Contestant gone;
        try (var server = new LoopbackServer(WireTest::begin)) {
            gone = remote(server, LIMITS);
        }
        assertThat(Trial.run(SCENARIO, Runs.SUITE.library(), gone).ending()).isEqualTo(Ending.NOT_REACHED);
    }

    @Test
    void a_policy_over_the_wire_lives_the_same_life_as_one_that_is_built_in() throws IOException {
        String builtIn = Trial.run(SCENARIO, Runs.SUITE.library(), Baselines.noOp())
                .trace()
                .head();
        try (var binary = new LoopbackServer(connection -> serve(connection, LoopbackServer.BINARY));
                var text = new LoopbackServer(connection -> serve(connection, LoopbackServer.TEXT))) {
            assertThat(run(binary, LIMITS).trace().head()).isEqualTo(builtIn);
            assertThat(run(text, LIMITS).trace().head()).isEqualTo(builtIn);
        }
    }

    @Test
    void a_policy_that_speaks_json_is_spoken_to_in_json() throws IOException {
        var asked = new AtomicReference<>("");
        try (var server = new LoopbackServer(connection -> {
            connection.send(LoopbackServer.TEXT, "{\"profile\":\"home/1\"}".getBytes(StandardCharsets.UTF_8));
            asked.set(new String(connection.receive(), StandardCharsets.UTF_8));
            connection.send(LoopbackServer.TEXT, "[]".getBytes(StandardCharsets.UTF_8));
            connection.receive();
        })) {
            assertThat(run(server, LIMITS).ending()).isEqualTo(Ending.TEXT_ERROR);
            assertThat(asked.get()).contains("\"op\":\"reset\"", "\"rect_mm\":[");
        }
    }

    @Test
    void what_a_policy_says_of_itself_is_kept_if_it_is_short_and_plain_and_no_other_profile_is_run()
            throws IOException {
        var boasting = new TreeMap<>(HELLO);
        boasting.put("name", "<script>alert(1)</script>");
        try (var server = new LoopbackServer(connection -> introduce(connection, HELLO));
                var boaster = new LoopbackServer(connection -> introduce(connection, boasting));
                var other =
                        new LoopbackServer(connection -> introduce(connection, Map.of("needs_wrist_camera", true)))) {
            RemotePolicy remote = RemotePolicy.at(server.address(), LIMITS);
            assertThat(List.of(remote.name(), remote.version())).containsExactly("patience", "7");
            assertThat(remote.usesModel()).isTrue();
            assertThat(RemotePolicy.at(boaster.address(), LIMITS).name()).isEqualTo("unnamed");
            assertThatThrownBy(() -> RemotePolicy.at(other.address(), LIMITS)).hasMessageContaining("not home/1");
        }
    }

    @Test
    void messages_are_the_bytes_that_other_programs_write() {
        // made by Python's msgpack 1.2.4: packb({"a": [1, -1, 200, 70000, -70000, 1.5, True, None], "b": "x" * 40})
        byte[] foreign = HexFormat.of()
                .parseHex("82a161980" + "1ffccc8ce00011170d2fffeee90cb3ff8000000000000c3c0a162d928" + "78".repeat(40));
        var value = new TreeMap<String, Object>();
        value.put("a", List.of(1L, -1L, 200L, 70_000L, -70_000L, 1.5, true, MessagePack.Nil.NIL));
        value.put("b", "x".repeat(40));

        assertThat(MessagePack.read(ByteBuffer.wrap(foreign))).isEqualTo(value);
        assertThat(MessagePack.read(ByteBuffer.wrap(MessagePack.bytes(value)))).isEqualTo(value);
        // numpy arrays of openpi: keys are bytes, not texts
        assertThat(MessagePack.read(ByteBuffer.wrap(HexFormat.of().parseHex("81c40b5f5f6e646172726179" + "5f5fc3"))))
                .isEqualTo(Map.of("__ndarray__", true));
    }

    /// Says who it is, and waits until the other one goes.
    private static void introduce(LoopbackServer.Connection connection, Object hello) throws IOException {
        connection.send(hello);
        connection.receive();
    }

    private static void begin(LoopbackServer.Connection connection) throws IOException {
        connection.send(LoopbackServer.PING, new byte[0]);
        connection.send(HELLO);
        connection.receive();
        connection.send(Map.of("ok", true));
    }

    private static void serve(LoopbackServer.Connection connection, int kind) throws IOException {
        begin(connection);
        while (true) {
            connection.receive();
            byte[] json = "{\"action\":{\"op\":\"wait\",\"args\":[60000]}}".getBytes(StandardCharsets.UTF_8);
            connection.send(kind, kind == LoopbackServer.TEXT ? json : MessagePack.bytes(Map.of("action", WAIT)));
        }
    }

    private static void await(CountDownLatch never, long milliseconds) throws IOException {
        try {
            if (never.await(milliseconds, TimeUnit.MILLISECONDS)) {
                throw new IOException("nobody counts down");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static Contestant remote(LoopbackServer server, Limits limits) throws IOException {
        return RemotePolicy.at(server.address(), limits).contestant();
    }

    private static Outcome run(LoopbackServer server, Limits limits) throws IOException {
        return Trial.run(SCENARIO, Runs.SUITE.library(), remote(server, limits));
    }
}
