package dev.firsthand.bench.wire;

import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.PolicyFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A policy somewhere else, by its address, with what it says of itself.
///
/// @param name as it states it
/// @param weights the SHA-256 of its weights as it states it; empty if it states none
public record RemotePolicy(URI address, String name, String version, String weights, boolean usesModel, Limits limits) {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ._/+:-]{1,80}");

    /// Asks it once who it is, before anything is run.
    public static RemotePolicy at(URI address, Limits limits) throws IOException {
        boolean isSocket = "ws".equals(address.getScheme()) || "wss".equals(address.getScheme());
        if (!isSocket) {
            throw new IllegalArgumentException(
                    "%s is no ws:// or wss:// address; a robot policy needs a --world.".formatted(address));
        }
        try (HttpClient client = client(limits);
                var policy = new HomePolicy(client, address, limits, "hello")) {
            Map<?, ?> hello = policy.hello();
            Object profile = Parts.optional(hello, "profile").orElse("not said");
            if (!profile.equals("home/1")) {
                throw HomePolicy.unknownProfile(profile);
            }
            Map<?, ?> declares = Parts.map(Parts.optional(hello, "declares").orElse(Map.of()), "declares");
            return new RemotePolicy(
                    address,
                    plain(hello, "name"),
                    plain(hello, "version"),
                    plain(hello, "weights_sha256"),
                    Parts.optional(declares, "uses_llm").orElse(false).equals(true),
                    limits);
        } catch (PolicyFault fault) {
            throw new IOException(
                    "%s can't be run: %s (%s)."
                            .formatted(
                                    address, fault.getMessage(), fault.ending().word()),
                    fault);
        }
    }

    /// What it says of itself stands on pages: short and plain, or not at all.
    private static String plain(Map<?, ?> hello, String key) {
        Optional<String> text = Parts.optional(hello, key).map(Object::toString);
        return text.filter(it -> PLAIN.matcher(it).matches()).orElse(key.equals("name") ? "unnamed" : "");
    }

    private static HttpClient client(Limits limits) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.first())
                .build();
    }

    /// Episodes are named by chance, so that nothing can be learned from the name.
    public Contestant contestant() {
        HttpClient client = client(limits);
        return new Contestant(
                name,
                false,
                (stage, handles) -> new HomePolicy(
                        client, address, limits, UUID.randomUUID().toString()));
    }
}
