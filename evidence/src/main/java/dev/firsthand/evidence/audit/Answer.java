package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.json.JsonWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What opens one entry that a challenge asks for, on the day that its giver states. Bytes are in base64.
public sealed interface Answer {
    long entry();

    LocalDate given();

    /// The entry stands for nothing: the seed of its commitment.
    record OfPadding(long entry, LocalDate given, String seed) implements Answer {}

    /// The entry stands for this document.
    record OfDocument(long entry, LocalDate given, Opened opened) implements Answer {}

    /// The entry can be opened by nobody any more: a statement of an erasure, logged itself, counts it in.
    record OfErased(long entry, LocalDate given, Erased erased) implements Answer {}

    /// A document or an envelope, and the salt of its commitment, or `-`.
    record Opened(String salt, String document) {}

    /// Where the erasure is logged, its envelope, and what shows that it counts the entry in.
    record Erased(long erasure, Opened envelope, ErasedEntries.Proof proof) {}

    /// One line of a file of answers, without its end.
    default String line() {
        var fields = new HashMap<String, JsonValue>();
        fields.put("entry", JsonValue.Numeral.of(entry()));
        fields.put("given", new JsonValue.Text(given().toString()));
        switch (this) {
            case OfPadding padding -> fields.put("seed", new JsonValue.Text(padding.seed()));
            case OfDocument document -> put(fields, document.opened());
            case OfErased erased -> {
                put(fields, erased.erased().envelope());
                ErasedEntries.Proof proof = erased.erased().proof();
                fields.put("erasure", JsonValue.Numeral.of(erased.erased().erasure()));
                fields.put("position", JsonValue.Numeral.of(proof.position()));
                fields.put("nonce", new JsonValue.Text(proof.nonce()));
                fields.put(
                        "hashes",
                        new JsonValue.Items(proof.hashes().stream()
                                .map(hash -> (JsonValue) new JsonValue.Text(hash))
                                .toList()));
            }
        }
        return JsonWriter.text(JsonValue.Fields.of(fields));
    }

    private static void put(Map<String, JsonValue> fields, Opened opened) {
        fields.put("salt", new JsonValue.Text(opened.salt()));
        fields.put("document", new JsonValue.Text(opened.document()));
    }

    static Answer parse(byte[] line) throws JsonFormatException {
        JsonValue.Fields fields = JsonReader.readObject(line);
        long entry = fields.whole("entry");
        LocalDate given = day(fields.text("given"));
        if (fields.find("seed").isPresent()) {
            fields.only("entry", "given", "seed");
            return new OfPadding(entry, given, fields.text("seed"));
        }
        var opened = new Opened(fields.text("salt"), fields.text("document"));
        if (fields.find("erasure").isEmpty()) {
            fields.only("entry", "given", "salt", "document");
            return new OfDocument(entry, given, opened);
        }
        fields.only("entry", "given", "salt", "document", "erasure", "position", "nonce", "hashes");
        var proof = new ErasedEntries.Proof(fields.whole("position"), fields.text("nonce"), texts(fields, "hashes"));
        return new OfErased(entry, given, new Erased(fields.whole("erasure"), opened, proof));
    }

    private static List<String> texts(JsonValue.Fields fields, String key) throws JsonFormatException {
        if (!(fields.find(key).orElse(null) instanceof JsonValue.Items(var items))
                || !items.stream().allMatch(item -> item instanceof JsonValue.Text)) {
            throw new JsonFormatException("`%s` must be a list of texts".formatted(key));
        }
        return items.stream().map(item -> ((JsonValue.Text) item).value()).toList();
    }

    private static LocalDate day(String text) throws JsonFormatException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new JsonFormatException("`given` must be a day as 2026-11-21");
        }
    }
}
