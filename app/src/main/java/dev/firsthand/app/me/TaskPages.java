package dev.firsthand.app.me;

import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.capture.Place;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.Step;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.household.Household;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.rules.Beginning.Kind;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import gg.jte.generated.precompiled.me.JtetaskGenerated;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A task to read and to begin: what is asked, what is accepted, what is paid.
final class TaskPages {
    /// A page that lay open longer was not read all that time, so nobody measured anything.
    private static final Duration READING_MAX = Duration.ofMinutes(30);

    private final MyRooms rooms;

    TaskPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Task task = newest(contributor, context);
        Instant now = rooms.capture().now();
        Optional<Household> household =
                rooms.database().inTransaction(tx -> rooms.households().find(tx, contributor.id()));
        var frame = MyPages.frame(context, "task.title", task.text().sentence());
        Page.show(context, output -> JtetaskGenerated.render(output, null, frame, task, household, now));
    }

    /// Who starts agrees to what the page showed: a version that was published meanwhile has to be read first.
    void start(Contributor contributor, Context context) {
        Task task = newest(contributor, context);
        String read = Page.field(context, "version");
        if (!read.isEmpty() && !read.equals(Integer.toString(task.version().version()))) {
            throw Refusal.conflict(
                    "task-changed", "The task was changed while you read it. Go back, read it again, then start.");
        }
        Set<ResidentId> absent = context.formParams("absent").stream()
                .map(id -> new ResidentId(Page.id(id)))
                .collect(Collectors.toSet());
        var start = new Start(contributor.id(), task.version(), Page.field(context, "device"), place(context), absent);
        StartResult result = rooms.database().inTransaction(tx -> {
            StartResult started = rooms.capture().start(tx, start);
            if (started instanceof StartResult.Started(var session)) {
                noteReading(tx, session, Page.field(context, "opened"));
            }
            return started;
        });
        switch (result) {
            case StartResult.Started(var session) ->
                Page.goTo(context, "/me/recordings/" + session.id().value());
            case StartResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        }
    }

    /// A form that says nothing of the place is of the time before it was asked.
    private static Place place(Context context) {
        String kind = Page.field(context, "place");
        return Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .map(known ->
                        new Place(known, Page.field(context, "place-record").toUpperCase(Locale.ROOT)))
                .orElse(Place.HOME);
    }

    private void noteReading(Tx tx, Session session, String opened) {
        try {
            Duration reading = Duration.between(Instant.parse(opened), session.startedAt());
            if (!reading.isNegative() && reading.compareTo(READING_MAX) <= 0) {
                rooms.capture().stateStep(tx, session.id(), session.contributor(), Step.Kind.READING, reading);
            }
        } catch (DateTimeException unsaid) {
            return; // a form without the page's own time says nothing about reading
        }
    }

    private Task newest(Contributor contributor, Context context) {
        TaskId id = new TaskId(Page.id(context, "task"));
        return rooms.database()
                .inTransaction(tx -> rooms.tasks().newest(tx, id))
                .filter(task -> contributor.isOffered(id.value()))
                .orElseThrow(Refusal.missing());
    }
}
