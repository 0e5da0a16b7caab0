package dev.firsthand.motion.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The scripts of a page as an import map whose addresses are the scripts themselves, so that a page from a
/// disk needs no other file.
final class Modules {
    private static final String THREE = "/META-INF/resources/webjars/three/0.181.1/";

    private Modules() {}

    static String importMap() throws IOException {
        String renderer = resource(THREE + "build/three.module.min.js").replace("\"./three.core.min.js\"", "\"core\"");
        return "{\"imports\":{%s,%s,%s,%s}}"
                .formatted(
                        entry("core", resource(THREE + "build/three.core.min.js")),
                        entry("three", renderer),
                        entry("three/orbit", resource(THREE + "examples/jsm/controls/OrbitControls.js")),
                        entry("figures", resource("figures.js")));
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Modules.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Of the signs that a script holds, these four mean something else in an address or are lost there.
    private static String entry(String name, String script) {
        String address = script.replace("%", "%25")
                .replace("#", "%23")
                .replace("\n", "%0A")
                .replace("\r", "")
                .replace("\t", "%09");
        return Text.json(name) + ":" + Text.json("data:text/javascript;charset=utf-8," + address);
    }
}
