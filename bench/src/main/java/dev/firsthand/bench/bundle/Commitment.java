package dev.firsthand.bench.bundle;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.TwistKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A promise about a private suite: published first, kept when the secret is told. Nobody, who keeps the secret
/// included, can choose the scenarios once the policies are frozen, for a public random value is mixed in after that.
///
/// @param epoch a name, such as a date
/// @param perFamily how many scenarios of each family
/// @param pack the digest of the activities that they are drawn from
/// @param digest what is promised: SHA-256 over the secret and all of the above
public record Commitment(String epoch, Tier tier, int perFamily, String pack, String digest) {
    public static final int SECRET_BYTES = 32;
    private static final String SCHEMA = "home/commitment/1";
    private static final int TRIES = 50;

    public static Commitment to(byte[] secret, String epoch, Tier tier, int perFamily, Library library) {
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException("A secret has at least %d bytes, not %d: shorter ones can be guessed."
                    .formatted(SECRET_BYTES, secret.length));
        }
        if (perFamily < 1 || epoch.isBlank()) {
            throw new IllegalArgumentException(
                    "A promise names its round (--epoch) and at least 1 scenario of each family, not %d."
                            .formatted(perFamily));
        }
        String pack = pack(library);
        String promised = "%s\n%s\n%s\n%s\n%d\n%s\n"
                .formatted(SCHEMA, HexFormat.of().formatHex(secret), epoch, tier, perFamily, pack);
        return new Commitment(epoch, tier, perFamily, pack, Digests.sha256(promised.getBytes(StandardCharsets.UTF_8)));
    }

    private static String pack(Library library) {
        String all = library.names().stream()
                .map(name -> name + " " + library.digest(name) + "\n")
                .collect(Collectors.joining());
        return Digests.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    public String json() {
        return Json.text(Map.of(
                "schema",
                SCHEMA,
                "epoch",
                epoch,
                "tier",
                tier.name(),
                "per_family",
                perFamily,
                "pack",
                pack,
                "digest",
                digest));
    }

    public static Commitment read(String json) throws IOException {
        JsonNode file = JsonReader.read(json);
        if (!file.field("schema").text().equals(SCHEMA)) {
            throw file.field("schema").fault("\"%s\"".formatted(SCHEMA));
        }
        return new Commitment(
                file.field("epoch").text(),
                file.field("tier").oneOf(Tier.values()),
                file.field("per_family").whole(1, 1000),
                file.field("pack").text(),
                file.field("digest").text());
    }

    /// The suite that follows from the secret and a public random value; refused unless the secret is the promised one.
    public Suite reveal(byte[] secret, String beacon, Library library) throws IOException {
        if (!equals(to(secret, epoch, tier, perFamily, library))) {
            throw new IOException(
                    pack(library).equals(pack)
                            ? "This is not the secret that was committed to."
                            : "These are not the activities that were committed to.");
        }
        var generator = new Generator(library);
        List<Scenario> scenarios = new ArrayList<>();
        for (TwistKind.Family family : TwistKind.Family.values()) {
            int wanted = scenarios.size() + perFamily;
            for (int draw = 0; scenarios.size() < wanted && draw < TRIES * perFamily; draw++) {
                generator
                        .generate(tier, seed(secret, beacon, family, draw), family)
                        .ifPresent(scenarios::add);
            }
        }
        return new Suite(library, scenarios);
    }

    private static long seed(byte[] secret, String beacon, TwistKind.Family family, int draw) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String drawn = "%s\n%s\n%d\n".formatted(beacon, family, draw);
            return ByteBuffer.wrap(mac.doFinal(drawn.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
