package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.task.Draft;
import dev.firsthand.engine.task.Offer;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskPage;
import gg.jte.generated.precompiled.desk.JtetaskGenerated;
import gg.jte.generated.precompiled.desk.JtetasksGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// The tasks, open and closed, and the versions of each.
final class TaskPages {
    private final DeskRooms rooms;

    TaskPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void list(StaffMember member, Context context) {
        Optional<TaskId> after = Page.mark(context, "after").map(TaskId::new);
        TaskPage page = rooms.database()
                .inTransaction(tx -> after.map(mark -> rooms.tasks().all(tx, mark))
                        .orElseGet(() -> rooms.tasks().all(tx)));
        List<Draft> drafts = after.isPresent()
                ? List.of()
                : rooms.database().inTransaction(tx -> rooms.tasks().drafts().newest(tx));
        var frame = DeskGuard.frame(context, "tasks.title");
        Page.show(context, output -> JtetasksGenerated.render(output, null, frame, page, drafts));
    }

    /// A new task begins as a draft.
    void draft(StaffMember member, Context context) {
        Offer offer = DraftForm.sentenceAlone(context);
        Draft draft = rooms.database()
                .inTransaction(tx -> rooms.tasks().drafts().begin(tx, member.id(), new Draft.Wording(offer, "")));
        Page.goTo(context, DraftPages.path(draft));
    }

    void show(StaffMember member, Context context) {
        TaskId id = new TaskId(Page.id(context, "task"));
        List<Task> versions = rooms.database().inTransaction(tx -> rooms.tasks().versions(tx, id));
        if (versions.isEmpty()) {
            throw Refusal.missing().get();
        }
        var frame = DeskGuard.frame(
                context, "task.title", versions.getFirst().text().sentence());
        Page.show(context, output -> JtetaskGenerated.render(output, null, frame, versions));
    }

    void draftNext(StaffMember member, Context context) {
        TaskId id = new TaskId(Page.id(context, "task"));
        Draft draft = rooms.database().inTransaction(tx -> {
            Task newest = rooms.tasks().newest(tx, id).orElseThrow(Refusal.missing());
            return rooms.tasks().drafts().beginNext(tx, member.id(), newest);
        });
        Page.goTo(context, DraftPages.path(draft));
    }

    void close(StaffMember member, Context context) {
        TaskId id = new TaskId(Page.id(context, "task"));
        rooms.database().inTransactionDo(tx -> rooms.tasks().close(tx, id));
        Page.goTo(context, "/desk/tasks/" + id.value());
    }

    void openAgain(StaffMember member, Context context) {
        TaskId id = new TaskId(Page.id(context, "task"));
        rooms.database().inTransactionDo(tx -> rooms.tasks().openAgain(tx, id));
        Page.goTo(context, "/desk/tasks/" + id.value());
    }
}
