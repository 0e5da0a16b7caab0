package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Draft;
import dev.firsthand.engine.task.Money;
import dev.firsthand.engine.task.Offer;
import dev.firsthand.engine.task.PayRule;
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
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
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

    /// What is paid, in whole minor units of an ISO 4217 currency: for each accepted minute, for each session with a
    /// recording, for each minute of setting up, waiting and recording again.
    public record PayView(String currency, long perAcceptedMinute, long perSession, long perOtherMinute) {
        static PayView of(PayRule rule) {
            return new PayView(
                    rule.currency().getCurrencyCode(),
                    rule.perAcceptedMinute().minorUnits(),
                    rule.perSession().minorUnits(),
                    rule.perOtherMinute().minorUnits());
        }

        PayRule rule() {
            Currency paidIn = currency(Forms.text("currency", currency));
            return new PayRule(
                    new Money(perAcceptedMinute, paidIn),
                    new Money(perSession, paidIn),
                    new Money(perOtherMinute, paidIn));
        }

        private static Currency currency(String code) {
            return Currency.getAvailableCurrencies().stream()
                    .filter(known -> known.getCurrencyCode().equals(code))
                    .findFirst()
                    .orElseThrow(() -> Refusal.badRequest(
                            "currency-unknown", "A currency has three letters of ISO 4217, such as CHF or KES."));
        }
    }

    /// `sentence` goes into data sets as the task; the rest is for the contributor. Without `pay` none is promised.
    /// `change` says what is new in a further version.
    public record NewTask(
            String sentence,
            @Nullable String instructions,
            @Nullable List<String> accepted,
            @Nullable PayView pay,
            @Nullable Integer expectedSeconds,
            @Nullable String change) {
        Draft.Wording wording() {
            var text = new TaskText(
                    Forms.text("sentence", sentence),
                    instructions == null ? "" : instructions,
                    accepted == null ? List.of() : accepted);
            return new Draft.Wording(
                    new Offer(
                            text,
                            List.of(),
                            Optional.ofNullable(pay).map(PayView::rule),
                            Optional.ofNullable(expectedSeconds).map(Duration::ofSeconds)),
                    change == null ? "" : change);
        }
    }

    /// A picture is served at `/pictures/{digest}`.
    public record PictureView(String digest, String alt) {}

    public record TaskView(
            UUID id,
            int version,
            boolean open,
            String sentence,
            String instructions,
            List<String> accepted,
            List<PictureView> pictures,
            @Nullable PayView pay,
            @Nullable Long expectedSeconds,
            String change) {
        static TaskView of(Task task) {
            Offer offer = task.offer();
            return new TaskView(
                    task.id().value(),
                    task.version().version(),
                    task.open(),
                    offer.text().sentence(),
                    offer.text().instructions(),
                    offer.text().accepted(),
                    offer.pictures().stream()
                            .map(picture -> new PictureView(picture.digest(), picture.alt()))
                            .toList(),
                    offer.pay().map(PayView::of).orElse(null),
                    offer.expectedLength().map(Duration::toSeconds).orElse(null),
                    task.change());
        }
    }

    /// One page of open tasks, newest first; `after` is the mark for the next page.
    public record TaskList(List<TaskView> tasks, @Nullable UUID after) {}

    /// Publishes a task. For operators.
    @Post
    TaskView publish(NewTask form, Context context) {
        StaffMember operator = access.operator(context);
        Offer offer = form.wording().offer();
        return TaskView.of(database.inTransaction(tx -> tasks.publish(tx, operator.id(), offer)));
    }

    /// Publishes a further version of an open task; its pictures stay. For operators.
    @Post("/{task}/versions")
    TaskView revise(UUID task, NewTask form, Context context) {
        StaffMember operator = access.operator(context);
        var id = new TaskId(task);
        Draft.Wording wording = form.wording();
        return database.inTransaction(tx -> {
            Task newest = tasks.newest(tx, id).orElseThrow(Refusal.missing());
            Offer offer = wording.offer();
            var next = new Draft.Wording(
                    new Offer(offer.text(), newest.offer().pictures(), offer.pay(), offer.expectedLength()),
                    wording.change());
            return tasks.revise(tx, id, operator.id(), next)
                    .map(TaskView::of)
                    .orElseThrow(() -> Refusal.conflict("task-closed", "This task is closed: open it again first."));
        });
    }

    /// Closes a task: nobody can begin to record it. For operators.
    @Post("/{task}/close")
    TaskView close(UUID task, Context context) {
        access.operator(context);
        database.inTransactionDo(tx -> tasks.close(tx, new TaskId(task)));
        return newest(new TaskId(task));
    }

    /// Opens a closed task again. For operators.
    @Post("/{task}/open")
    TaskView openAgain(UUID task, Context context) {
        access.operator(context);
        database.inTransactionDo(tx -> tasks.openAgain(tx, new TaskId(task)));
        return newest(new TaskId(task));
    }

    private TaskView newest(TaskId task) {
        return database.inTransaction(tx -> tasks.newest(tx, task))
                .map(TaskView::of)
                .orElseThrow(Refusal.missing());
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
