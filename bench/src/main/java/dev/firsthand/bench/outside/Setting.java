package dev.firsthand.bench.outside;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a life begins: what is where, what chance there is, and what the robot is told to do. The goal is not in it.
///
/// @param instruction the words that the policy is given
/// @param profile the form of what the policy is shown
/// @param isMirrored whether east and west change places; asked only of a world that says it can
public record Setting(Definition definition, int seed, String instruction, String profile, boolean isMirrored) {
    Map<String, Object> message() {
        var message = new LinkedHashMap<String, Object>();
        message.put("op", "reset");
        message.put("seed", seed);
        message.put("instruction", instruction);
        message.put("profile", profile);
        if (isMirrored) {
            message.put("mirrored", true);
        }
        message.put("objects", definition.categories());
        message.put(
                "beginning", definition.beginning().stream().map(Setting::fact).toList());
        return message;
    }

    private static List<Object> fact(Literal literal) {
        var fact = new ArrayList<Object>(
                List.of(literal.holds(), literal.predicate().word(), literal.first()));
        if (!literal.second().isEmpty()) {
            fact.add(literal.second());
        }
        return fact;
    }
}
