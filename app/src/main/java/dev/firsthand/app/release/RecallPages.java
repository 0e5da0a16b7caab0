package dev.firsthand.app.release;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.HolderGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.release.Recalling.Shown;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders.Suspended;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.recall.RecallAnswer;
import dev.firsthand.engine.recall.RecallAnswers;
import dev.firsthand.engine.recall.RecallFigures;
import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.recall.Told;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import gg.jte.generated.precompiled.release.JteopenrecallsGenerated;
import gg.jte.generated.precompiled.release.JterecallGenerated;
import gg.jte.generated.precompiled.release.JterecallsGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Recalls: one notice as its holder sees and answers it, all of them with their clocks at the desk, and what
/// everybody may read.
public final class RecallPages {
    private final ReleaseRooms rooms;
    private final RecallDoor door;

    public RecallPages(ReleaseRooms rooms) {
        this.rooms = rooms;
        this.door = new RecallDoor(rooms);
    }

    public void addTo(RoutesConfig routes, HolderGuard guard) {
        routes.get("/holder/recalls/{notice}", guard.of(this::show));
        routes.get("/holder/recalls/{notice}/recall.json", guard.of(this::file));
        routes.get("/holder/recalls/{notice}/release.proof", guard.of(this::proof));
        routes.post("/holder/recalls/{notice}/answer", guard.of(this::answer));
        routes.get("/open/recalls", Page.told(this::open));
    }

    public void addTo(RoutesConfig routes, DeskGuard guard) {
        var holders = new HolderPages(rooms);
        var calls = new CallPages(rooms);
        routes.get("/desk/recalls", guard.toSee(Role.OPERATOR, this::list));
        routes.post("/desk/recalls", guard.making(Role.OPERATOR, calls::call, this::list));
        routes.post("/desk/holders/{holder}/reach", guard.form(Role.OPERATOR, this::reach, holders::show));
    }

    /// One notice: what it says, and what was answered.
    public record Opened(
            Shown shown, Told.State state, RecallNotice notice, Optional<RecallAnswer> answer, boolean tombstoned) {}

    /// A line of the desk's list.
    public record Row(Shown shown, String holder, Told.State state) {}

    /// The desk's form: its grounds, the episode that the address names, and how far the call has come that it made.
    public record Call(List<String> grounds, String episode, Optional<RecallProgress> called) {}

    private void show(Holder holder, Context context) {
        Shown shown = door.find(Page.id(context, "notice"), holder);
        Optional<RecallAnswer> answer =
                rooms.database().inTransaction(tx -> rooms.recalling().answers().read(tx, shown.told()));
        var opened = new Opened(
                shown,
                state(shown),
                door.notice(shown),
                answer,
                door.proof(shown).isPresent());
        Texts texts = Texts.of(context);
        var frame = Frame.holder(texts, texts.say("recall.one", shown.name())).after(Form.before(context));
        Page.show(context, output -> JterecallGenerated.render(output, null, frame, opened));
    }

    private void file(Holder holder, Context context) {
        door.send(context, door.find(Page.id(context, "notice"), holder));
    }

    private void proof(Holder holder, Context context) throws IOException {
        door.sendProof(context, door.find(Page.id(context, "notice"), holder));
    }

    private void answer(Holder holder, Context context) throws IOException {
        Shown shown = door.find(Page.id(context, "notice"), holder);
        UploadedFile file = Optional.ofNullable(context.uploadedFile("answer"))
                .orElseThrow(() -> Refusal.badRequest("field-missing", "Choose the file that holds your answer."));
        try (InputStream bytes = file.content()) {
            door.answer(shown, bytes.readNBytes(RecallAnswers.BYTES_MAX));
        }
        Page.goTo(context, "/holder/recalls/" + shown.told().id());
    }

    private Told.State state(Shown shown) {
        return shown.told().stateAt(rooms.recalling().clock().instant());
    }

    private void list(StaffMember member, Context context) {
        List<Row> rows = rooms.database()
                .inTransaction(tx -> rooms.recalling().notices().newest(tx).stream()
                        .map(told -> rooms.recalling().shown(tx, rooms.releases(), told))
                        .map(shown -> new Row(
                                shown,
                                rooms.holders()
                                        .find(tx, shown.told().holder())
                                        .orElseThrow()
                                        .form()
                                        .legalName(),
                                state(shown)))
                        .toList());
        var call = new CallPages(rooms).form(context);
        var frame = DeskGuard.frame(context, "recalls.title");
        Page.show(context, output -> JterecallsGenerated.render(output, null, frame, rows, call));
    }

    private void reach(StaffMember member, Context context) {
        HolderId holder = new HolderId(Page.id(context, "holder"));
        Optional<MailAddress> mail = typed(context, "mail")
                .map(text -> Form.checked("holder-form-invalid", "mail", () -> new MailAddress(text)));
        Optional<URI> hook =
                typed(context, "hook").map(text -> Form.checked("holder-form-invalid", "hook", () -> URI.create(text)));
        rooms.database().inTransactionDo(tx -> {
            HolderId found = rooms.holders()
                    .find(tx, holder)
                    .orElseThrow(Refusal.missing())
                    .id();
            Form.checked("holder-form-invalid", "hook", () -> {
                rooms.recalling().contacts().keep(tx, found, mail, hook);
                return found;
            });
        });
        Page.goTo(context, "/desk/holders/" + holder.value());
    }

    private static Optional<String> typed(Context context, String field) {
        return Optional.of(Page.field(context, field)).filter(text -> !text.isEmpty());
    }

    private void open(Context context) {
        RecallFigures figures = rooms.database()
                .inTransaction(tx -> RecallFigures.of(tx, rooms.recalling().clock()));
        List<Suspended> suspended = rooms.database().inTransaction(rooms.holders()::suspended);
        Texts texts = Texts.of(context);
        var frame = new Frame(texts, texts.say("open-recalls.title"), context.path(), List.of());
        Page.show(context, output -> JteopenrecallsGenerated.render(output, null, frame, figures, suspended));
    }
}
