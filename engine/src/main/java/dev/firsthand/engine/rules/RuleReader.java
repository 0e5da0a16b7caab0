package dev.firsthand.engine.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a table of rules. Every field must be there and none besides; a fault names its rule.
final class RuleReader {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "jurisdiction",
            "topic",
            "kind",
            "value",
            "condition",
            "from",
            "to",
            "source",
            "certainty",
            "reviewed",
            "reviewer");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RuleReader() {}

    static List<Rule> read(InputStream table) throws IOException {
        JsonNode nodes = JSON.readTree(table);
        if (!nodes.isArray()) {
            throw new IllegalArgumentException("a table of rules is a list");
        }
        var rules = new ArrayList<Rule>();
        var names = new TreeSet<RuleId>();
        for (JsonNode node : nodes) {
            Rule rule = rule(rules.size(), node);
            if (!names.add(rule.id())) {
                throw new IllegalArgumentException(
                        "rule %s: stands twice".formatted(rule.id().value()));
            }
            rules.add(rule);
        }
        return rules;
    }

    private static Rule rule(int place, JsonNode node) {
        String name = node.path("id").asText("number " + place);
        try {
            var fields = new TreeSet<String>();
            node.fieldNames().forEachRemaining(fields::add);
            if (!fields.equals(FIELDS)) {
                throw new IllegalArgumentException(
                        "it has the fields %s, it needs %s".formatted(fields, new TreeSet<>(FIELDS)));
            }
            return rule(node);
        } catch (IllegalArgumentException | DateTimeException fault) {
            throw new IllegalArgumentException("rule %s: %s".formatted(name, fault.getMessage()), fault);
        }
    }

    private static Rule rule(JsonNode node) {
        String topic = text(node, "topic");
        Topic about = Topic.named(topic)
                .orElseThrow(() -> new IllegalArgumentException("its topic %s is unknown".formatted(topic)));
        RuleKind kind = RuleKind.valueOf(text(node, "kind"));
        if (kind != about.kind()) {
            throw new IllegalArgumentException("its topic has rules of kind %s".formatted(about.kind()));
        }
        return new Rule(
                new RuleId(text(node, "id")),
                new Jurisdiction(text(node, "jurisdiction")),
                about,
                value(kind, node.get("value")),
                text(node, "condition"),
                LocalDate.parse(text(node, "from")),
                node.get("to").isNull() ? Optional.empty() : Optional.of(LocalDate.parse(text(node, "to"))),
                text(node, "source"),
                Certainty.valueOf(text(node, "certainty")),
                LocalDate.parse(text(node, "reviewed")),
                text(node, "reviewer"));
    }

    private static RuleValue value(RuleKind kind, JsonNode node) {
        if (node.isIntegralNumber()) {
            return kind.read(node.asText());
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException("its value is a whole number or a list of words");
        }
        var words = new TreeSet<String>();
        node.forEach(word -> words.add(word.asText()));
        return new RuleValue.Words(words);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("its %s is not a text".formatted(field));
        }
        return value.textValue();
    }
}
