package dev.firsthand.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avaje.http.api.AvajeJavalinPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The description of the JSON doors: what the compiler collected from them, with what it cannot know: a title, which
/// fields may be null, and how every door refuses.
final class ApiDescription {
    private static final String REFUSAL = "#/components/schemas/Answer";

    private ApiDescription() {}

    static ObjectNode read(List<AvajeJavalinPlugin> routes) {
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
            Presence.describe((ObjectNode) description.at("/components/schemas"), doors(routes));
            description.path("paths").forEach(path -> path.forEach(ApiDescription::refuse));
            secure(description);
            return description;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// The generated routes are made with the door that they lead to.
    private static List<Class<?>> doors(List<AvajeJavalinPlugin> routes) {
        return routes.stream()
                .flatMap(route -> Arrays.stream(route.getClass().getDeclaredConstructors()))
                .<Class<?>>flatMap(made -> Arrays.stream(made.getParameterTypes()))
                .toList();
    }

    private static void refuse(JsonNode operation) {
        ObjectNode refusal = ((ObjectNode) operation.path("responses")).putObject("default");
        refusal.put("description", "A refusal: a stable code, and words that say what to do.");
        refusal.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", REFUSAL);
    }

    /// Doors that need no token take one and do not look at it.
    private static void secure(ObjectNode description) {
        ((ObjectNode) description.path("components"))
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        description.putArray("security").addObject().putArray("token");
    }
}
