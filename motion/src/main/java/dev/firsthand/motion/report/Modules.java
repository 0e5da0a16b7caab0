package dev.firsthand.motion.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// The scripts that draw figures: three.js, and what we draw with it.
public final class Modules {
    private static final String THREE = "/META-INF/resources/webjars/three/0.181.1/";
    private static final String CORE = THREE + "build/three.core.min.js";
    private static final String RENDERER = THREE + "build/three.module.min.js";
    private static final String ORBIT = THREE + "examples/jsm/controls/OrbitControls.js";

    private Modules() {}

    /// As files that lie in one folder, where each finds the others by name.
    public static Map<String, String> files() throws IOException {
        return Map.of(
                "three.core.min.js",
                resource(CORE),
                "three.module.min.js",
                resource(RENDERER),
                "orbit.js",
                resource(ORBIT).replace("from 'three'", "from './three.module.min.js'"),
                "figures.js",
                resource("figures.js")
                        .replace("from \"three\"", "from \"./three.module.min.js\"")
                        .replace("from \"three/orbit\"", "from \"./orbit.js\""));
    }

    /// As an import map whose addresses are the scripts themselves, so that a page from a disk needs no other file.
    static String importMap() throws IOException {
        String renderer = resource(RENDERER).replace("\"./three.core.min.js\"", "\"core\"");
        return "{\"imports\":{%s,%s,%s,%s}}"
                .formatted(
                        entry("core", resource(CORE)),
                        entry("three", renderer),
                        entry("three/orbit", resource(ORBIT)),
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
