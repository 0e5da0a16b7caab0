package dev.firsthand.bench.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.LoopbackServer;
import dev.firsthand.bench.wire.MessagePack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// Each dialect against bytes that the programs wrote which speak it.
class DialectTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40), 1 << 20);

    /// openpi-client 0.1.2, numpy 1.26: `packb({"observation/image": u8[2,2,3], "observation/state": f8[2], "prompt":
    /// ..})`
    private static final String OBSERVATION =
            "83b16f62736572766174696f6e2f696d61676584c40b5f5f6e6461727261795f5fc3c40464"
                    + "617461c40c000102030405060708090a0bc4056474797065a37c7531c405736861706593020203b16f62736572766174696f6e2f"
                    + "737461746584c40b5f5f6e6461727261795f5fc3c40464617461c410000000000000e03f000000000000f0bfc4056474797065a3"
                    + "3c6638c40573686170659102a670726f6d7074af7069636b2075702074686520637570";
    /// The same: `{"actions": f4[[1.5, -2], [0.25, 3]], "server_timing": {"infer_ms": 1.25}, "x": np.float32(2.5)}`
    private static final String ACTIONS =
            "83a7616374696f6e7384c40b5f5f6e6461727261795f5fc3c40464617461c4100000c03f000000c0"
                    + "0000803e00004040c4056474797065a33c6634c4057368617065920202ad7365727665725f74696d696e6781a8696e6665725f6d"
                    + "73cb3ff4000000000000a17883c40d5f5f6e7067656e657269635f5fc3c40464617461cb4004000000000000c4056474797065a3"
                    + "3c6634";
    /// RoboArena's first message, one that wants a session.
    private static final String ROBOARENA =
            "86b0696d6167655f7265736f6c7574696f6e92cce0cce0b26e656564735f77726973745f63616d"
                    + "657261c3b26e5f65787465726e616c5f63616d6572617301b36e656564735f73746572656f5f63616d657261c2b06e656564735f"
                    + "73657373696f6e5f6964c3ac616374696f6e5f7370616365ae6a6f696e745f706f736974696f6e";
    /// What its server answers: an array and nothing around it, f8[1, 8].
    private static final String BARE =
            "84c40b5f5f6e6461727261795f5fc3c40464617461c440000000000000f03f00000000000000400000"
                    + "00000000084000000000000010400000000000001440000000000000184000000000000"
                    + "01c40000000000000e03fc4056474797065a33c6638c4057368617065920108";
    /// BEHAVIOR: `{"action": f4[1, 2], "action_chunk": f4[[1, 2], [3, 4]], "server_timing": ..}`
    private static final String CHUNK =
            "83a6616374696f6e84c40b5f5f6e6461727261795f5fc3c40464617461c4080000803f00000040c405"
                    + "6474797065a33c6634c40573686170659102ac616374696f6e5f6368756e6b84c40b5f5f6e6461727261795f5fc3c40464617461"
                    + "c4100000803f000000400000404000008040c4056474797065a33c6634c4057368617065920202ad7365727665725f74696d696e"
                    + "6781a8696e6665725f6d73cb3ff8000000000000";
    /// A tensor of torch in place of an array, and no chunk.
    private static final String TENSOR =
            "81a6616374696f6e84c4095f5f746f7263685f5fc3c40464617461c4080000803f00000040c40564"
                    + "74797065a7666c6f61743332c40573686170659102";
    /// GR00T: `[{"arm": f4[1, 2, 2], "hand": f8[[1, 2], [3, 4]] in Fortran's order}, {}]`
    private static final String GROOT =
            "9282a361726d82b15f5f6e6461727261795f636c6173735f5fc3a661735f6e7079c490934e554d5059010076007b2764"
                    + "65736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028"
                    + "312c20322c2032292c207d"
                    + "20".repeat(55)
                    + "0a0000c03f000000c00000803e00004040a468616e6482b15f5f6e6461727261795f636c6173735f5fc3a661735f6e70"
                    + "79c4a0934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2054"
                    + "7275652c20277368617065273a2028322c2032292c207d"
                    + "20".repeat(59)
                    + "0a000000000000f03f00000000000008400000000000000040000000000000104080";

    private static final Map<?, ?> SEEN = (Map<?, ?>) NumpyForm.read(ByteBuffer.wrap(bytes(OBSERVATION)));

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    @Test
    void an_observation_goes_through_byte_for_byte() {
        assertThat(hex(NumpyForm.bytes(SEEN))).isEqualTo(OBSERVATION);
        assertThat(hex(NumpyForm.bytes(NumpyForm.read(ByteBuffer.wrap(bytes(ACTIONS))))))
                .isEqualTo(ACTIONS);
    }

    @Test
    void openpi_is_asked_with_the_observation_alone() throws IOException {
        try (var server = new LoopbackServer(connection -> {
                    connection.send(Map.of("model", "pi0"));
                    received.add(connection.receive());
                    connection.send(LoopbackServer.BINARY, bytes(ACTIONS));
                });
                RobotPolicy policy = open("openpi", server.address())) {
            ActionChunk chunk = policy.act(SEEN, 5);
            assertThat(chunk).isEqualTo(whole(2, 1.5f, -2, 0.25f, 3));
            assertThat(chunk.first(1)).isEqualTo(whole(2, 1.5f, -2));
            assertThat(hex(received.remove())).isEqualTo(OBSERVATION);
        }
    }

    @Test
    void a_roboarena_server_is_known_by_its_first_message_even_where_openpi_was_said() throws IOException {
        try (var server = new LoopbackServer(connection -> {
                    connection.send(LoopbackServer.BINARY, bytes(ROBOARENA));
                    received.add(connection.receive());
                    connection.send(LoopbackServer.TEXT, "reset successful".getBytes(StandardCharsets.UTF_8));
                    received.add(connection.receive());
                    connection.send(LoopbackServer.BINARY, bytes(BARE));
                    received.add(connection.receive());
                    connection.send(LoopbackServer.BINARY, bytes(ACTIONS));
                });
                RobotPolicy policy = open("openpi", server.address())) {
            assertThat(policy.act(SEEN, 5).parts().get(ActionChunk.WHOLE))
                    .isEqualTo(NumpyArray.doubles(List.of(1, 8), 1, 2, 3, 4, 5, 6, 7, 0.5));
            assertThat(policy.act(SEEN, 5).rows()).isEqualTo(2);
            var reset = (Map<?, ?>) MessagePack.read(ByteBuffer.wrap(received.remove()));
            var infer = new LinkedHashMap<>((Map<?, ?>) NumpyForm.read(ByteBuffer.wrap(received.remove())));
            assertThat(reset.get("endpoint")).isEqualTo("reset");
            assertThat(infer.remove("endpoint")).isEqualTo("infer");
            assertThat(infer.remove("session_id")).isEqualTo(reset.get("session_id"));
            assertThat(infer).isEqualTo(SEEN);
        }
    }

    @Test
    void behavior_answers_no_reset_and_gives_as_many_actions_as_will_be_carried_out() throws IOException {
        try (var server = new LoopbackServer(connection -> {
                    connection.send(Map.of());
                    received.add(connection.receive());
                    received.add(connection.receive());
                    connection.send(LoopbackServer.BINARY, bytes(CHUNK));
                    received.add(connection.receive());
                    connection.send(LoopbackServer.BINARY, bytes(TENSOR));
                });
                RobotPolicy policy = open("behavior", server.address())) {
            assertThat(policy.act(SEEN, 2)).isEqualTo(whole(2, 1, 2, 3, 4));
            assertThat(policy.act(SEEN, 1)).isEqualTo(whole(2, 1, 2));
            assertThat(hex(received.remove())).isEqualTo("81a57265736574c3");
            var asked = (Map<?, ?>) NumpyForm.read(ByteBuffer.wrap(received.remove()));
            assertThat(asked.get("__action_chunk_size__")).isEqualTo(2L);
            assertThat(hex(received.remove())).isEqualTo(OBSERVATION);
        }
    }

    @Test
    void groot_is_asked_over_zeromq_and_never_told_to_end() throws IOException {
        try (var server = new LoopbackZmtp(connection -> {
                    received.add(connection.receive());
                    connection.send(Map.of());
                    received.add(connection.receive());
                    connection.raw("0405045049" + "4e47"); // a command in between, shorter than a ping
                    connection.send(bytes(GROOT));
                });
                RobotPolicy policy = open("gr00t", server.address())) {
            ActionChunk chunk = policy.act(SEEN, 5);
            assertThat(chunk.parts())
                    .isEqualTo(Map.of(
                            "arm", NumpyArray.singles(List.of(2, 2), 1.5f, -2, 0.25f, 3),
                            "hand", NumpyArray.doubles(List.of(2, 2), 1, 2, 3, 4)));
            assertThat(NpyForm.read(ByteBuffer.wrap(received.remove())))
                    .isEqualTo(Map.of("endpoint", "reset", "data", Map.of("options", MessagePack.Nil.NIL)));
            assertThat(NpyForm.read(ByteBuffer.wrap(received.remove())))
                    .isEqualTo(Map.of(
                            "endpoint",
                            "get_action",
                            "data",
                            Map.of("observation", SEEN, "options", MessagePack.Nil.NIL)));
        }
    }

    @Test
    void openvla_is_asked_by_a_post_and_answers_an_array_or_plain_numbers() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/act", exchange -> {
            boolean isFirst = received.isEmpty();
            received.add(exchange.getRequestBody().readAllBytes());
            // json-numpy 2.1.1: dumps(np.array([0.5, -1, 0.25]))
            String array = "{\"__numpy__\": \"AAAAAAAA4D8AAAAAAADwvwAAAAAAANA/\", \"dtype\": \"<f8\", \"shape\": [3]}";
            byte[] answer = (isFirst ? array : "[0.5, -1, 0.25]").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        var seen = Map.of("image", NumpyArray.singles(List.of(2), 1, 2), "instruction", "pick up the cup");
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (RobotPolicy policy = open("openvla", address)) {
            var action = ActionChunk.whole(NumpyArray.doubles(List.of(3), 0.5, -1, 0.25));
            assertThat(policy.act(seen, 5)).isEqualTo(action);
            assertThat(policy.act(seen, 5)).isEqualTo(action);
            assertThat(new String(received.remove(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"image\":{\"__numpy__\":\"AACAPwAAAEA=\",\"dtype\":\"<f4\",\"shape\":[2]},"
                            + "\"instruction\":\"pick up the cup\"}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_address_that_names_no_dialect_or_the_wrong_way_is_told_how_to_say_it() {
        assertThatThrownBy(() -> RobotServer.at("ws://localhost:8000", LIMITS))
                .hasMessageContaining("openpi:ws://localhost:8000");
        assertThatThrownBy(() -> RobotServer.at("gr00t:ws://localhost:8000", LIMITS))
                .hasMessageContaining("gr00t:tcp://localhost:5555");
    }

    private static ActionChunk whole(int width, float... numbers) {
        return ActionChunk.whole(NumpyArray.singles(List.of(numbers.length / width, width), numbers));
    }

    private static RobotPolicy open(String dialect, URI address) {
        return RobotServer.at(dialect + ":" + address, LIMITS).open();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
