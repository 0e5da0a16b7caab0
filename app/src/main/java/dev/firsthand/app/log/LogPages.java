package dev.firsthand.app.log;

import dev.firsthand.app.log.Shown.Known;
import dev.firsthand.app.log.Shown.Standing;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Stuck;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.provenance.Chains.Link;
import dev.firsthand.engine.provenance.Chains.OpenLink;
import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.KeptLog;
import dev.firsthand.engine.publiclog.Witnesses;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.VerifierKey;
import gg.jte.generated.precompiled.log.JtelinkGenerated;
import gg.jte.generated.precompiled.log.JtelogGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The log at the desk, and the signed statements of an episode.
public final class LogPages {
    private final Database database;
    private final Evidence evidence;
    private final InstantSource clock;

    public LogPages(Database database, Evidence evidence, InstantSource clock) {
        this.database = database;
        this.evidence = evidence;
        this.clock = clock;
    }

    public void addTo(RoutesConfig routes, DeskGuard guard) {
        routes.get("/desk/log", guard.toSee(Role.REVIEWER, this::show));
        routes.get("/desk/episodes/{episode}/steps/{step}", guard.toSee(Role.REVIEWER, this::link));
    }

    /// For the front page of the desk, while nothing is put into the log.
    public List<Stuck> stuck(Tx tx, Texts texts) {
        String fault = evidence.log().fault();
        return fault.isEmpty()
                ? List.of()
                : List.of(new Stuck(
                        texts.say("stuck.log"), clock.instant(), fault, texts.say("stuck.log.next"), "/desk/log"));
    }

    private void show(StaffMember member, Context context) throws IOException {
        Texts texts = Texts.of(context);
        SignedNote note = evidence.log().checkpoint();
        long waiting = database.inTransaction(LogQueue::count);
        List<Known> types = evidence.log().counts().entrySet().stream()
                .map(type -> new Known(texts.say("log.type-" + type.getKey()), texts.say("number", type.getValue())))
                .toList();
        List<Known> witnesses = evidence.witnesses().standing().stream()
                .map(witness -> new Known(witness.name(), said(witness, texts)))
                .toList();
        var standing = new Standing(
                note.checkpoint().origin(),
                Links.to(context, "/log"),
                evidence.log().keys().signingAt(clock.instant()).stream()
                        .map(LogPages::named)
                        .toList(),
                note.checkpoint().size(),
                evidence.log()
                        .signedAt()
                        .map(at -> texts.age(Duration.between(at, clock.instant())))
                        .orElse(""),
                waiting,
                ended(),
                evidence.log().fault(),
                types,
                witnesses);
        var frame = DeskGuard.frame(context, "log.title");
        Page.show(context, output -> JtelogGenerated.render(output, null, frame, standing));
    }

    private List<Known> ended() throws IOException {
        List<KeptLog> logs = evidence.log().logs();
        return logs.subList(0, logs.size() - 1).stream()
                .map(log -> new Known(log.origin(), "/log/ended/%d/checkpoint".formatted(log.number())))
                .toList();
    }

    private static Known named(VerifierKey key) {
        return new Known(key.toString(), key.fingerprint());
    }

    private String said(Witnesses.Standing witness, Texts texts) {
        String signed = witness.signedAt()
                .map(at -> texts.say("log.signed", texts.age(Duration.between(at, clock.instant()))))
                .orElseGet(() -> texts.say("log.never-signed"));
        return witness.fault()
                .map(why -> signed + " " + texts.say("log.refused", why))
                .orElse(signed);
    }

    private void link(StaffMember member, Context context) {
        Texts texts = Texts.of(context);
        Step step = Step.ofWireName(context.pathParam("step")).orElseThrow(Refusal.missing());
        OpenLink open = database.inTransaction(tx -> evidence.chains().newest(tx, Page.id(context, "episode")).stream()
                        .filter(link -> link.step() == step)
                        .map(Link::id)
                        .findFirst()
                        .flatMap(id -> evidence.chains().open(tx, id).reversed().stream()
                                .findFirst()))
                .orElseThrow(Refusal.missing());
        var frame = DeskGuard.frame(context, "signed.title", texts.say("step." + step.wireName()));
        String index = open.link().logIndex().isPresent()
                ? texts.say("link.logged", open.link().logIndex().getAsLong())
                : texts.say("link.waits");
        var shown = new Shown.Statement(
                index,
                ReadableJson.of(open.envelope().payloadText()),
                ReadableJson.of(open.envelope().text()));
        Page.show(context, output -> JtelinkGenerated.render(output, null, frame, shown));
    }
}
