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
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.store.Database;
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

    private void show(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        List<OpenLink> links = database.inTransaction(
                tx -> evidence.chains().receipts(tx, contributor.id().person()));
        boolean isLogged =
                links.stream().anyMatch(link -> link.link().logIndex().isPresent());
        List<Answer> answers = links.stream().map(link -> answer(link, texts)).toList();
        var check = QrPicture.of(Links.to(context, VERIFY));
        var frame = Frame.contributor(texts, texts.say("receipts.title"));
        Page.show(
                context,
                output -> JtereceiptsGenerated.render(output, null, frame, answers, isLogged, ourLog(), check));
    }

    /// As it was signed, so that paper and file say the same.
    private static Answer answer(OpenLink link, Texts texts) {
        JsonNode said = ReadableJson.read(link.envelope().payloadText()).path("predicate");
        String status = said.path("dpv:hasConsentStatus").asText().replace("dpv:", "");
        return new Answer(
                texts.say("purpose."
                        + said.path("dpv:hasProcess").path("dct:title").asText()),
                texts.say("receipts.answer." + status),
                texts.moment(link.link().at()),
                link.link().logIndex().isPresent()
                        ? texts.say("receipts.place", link.link().logIndex().getAsLong())
                        : texts.say("receipts.waits"));
    }

    /// The same answers as consent records, for programs: one JSON-LD document.
    private void records(Contributor contributor, Context context) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode graph = JsonNodeFactory.instance.arrayNode();
        for (OpenLink link : database.inTransaction(
                tx -> evidence.chains().receipts(tx, contributor.id().person()))) {
            ObjectNode said = (ObjectNode)
                    ReadableJson.read(link.envelope().payloadText()).path("predicate");
            document.set("@context", said.remove("@context"));
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
    private void verify(OwnGuard own, Context context) {
        Texts texts = Texts.of(context);
        String home = own.asking(context).isPresent() ? "/me" : "/";
        var frame = new Frame(texts, texts.say("verify.title"), home, List.of());
        Page.show(context, output -> JteverifyGenerated.render(output, null, frame, ourLog()));
    }

    private OurLog ourLog() {
        var keys = evidence.log().keys();
        return new OurLog(
                keys.origin(),
                keys.verifiers().stream()
                        .map(key -> new Known(key.kind().algorithm(), key.fingerprint()))
                        .toList());
    }
}
