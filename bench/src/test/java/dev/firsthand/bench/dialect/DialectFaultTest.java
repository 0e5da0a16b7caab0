package dev.firsthand.bench.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a server of a robot policy does wrong ends as its own scored failure.
class DialectFaultTest {
    private static final String PICKLE_HEX = "80049510000000000000008c026f73948c0673797374656d9493942e";
    private static final byte[] PICKLE = HexFormat.of().parseHex(PICKLE_HEX);
    private static final NumpyArray NAN = NumpyArray.singles(List.of(1, 2), 1, Float.NaN);
    private static final Map<String, Object> SEEN = Map.of("prompt", "wait");

    /// A slow machine must not turn another fault into slowness: little time is left only where slowness is the
    /// fault.
    private static Limits limits(Ending ending) {
        Duration act = ending == Ending.TOO_SLOW ? Duration.ofMillis(300) : Duration.ofSeconds(20);
        return new Limits(Duration.ofSeconds(20), act, Duration.ofSeconds(40), 1 << 20);
    }

    /// The answer to a request, and how that ends.
    record Fault(String name, Ending ending, String answerHex) {
        static Fault of(String name, Ending ending, Object answer) {
            return new Fault(name, ending, HexFormat.of().formatHex(NumpyForm.bytes(answer)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fault> answers() {
        return List.of(
                Fault.of("nan", Ending.NOT_FINITE, Map.of("actions", NAN, "action", NAN)),
                Fault.of("no action", Ending.WRONG_SHAPE, Map.of("result", 7)),
                Fault.of("a list", Ending.WRONG_SHAPE, List.of(1, 2)),
                Fault.of("no array", Ending.WRONG_SHAPE, same(List.of(1.5, 2.5))),
                Fault.of("no row", Ending.WRONG_SHAPE, same(NumpyArray.singles(List.of(0, 7)))),
                Fault.of("a scalar", Ending.WRONG_SHAPE, same(NumpyArray.singles(List.of(), 1))),
                Fault.of("whole numbers", Ending.WRONG_SHAPE, same(new NumpyArray("|u1", List.of(1), one()))),
                Fault.of("too few bytes", Ending.WRONG_SHAPE, same(array("<f4", 4))),
                Fault.of("objects", Ending.WRONG_SHAPE, same(array("|O", 1))),
                Fault.of("a billion rows", Ending.WRONG_SHAPE, same(array("<f4", 1 << 30))),
                Fault.of("a shape below zero", Ending.WRONG_SHAPE, same(array("<f4", -1))),
                new Fault("pickle", Ending.NOT_MSGPACK, PICKLE_HEX),
                new Fault("cut", Ending.NOT_MSGPACK, "dfffffffff"));
    }

    private static Object same(Object actions) {
        return Map.of("actions", actions, "action", actions);
    }

    private static ByteBuffer one() {
        return ByteBuffer.wrap(new byte[] {1});
    }

    /// An array in openpi's form whose bytes are not what its shape says.
    private static Object array(String dtype, int size) {
        return Map.of("__ndarray__", true, "data", PICKLE, "dtype", dtype, "shape", List.of(size));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_wrong_answer_of_openpi_or_behavior_is_a_failure(Fault fault) throws IOException {
        byte[] answer = HexFormat.of().parseHex(fault.answerHex());
        for (String dialect : List.of("openpi", "behavior")) {
            ends(fault.ending(), dialect, connection -> connection.send(LoopbackServer.BINARY, answer));
        }
    }

    @Test
    void a_text_a_hundred_megabytes_a_dropped_socket_and_silence_are_failures() throws IOException {
        ends(Ending.TEXT_ERROR, "openpi", connection -> {
            connection.send(LoopbackServer.TEXT, "Traceback\nKeyError: 'endpoint'\n".getBytes(StandardCharsets.UTF_8));
            connection.send(LoopbackServer.CLOSE, new byte[] {3, (byte) 0xf3});
        });
        ends(Ending.TOO_LARGE, "openpi", connection -> {
            byte[] megabyte = new byte[1 << 20];
            connection.frame(0x80 | LoopbackServer.BINARY, megabyte, 100L << 20);
            for (int i = 0; i < 99; i++) {
                connection.more(megabyte);
            }
        });
        ends(Ending.SOCKET_DROPPED, "openpi", connection -> {
            throw new IOException("gone");
        });
        ends(Ending.TOO_SLOW, "behavior", connection -> {});
    }

    /// The first answer is right, and slow where the second one is too slow; the second is not.
    private static void ends(Ending ending, String dialect, LoopbackServer.Behaviour behaviour) throws IOException {
        try (var server = new LoopbackServer(connection -> {
                    connection.send(Map.of());
                    for (int i = dialect.equals("behavior") ? 0 : 1; i < 2; i++) {
                        connection.receive();
                    }
                    pass(ending == Ending.TOO_SLOW ? 500 : 0);
                    connection.send(
                            LoopbackServer.BINARY, NumpyForm.bytes(same(NumpyArray.doubles(List.of(1, 2), 1, 2))));
                    connection.receive();
                    behaviour.serve(connection);
                    connection.receive();
                });
                RobotPolicy policy = RobotServer.at(dialect + ":" + server.address(), limits(ending))
                        .open()) {
            policy.act(SEEN, 1);
            fails(ending, () -> policy.act(SEEN, 1));
        }
    }

    @Test
    void a_roboarena_server_that_refuses_the_reset_or_is_none_is_a_failure() throws IOException {
        try (var refusing = new LoopbackServer(connection -> {
                    connection.send(Map.of("needs_wrist_camera", true, "action_space", "joint_velocity"));
                    connection.receive();
                    connection.send(LoopbackServer.TEXT, "Traceback".getBytes(StandardCharsets.UTF_8));
                    connection.receive();
                });
                var other = new LoopbackServer(connection -> {
                    connection.send(Map.of());
                    connection.receive();
                })) {
            fails(Ending.TEXT_ERROR, () -> open("roboarena", refusing.address(), Ending.TEXT_ERROR));
            fails(Ending.WRONG_SHAPE, () -> open("roboarena", other.address(), Ending.WRONG_SHAPE));
        }
    }

    @Test
    void every_fault_of_groot_is_a_failure() throws IOException {
        groot(Ending.TEXT_ERROR, connection -> connection.send(Map.of("error", "Unknown endpoint")));
        groot(Ending.NOT_FINITE, connection -> connection.send(List.of(Map.of("arm", NAN), Map.of())));
        groot(Ending.WRONG_SHAPE, connection -> connection.send(Map.of("arm", NAN)));
        groot(Ending.WRONG_SHAPE, connection -> connection.send(List.of(Map.of("arm", 7))));
        groot(
                Ending.WRONG_SHAPE,
                connection ->
                        connection.send(List.of(Map.of("arm", Map.of("__ndarray_class__", true, "as_npy", PICKLE)))));
        groot(Ending.NOT_MSGPACK, connection -> connection.send(PICKLE));
        groot(Ending.WRONG_SHAPE, connection -> connection.raw("000101"));
        groot(Ending.TOO_LARGE, connection -> connection.raw("0100020000000006400000"));
        groot(Ending.SOCKET_DROPPED, connection -> {
            throw new IOException("gone");
        });
        groot(Ending.TOO_SLOW, LoopbackZmtp.Connection::receive);
        try (var other = new LoopbackZmtp("00".repeat(64), connection -> {})) {
            fails(Ending.WRONG_SHAPE, () -> open("gr00t", other.address(), Ending.WRONG_SHAPE));
        }
    }

    private static void groot(Ending ending, LoopbackZmtp.Behaviour behaviour) throws IOException {
        try (var server = new LoopbackZmtp(connection -> {
                    for (Object answer : List.of(
                            Map.of(), List.of(Map.of("arm", NumpyArray.singles(List.of(1, 1, 2), 1, 2)), Map.of()))) {
                        connection.receive();
                        connection.send(answer);
                    }
                    connection.receive();
                    behaviour.serve(connection);
                });
                RobotPolicy policy = open("gr00t", server.address(), ending)) {
            policy.act(SEEN, 1);
            fails(ending, () -> policy.act(SEEN, 1));
        }
    }

    @Test
    void every_fault_of_openvla_is_a_failure() throws IOException {
        openVla(Ending.TEXT_ERROR, 200, "\"error\"".getBytes(StandardCharsets.UTF_8));
        openVla(Ending.TEXT_ERROR, 500, "[1]".getBytes(StandardCharsets.UTF_8));
        openVla(Ending.TEXT_ERROR, 200, "[NaN]".getBytes(StandardCharsets.UTF_8));
        openVla(Ending.TEXT_ERROR, 200, PICKLE);
        openVla(Ending.NOT_FINITE, 200, "[1e999]".getBytes(StandardCharsets.UTF_8));
        openVla(Ending.WRONG_SHAPE, 200, "{\"action\": [1]}".getBytes(StandardCharsets.UTF_8));
        openVla(Ending.WRONG_SHAPE, 200, "[]".getBytes(StandardCharsets.UTF_8));
        openVla(
                Ending.WRONG_SHAPE,
                200,
                "{\"__numpy__\": \"?\", \"dtype\": \"<f8\", \"shape\": [1]}".getBytes(StandardCharsets.UTF_8));
        openVla(Ending.TOO_LARGE, 200, new byte[2 << 20]);
        openVla(Ending.TOO_SLOW, 0, new byte[0]);
    }

    private static void openVla(Ending ending, int status, byte[] answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var asked = new CountDownLatch(1);
        server.createContext("/act", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean isFirst = asked.getCount() > 0;
            asked.countDown();
            byte[] bytes = isFirst ? "[1, 2]".getBytes(StandardCharsets.UTF_8) : answer;
            if (isFirst || status > 0) {
                exchange.sendResponseHeaders(isFirst ? 200 : status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            }
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (RobotPolicy policy = open("openvla", address, ending)) {
            policy.act(SEEN, 1);
            fails(ending, () -> policy.act(SEEN, 1));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void nobody_at_the_address_is_a_failure(Dialect dialect) throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String place = dialect.example().replaceFirst("localhost:\\d+", "127.0.0.1:" + free);
        fails(Ending.NOT_REACHED, () -> {
            try (RobotPolicy policy =
                    RobotServer.at(place, limits(Ending.NOT_REACHED)).open()) {
                policy.act(SEEN, 1);
            }
        });
    }

    private static void fails(Ending ending, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        PolicyFault.class, fault -> assertThat(fault.ending()).isEqualTo(ending));
    }

    private static void pass(long milliseconds) throws IOException {
        try {
            if (new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS)) {
                throw new IOException("nobody counts down");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static RobotPolicy open(String dialect, URI address, Ending ending) {
        return RobotServer.at(dialect + ":" + address, limits(ending)).open();
    }
}
