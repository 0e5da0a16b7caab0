package dev.firsthand.bench.dialect;

import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Where a robot policy is served, and in which dialect: `openpi:ws://localhost:8000`.
public final class RobotServer {
    private final Dialect dialect;
    private final URI address;
    private final Limits limits;
    private final HttpClient client;

    private RobotServer(Dialect dialect, URI address, Limits limits) {
        this.dialect = dialect;
        this.address = address;
        this.limits = limits;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.first())
                .build();
    }

    public static RobotServer at(String place, Limits limits) {
        String word = place.substring(0, Math.max(0, place.indexOf(':')));
        Dialect dialect = Dialect.of(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is no server of a robot policy: name its dialect and address, such as %s."
                                .formatted(
                                        place,
                                        Arrays.stream(Dialect.values())
                                                .map(Dialect::example)
                                                .collect(Collectors.joining(", ")))));
        URI address = URI.create(place.substring(word.length() + 1));
        boolean isSpoken = address.getScheme() != null && dialect.isSpokenOver(address.getScheme());
        if (!isSpoken || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "%s is no address of %s: say it as in %s.".formatted(place, word, dialect.example()));
        }
        return new RobotServer(dialect, address, limits);
    }

    public Dialect dialect() {
        return dialect;
    }

    /// Connects for one episode, and lets the policy forget the last one.
    ///
    /// @throws PolicyFault if it can't be reached or does not speak the dialect
    public RobotPolicy open() {
        return switch (dialect) {
            case OPENPI, ROBOARENA, BEHAVIOR -> NumpySocketPolicy.open(dialect, client, address, limits);
            case GR00T -> GrootPolicy.open(address, limits);
            case OPENVLA -> new OpenVlaPolicy(client, address, limits);
        };
    }
}
