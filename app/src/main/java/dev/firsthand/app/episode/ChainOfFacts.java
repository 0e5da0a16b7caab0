package dev.firsthand.app.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.app.episode.Shown.Fact;
import dev.firsthand.app.episode.Shown.Known;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Everything that is on record about a recording, in the order in which it was recorded. Statements are sealed; of an
/// opened one only those fields are shown that are named here, so that a field which points at a person stays sealed
/// until somebody has thought about it.
final class ChainOfFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> PLAIN = Set.of(
            "accepted_spans_nanos",
            "answer",
            "contact_sheets",
            "deviceClass",
            "encoded_again",
            "finishedAt",
            "frames",
            "joints",
            "leaks_found",
            "level",
            "machine_share",
            "metrics",
            "outcome",
            "purpose",
            "reason",
            "reasons",
            "refused",
            "reviewer_kind",
            "role",
            "scrub_version",
            "side_cars",
            "sizeBytes",
            "startedAt",
            "stated_by",
            "task",
            "threshold_set",
            "uploads",
            "verdict",
            "version",
            "viewedAt",
            "visible");

    /// Below these every field is a plain number under the code of a finding.
    private static final Set<String> CODES = Set.of("metrics");

    private static final Set<FactType> OF_PROGRAMS = EnumSet.of(FactType.INGEST, FactType.QC, FactType.REDACT);

    private final EpisodeRooms.Facts rooms;
    private final Texts texts;
    private final Map<UUID, String> authors = new HashMap<>();

    ChainOfFacts(EpisodeRooms.Facts rooms, Texts texts) {
        this.rooms = rooms;
        this.texts = texts;
    }

    /// The facts about these subjects; with their statements where `open` says so.
    List<Fact> of(Tx tx, Collection<UUID> subjects, boolean open) {
        return rooms.provenance().entries(tx, subjects).stream()
                .map(entry -> fact(tx, entry, open))
                .toList();
    }

    private Fact fact(Tx tx, ProvenanceEntry entry, boolean open) {
        Optional<JsonNode> predicate = rooms.provenance().open(tx, entry.id()).map(ChainOfFacts::predicate);
        List<Known> fields = new ArrayList<>();
        if (open) {
            predicate.ifPresent(node -> plain("", node, false, fields));
        }
        return new Fact(
                texts.sayOr("fact." + entry.type().wireName(), entry.type().wireName()),
                texts.moment(entry.recordedAt()),
                predicate.map(node -> author(tx, entry.type(), node)).orElseGet(() -> texts.say("author.gone")),
                entry.commitmentHex(),
                fields);
    }

    private String author(Tx tx, FactType type, JsonNode predicate) {
        if (OF_PROGRAMS.contains(type)) {
            return texts.say("author.program");
        }
        String id = predicate
                .path(type == FactType.RAW_VIEWED ? "viewer" : "author")
                .asText("");
        if (id.isEmpty()) {
            return texts.say("author.contributor");
        }
        return authors.computeIfAbsent(UUID.fromString(id), member -> member(tx, member));
    }

    private String member(Tx tx, UUID member) {
        return rooms.staff()
                .find(tx, new StaffId(member))
                .map(StaffMember::role)
                .map(role -> texts.sayOr("author." + role.name(), role.name()))
                .orElseGet(() -> texts.say("author.gone"));
    }

    private static void plain(String name, JsonNode node, boolean codes, List<Known> fields) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(field -> codes || PLAIN.contains(field.getKey()))
                    .forEach(field -> plain(
                            (name + " " + field.getKey()).strip(),
                            field.getValue(),
                            CODES.contains(field.getKey()),
                            fields));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                plain(name + " " + (i + 1), node.get(i), codes, fields);
            }
        } else if (!name.isEmpty()) {
            fields.add(new Known(name, node.isValueNode() ? node.asText() : node.toString()));
        }
    }

    private static JsonNode predicate(String statement) {
        try {
            return JSON.readTree(statement).path("predicate");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a statement in the table is not JSON", e);
        }
    }
}
