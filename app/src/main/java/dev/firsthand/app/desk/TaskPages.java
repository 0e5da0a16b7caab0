package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskText;
import gg.jte.generated.precompiled.desk.JtetasksGenerated;
import io.javalin.http.Context;
import java.util.List;

/// Tasks that contributors can record: published here, in words that are kept as they were.
final class TaskPages {
    private final DeskRooms rooms;

    TaskPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        List<Task> tasks = rooms.database().inTransaction(rooms.tasks()::open).tasks();
        var frame = DeskGuard.frame(context, "tasks.title");
        Page.show(context, output -> JtetasksGenerated.render(output, null, frame, tasks));
    }

    void publish(StaffMember member, Context context) {
        TaskText text = text(context);
        rooms.database().inTransactionDo(tx -> rooms.tasks().publish(tx, member.id(), text));
        Page.goTo(context, "/desk/tasks");
    }

    private static TaskText text(Context context) {
        try {
            return new TaskText(Page.field(context, "sentence"), Page.field(context, "instructions"));
        } catch (IllegalArgumentException flaw) {
            throw Refusal.badRequest("task-text-invalid", String.valueOf(flaw.getMessage()));
        }
    }
}
