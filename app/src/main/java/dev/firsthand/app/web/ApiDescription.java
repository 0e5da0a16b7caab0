package dev.firsthand.app.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The description of the JSON doors: what the compiler collected from them, with a title and the server it came from.
final class ApiDescription {
    private ApiDescription() {}

    static ObjectNode read() {
        try (var collected = ApiDescription.class.getResourceAsStream("/meta/openapi.json")) {
            if (collected == null) {
                throw new IllegalStateException("the build left no description of the doors");
            }
            ObjectNode description = (ObjectNode) new ObjectMapper().readTree(collected);
            String version = Optional.ofNullable(
                            ApiDescription.class.getPackage().getImplementationVersion())
                    .orElse("built from source");
            description.putObject("info").put("title", "Firsthand").put("version", version);
            description.putArray("servers").addObject().put("url", "/").put("description", "this server");
            return description;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
