package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.task.Draft;
import dev.firsthand.engine.task.Offer;
import dev.firsthand.engine.task.Picture;
import dev.firsthand.engine.task.Pictures;
import dev.firsthand.engine.task.Pictures.PictureResult;
import dev.firsthand.engine.task.Task;
import gg.jte.generated.precompiled.desk.JtedraftGenerated;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A wording while it is written: words, pictures, pay, and how it will look on a phone.
final class DraftPages {
    /// A picture and the words around it; the server's own limit for forms with files is above.
    private static final long FORM_BYTES_MAX = Pictures.SENT_BYTES_MAX + (1L << 20);

    private final DeskRooms rooms;

    DraftPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    static String path(Draft draft) {
        return "/desk/tasks/drafts/" + draft.id();
    }

    void show(StaffMember member, Context context) {
        Draft draft = draft(context);
        var frame = DeskGuard.frame(context, "draft.title");
        Page.show(context, output -> JtedraftGenerated.render(output, null, frame, draft, path(draft)));
    }

    void save(StaffMember member, Context context) throws IOException {
        requireRoom(context);
        Draft draft = draft(context);
        change(member, draft, DraftForm.wording(context, draft.wording().offer().pictures()));
        Page.goTo(context, path(draft));
    }

    void addPicture(StaffMember member, Context context) throws IOException {
        Draft draft = saved(member, context);
        UploadedFile file = context.uploadedFile("picture");
        if (file == null || file.size() == 0) {
            throw Refusal.badRequest("picture-missing", "Choose a picture: a JPEG, PNG or WebP file.")
                    .at("picture");
        }
        String alt = Page.field(context, "alt");
        List<Picture> pictures = new ArrayList<>(draft.wording().offer().pictures());
        DraftForm.checked("alt", () -> new Picture("0".repeat(64), alt)); // said before the picture is drawn
        try (InputStream bytes = file.content()) {
            switch (rooms.pictures().add(bytes)) {
                case PictureResult.Kept(var digest) -> {
                    pictures.removeIf(picture -> picture.digest().equals(digest)); // the same form again
                    pictures.add(new Picture(digest, alt));
                }
                case PictureResult.Refused(var code, var message) ->
                    throw Refusal.badRequest(code, message).at("picture");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a picture was drawn", stopping);
        }
        change(member, draft, DraftForm.checked("picture", () -> with(draft, pictures)));
        Page.goTo(context, path(draft));
    }

    void removePicture(StaffMember member, Context context) throws IOException {
        Draft draft = saved(member, context);
        String digest = Page.field(context, "digest");
        List<Picture> left = draft.wording().offer().pictures().stream()
                .filter(picture -> !picture.digest().equals(digest))
                .toList();
        change(member, draft, with(draft, left));
        Page.goTo(context, path(draft));
    }

    /// A form that is too long is read to its end and thrown away, so that the browser gets to see the answer.
    private static void requireRoom(Context context) throws IOException {
        if (context.req().getContentLengthLong() > FORM_BYTES_MAX) {
            context.req().getInputStream().transferTo(OutputStream.nullOutputStream());
            throw Refusal.tooLarge(
                            "picture-too-large",
                            "The picture is too large. Take one of at most %d MB."
                                    .formatted(Pictures.SENT_BYTES_MAX >> 20))
                    .at("picture");
        }
    }

    /// The draft with what its form says now: whichever button was pressed, nothing that was typed is lost.
    private Draft saved(StaffMember member, Context context) throws IOException {
        requireRoom(context);
        Draft draft = draft(context);
        if (context.formParam("sentence") == null) {
            return draft;
        }
        change(member, draft, DraftForm.wording(context, draft.wording().offer().pictures()));
        return draft(context);
    }

    /// Publishes what the form says; a change of a task that is known says what changed.
    void publish(StaffMember member, Context context) throws IOException {
        Draft draft = saved(member, context);
        if (draft.of().isPresent() && draft.wording().change().isEmpty()) {
            throw Refusal.badRequest("task-change-missing", "Say what changed, for those who know the version before.")
                    .at("change");
        }
        Task task = rooms.database()
                .inTransaction(tx -> rooms.tasks().publish(tx, member.id(), draft))
                .orElseThrow(() -> Refusal.conflict(
                        "task-closed", "This task is closed: open it again, then publish its next version."));
        Page.goTo(context, "/desk/tasks/" + task.id().value());
    }

    void drop(StaffMember member, Context context) {
        UUID id = Page.id(context, "draft");
        rooms.database().inTransactionDo(tx -> rooms.tasks().drafts().drop(tx, id));
        Page.goTo(context, "/desk/tasks");
    }

    private void change(StaffMember member, Draft draft, Draft.Wording wording) {
        rooms.database().inTransactionDo(tx -> rooms.tasks().drafts().change(tx, draft.id(), member.id(), wording));
    }

    private static Draft.Wording with(Draft draft, List<Picture> pictures) {
        Offer offer = draft.wording().offer();
        return new Draft.Wording(
                new Offer(offer.text(), pictures, offer.pay(), offer.expectedLength()),
                draft.wording().change());
    }

    private Draft draft(Context context) {
        UUID id = Page.id(context, "draft");
        return rooms.database()
                .inTransaction(tx -> rooms.tasks().drafts().find(tx, id))
                .orElseThrow(Refusal.missing());
    }
}
