package dev.firsthand.app.web;

import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskPage;
import dev.firsthand.engine.task.TaskText;
import dev.firsthand.engine.task.Tasks;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.avaje.http.api.QueryParam;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tasks that contributors can record.
@Controller("/api/v1/tasks")
final class TaskController {
    private final Database database;
    private final Access access;
    private final Tasks tasks;

    TaskController(Database database, Access access, Tasks tasks) {
        this.database = database;
        this.access = access;
        this.tasks = tasks;
    }

    /// `sentence` goes into data sets as the task; `instructions` are for the contributor.
    public record NewTask(String sentence, String instructions) {}

    public record TaskView(UUID id, int version, String sentence, String instructions) {
        static TaskView of(Task task) {
            return new TaskView(
                    task.id().value(),
                    task.version().version(),
                    task.text().sentence(),
                    task.text().instructions());
        }
    }

    /// One page of open tasks, newest first; `after` is the mark for the next page.
    public record TaskList(List<TaskView> tasks, @Nullable UUID after) {}

    /// Publishes a task. For operators.
    @Post
    TaskView publish(NewTask form, Context context) {
        StaffMember operator = access.operator(context);
        String instructions = form.instructions() == null ? "" : form.instructions();
        TaskText text = new TaskText(Forms.text("sentence", form.sentence()), instructions);
        return TaskView.of(database.inTransaction(tx -> tasks.publish(tx, operator.id(), text)));
    }

    /// Lists open tasks.
    @Get
    TaskList open(@QueryParam @Nullable UUID after) {
        TaskPage page =
                database.inTransaction(tx -> after == null ? tasks.open(tx) : tasks.open(tx, new TaskId(after)));
        return new TaskList(
                page.tasks().stream().map(TaskView::of).toList(),
                page.after().map(TaskId::value).orElse(null));
    }
}
