package dev.firsthand.app.web;

import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;

/// Tasks.
@Controller("/api/v1/tasks")
final class TaskController {
    public record NewTask(String sentence, String instructions) {}

    public record TaskView(UUID id, String sentence) {}

    /// Publishes a task.
    @Post
    TaskView publish(NewTask task, Context context) {
        return new TaskView(UUID.randomUUID(), task.sentence() + context.path());
    }

    /// Lists open tasks.
    @Get
    List<TaskView> open(Context context) {
        return List.of();
    }
}
