package dev.firsthand.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.view.Refusal;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says in the schemas which fields are always there and which may be null, as the records behind them say it.
final class Presence {
    private final Map<String, Class<?>> records = new HashMap<>();

    private Presence() {}

    static void describe(ObjectNode schemas, List<Class<?>> doors) {
        var presence = new Presence();
        presence.collect(Refusal.Answer.class);
        for (Class<?> door : doors) {
            Arrays.stream(door.getDeclaredMethods())
                    .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                    .forEach(presence::collect);
        }
        presence.records.forEach((name, type) -> {
            if (schemas.get(name) instanceof ObjectNode schema) {
                describe((ObjectNode) schema.path("properties"), schema.putArray("required"), type);
            }
        });
    }

    private void collect(Method method) {
        collect(method.getGenericReturnType());
        List.of(method.getGenericParameterTypes()).forEach(this::collect);
    }

    private void collect(Type type) {
        if (type instanceof ParameterizedType generic) {
            List.of(generic.getActualTypeArguments()).forEach(this::collect);
        } else if (type instanceof Class<?> known && known.isRecord() && isNew(known)) {
            for (RecordComponent component : known.getRecordComponents()) {
                collect(component.getGenericType());
            }
        }
    }

    /// The description knows a record by its bare name: two of one name would be described as one.
    private boolean isNew(Class<?> type) {
        Class<?> before = records.put(type.getSimpleName(), type);
        if (before != null && before != type) {
            throw new IllegalStateException("two records of the doors have one name: %s, %s".formatted(before, type));
        }
        return before == null;
    }

    private static void describe(ObjectNode properties, ArrayNode required, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.set(component.getName(), nullable(properties, component));
            } else {
                required.add(component.getName());
            }
        }
    }

    /// A reference can carry nothing beside it in OpenAPI 3.0.
    private static ObjectNode nullable(ObjectNode properties, RecordComponent component) {
        JsonNode declared = properties.path(component.getName());
        if (declared.has("$ref")) {
            ObjectNode wrapped = properties.objectNode();
            wrapped.putArray("allOf").add(declared);
            return wrapped.put("nullable", true);
        }
        return ((ObjectNode) declared).put("nullable", true);
    }
}
