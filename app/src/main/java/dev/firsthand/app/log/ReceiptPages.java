package dev.firsthand.app.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.log.Shown.Answer;
import dev.firsthand.app.log.Shown.Known;
import dev.firsthand.app.log.Shown.OurLog;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.QrPicture;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.provenance.Chains.OpenLink;
import dev.firsthand.engine.provenance.LogPlace;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.KeptLog;
import dev.firsthand.engine.store.Database;
import dev.firsthand.evidence.note.VerifierKey;
import gg.jte.generated.precompiled.log.JtereceiptsGenerated;
import gg.jte.generated.precompiled.log.JteverifyGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// A contributor's receipts, on paper and as a file, and where anybody checks one.
public final class ReceiptPages {
    private static final String VERIFY = "/open/verify";

    private final Database database;
    private final Evidence evidence;

    public ReceiptPages(Database database, Evidence evidence) {
        this.database = database;
        this.evidence = evidence;
    }

    public void addTo(RoutesConfig routes, OwnGuard own) {
        routes.get("/me/receipts", own.of(this::show));
        routes.get("/me/receipts/receipts.proof", own.of(this::file));
        routes.get("/me/consent.jsonld", own.of(this::records));
        routes.get(VERIFY, context -> verify(own, context));
    }

    private void show(Contributor contributor, Context context) throws IOException {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        List<KeptLog> logs = evidence.log().logs();
        List<OpenLink> links = database.inTransaction(
                tx -> evidence.chains().receipts(tx, contributor.id().person()));
        boolean isLogged =
                links.stream().anyMatch(link -> link.link().logIndex().isPresent());
        List<Answer> answers =
                links.stream().map(link -> answer(link, logs, texts)).toList();
        var check = QrPicture.of(Links.to(context, VERIFY));
        var frame = Frame.contributor(texts, texts.say("receipts.title"));
        Page.show(
                context,
                output -> JtereceiptsGenerated.render(output, null, frame, answers, isLogged, ourLog(logs), check));
    }

    /// As it was signed, so that paper and file say the same.
    private static Answer answer(OpenLink link, List<KeptLog> logs, Texts texts) {
        JsonNode said = ReadableJson.read(link.envelope().payloadText()).path("predicate");
        String status = said.path("dpv:hasConsentStatus").asText().replace("dpv:", "");
        return new Answer(
                texts.say("purpose."
                        + said.path("dpv:hasProcess").path("dct:title").asText()),
                texts.say("receipts.answer." + status),
                texts.moment(link.link().at()),
                said.path("dpv:hasNotice").path("dct:identifier").asText().replace("sha256:", ""),
                link.link()
                        .place()
                        .map(place -> said(place, logs, texts))
                        .orElseGet(() -> texts.say("receipts.waits")));
    }

    private static String said(LogPlace place, List<KeptLog> logs, Texts texts) {
        return logs.subList(0, logs.size() - 1).stream()
                .filter(log -> log.number() == place.log())
                .findFirst()
                .map(ended -> texts.say("receipts.place-ended", place.index(), ended.origin()))
                .orElseGet(() -> texts.say("receipts.place", place.index()));
    }

    /// The same answers as consent records, for programs: one JSON-LD document.
    private void records(Contributor contributor, Context context) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode graph = JsonNodeFactory.instance.arrayNode();
        for (OpenLink link : database.inTransaction(
                tx -> evidence.chains().receipts(tx, contributor.id().person()))) {
            ObjectNode said = (ObjectNode)
                    ReadableJson.read(link.envelope().payloadText()).path("predicate");
            ObjectNode terms = (ObjectNode) said.remove("@context");
            document.set("@context", terms.put("at", "fh:statedAt")); // earlier records do not say what it is
            graph.add(said);
        }
        document.set("@graph", graph);
        context.header("Content-Disposition", "attachment; filename=\"consent.jsonld\"");
        context.header("Cache-Control", "no-store");
        context.contentType("application/ld+json").result(document.toPrettyString());
    }

    /// Every answer that this person gave, proven by the log; a file that needs nobody to be believed.
    private void file(Contributor contributor, Context context) throws IOException {
        var file = new ByteArrayOutputStream();
        if (!evidence.bundles().receipts(file, contributor.id().person())) {
            throw Refusal.missing().get();
        }
        context.header("Content-Disposition", "attachment; filename=\"receipts.proof\"");
        context.header("Cache-Control", "no-store");
        context.contentType("application/octet-stream").result(file.toByteArray());
    }

    /// A contributor finds back from here to their own pages.
    private void verify(OwnGuard own, Context context) throws IOException {
        Texts texts = Texts.of(context);
        OurLog ours = ourLog(evidence.log().logs());
        String home = own.asking(context).isPresent() ? "/me" : "/";
        var frame = new Frame(texts, texts.say("verify.title"), home, List.of());
        Page.show(context, output -> JteverifyGenerated.render(output, null, frame, ours));
    }

    /// With the keys of logs that have ended, which hold older answers.
    private static OurLog ourLog(List<KeptLog> logs) {
        String current = logs.getLast().origin();
        List<Known> fingerprints = logs.reversed().stream()
                .flatMap(log -> log.keys().log().stream())
                .map(key -> new Known(name(key, current), key.fingerprint()))
                .toList();
        return new OurLog(current, fingerprints);
    }

    private static String name(VerifierKey key, String current) {
        String algorithm = key.kind().algorithm();
        return key.name().equals(current) ? algorithm : "%s, %s".formatted(key.name(), algorithm);
    }
}
