package dev.firsthand.bench.bundle;

import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import java.util.Map;

/// What a policy says about itself, and what we know of it. Printed beside every score.
///
/// @param address where it was reached: `builtin:NAME` or `ws://HOST:PORT`; `human` for a person
/// @param weights the SHA-256 of its weights as it states it; empty if it states none
/// @param isPrivileged whether it saw more than a robot can
/// @param usesModel whether it asks a language model
public record Declaration(
        String address, String name, String version, String weights, boolean isPrivileged, boolean usesModel) {
    private static final String PERSON = "human";

    /// Somebody who plays on the page of `bench serve`: with a policy's view, the requests repeated, and the actions
    /// that are valid.
    public static Declaration ofPerson() {
        return new Declaration(PERSON, PERSON, "", "", false, false);
    }

    public boolean isPerson() {
        return address.equals(PERSON);
    }

    Map<String, Object> fields() {
        return Map.of(
                "address", address,
                "name", name,
                "version", version,
                "weights_sha256", weights,
                "privileged", isPrivileged,
                "uses_llm", usesModel);
    }

    static Declaration of(JsonNode node) throws JsonFault {
        return new Declaration(
                node.field("address").text(),
                node.field("name").text(),
                node.field("version").text(),
                node.field("weights_sha256").text(),
                node.field("privileged").truth(),
                node.field("uses_llm").truth());
    }
}
