package dev.firsthand.app.page;

import dev.firsthand.motion.report.Modules;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The style and the scripts of all pages. Their addresses carry a digest, so a browser keeps them for ever.
public final class Assets {
    private static final Map<String, Asset> ALL = Stream.concat(
                    figures(),
                    Stream.of(
                            asset("style.css", "text/css"),
                            asset("icon.svg", "image/svg+xml"),
                            asset("upload.js", "text/javascript"),
                            asset("queue.js", "text/javascript"),
                            asset("password.js", "text/javascript"),
                            asset("live.js", "text/javascript"),
                            asset("episode.js", "text/javascript"),
                            asset("progress.js", "text/javascript"),
                            asset("proof.js", "text/javascript"),
                            asset("verify.js", "text/javascript"),
                            asset("consent.js", "text/javascript"),
                            asset("capture_for_pay.svg", "image/svg+xml"),
                            asset("quality_and_labelling.svg", "image/svg+xml"),
                            asset("train_robot_policy.svg", "image/svg+xml"),
                            asset("sell_to_named_buyers.svg", "image/svg+xml"),
                            asset("academic_release.svg", "image/svg+xml"),
                            asset("biometric_template.svg", "image/svg+xml"),
                            asset("voice.svg", "image/svg+xml"),
                            asset("identity_and_fraud.svg", "image/svg+xml"),
                            asset("contact_for_reuse.svg", "image/svg+xml")))
            .collect(Collectors.toUnmodifiableMap(Asset::name, asset -> asset));

    private Assets() {}

    private record Asset(String name, String type, String text, String digest) {}

    public static void addTo(RoutesConfig routes) {
        routes.get("/assets/{digest}/{name}", Assets::send);
    }

    static String address(String name) {
        Asset asset = ALL.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no file %s for pages".formatted(name));
        }
        return "/assets/%s/%s".formatted(asset.digest(), name);
    }

    private static void send(Context context) {
        Asset asset = ALL.get(context.pathParam("name"));
        if (asset == null || !asset.digest().equals(context.pathParam("digest"))) {
            context.status(404).result("");
            return;
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(asset.type() + "; charset=utf-8").result(asset.text());
    }

    /// Scripts that find each other by name share one digest: that of all of them.
    private static Stream<Asset> figures() {
        try {
            var scripts = new TreeMap<>(Modules.files());
            scripts.put("movement.js", text("movement.js"));
            String digest = digest(String.join("", scripts.values()));
            return scripts.entrySet().stream()
                    .map(one -> new Asset(one.getKey(), "text/javascript", one.getValue(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Asset asset(String name, String type) {
        try {
            String text = text(name);
            return new Asset(name, type, text, digest(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) throws IOException {
        try (var in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("%s is missing in this program".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
