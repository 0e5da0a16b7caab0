package dev.firsthand.bench.outside;

import dev.firsthand.bench.dialect.NumpyArray;
import dev.firsthand.bench.dialect.NumpyForm;
import dev.firsthand.bench.wire.LoopbackServer;
import dev.firsthand.bench.wire.Parts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A robot policy in openpi's format for the table: while it is told to, it brings what lies about into the basket.
final class Tidier {
    private Tidier() {}

    static LoopbackServer served() throws IOException {
        return new LoopbackServer(Tidier::serve);
    }

    /// One that looks once, when it is asked for the first time at all, and from then on does what was right then.
    static LoopbackServer servedByHeart() throws IOException {
        var learned = new ArrayList<NumpyArray>();
        return new LoopbackServer(connection -> {
            connection.send(Map.of("model", "by heart"));
            boolean isLearning = learned.isEmpty();
            for (int asked = 0; true; asked++) {
                var seen = (Map<?, ?>) NumpyForm.read(ByteBuffer.wrap(connection.receive()));
                if (isLearning) {
                    learned.add(actions(seen));
                }
                NumpyArray answer = learned.get(Math.min(asked, learned.size() - 1));
                connection.send(LoopbackServer.BINARY, NumpyForm.bytes(Map.of("actions", answer)));
            }
        });
    }

    static void serve(LoopbackServer.Connection connection) throws IOException {
        connection.send(Map.of("model", "tidier"));
        while (true) {
            var seen = (Map<?, ?>) NumpyForm.read(ByteBuffer.wrap(connection.receive()));
            connection.send(
                    LoopbackServer.BINARY,
                    NumpyForm.bytes(Map.of("actions", actions(seen), "server_timing", Map.of("infer_ms", 0.1))));
        }
    }

    private static NumpyArray actions(Map<?, ?> seen) {
        var objects = (List<?>) Parts.present(seen, "observation/objects");
        var hand = (NumpyArray) Parts.present(seen, "observation/state");
        var places = (NumpyArray) Parts.present(seen, "observation/positions");
        int basket = objects.indexOf("basket.n.01");
        boolean isAsked = Parts.present(seen, "prompt").equals("toys into the box");
        for (int thing = 0; isAsked && thing < objects.size(); thing++) {
            boolean lies = away(places, thing, places.at(2 * basket), places.at(2 * basket + 1)) > 0.05;
            if (objects.get(thing).equals("toy.n.01") && lies) {
                boolean isHeld = hand.at(2) > 0.5 && away(places, thing, hand.at(0), hand.at(1)) < 0.001;
                return isHeld ? towards(hand, places, basket, 1) : towards(hand, places, thing, 0);
            }
        }
        return NumpyArray.singles(List.of(2, 3), new float[6]);
    }

    private static double away(NumpyArray places, int thing, double x, double y) {
        return Math.hypot(places.at(2 * thing) - x, places.at(2 * thing + 1) - y);
    }

    /// Two steps: one there, and one in which the hand closes, or opens if it is there and held something.
    private static NumpyArray towards(NumpyArray hand, NumpyArray places, int thing, int grip) {
        float east = (float) (places.at(2 * thing) - hand.at(0));
        float north = (float) (places.at(2 * thing + 1) - hand.at(1));
        boolean isThere = Math.abs(east) < 0.1 && Math.abs(north) < 0.1;
        int then = isThere ? 1 - grip : grip;
        return NumpyArray.singles(List.of(2, 3), east, north, grip, 0, 0, then);
    }
}
