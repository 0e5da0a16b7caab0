package dev.firsthand.app.episode;

import dev.firsthand.app.episode.Shown.Choice;
import dev.firsthand.app.episode.Shown.Line;
import dev.firsthand.app.episode.Shown.Lines;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.capture.SessionFilter;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.release.ContributorReleases;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskVersion;
import gg.jte.generated.precompiled.episode.JtelinesGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sessions and episodes, newest first, narrowed by state and task. A page is six queries, whichever page it is.
final class ListPages {
    /// In these, programs work: what their runs say is worth asking.
    private static final Set<SessionStage> WORKING =
            EnumSet.of(SessionStage.OPENING, SessionStage.CHECKING, SessionStage.REDACTING);

    private final EpisodeRooms rooms;

    ListPages(EpisodeRooms rooms) {
        this.rooms = rooms;
    }

    void sessions(StaffMember member, Context context) {
        show(context, "/desk/sessions", EnumSet.allOf(SessionStage.class));
    }

    void episodes(StaffMember member, Context context) {
        show(context, "/desk/episodes", SessionStage.withEpisode());
    }

    private void show(Context context, String path, Set<SessionStage> all) {
        Texts texts = Texts.of(context);
        Optional<SessionStage> stage = stage(context, all);
        Optional<TaskId> task = Page.queried(context, "task").map(TaskId::new);
        Optional<SessionId> after = Page.queried(context, "after").map(SessionId::new);
        var filter = new SessionFilter(stage.map(Set::of).orElse(all), task);
        Lines lines =
                rooms.database().inTransaction(tx -> lines(tx, new Asked(path, all, stage, filter), after, texts));
        boolean first = after.isEmpty();
        var frame = DeskGuard.frame(context, path.equals("/desk/sessions") ? "sessions.title" : "episodes.title");
        Page.show(context, output -> JtelinesGenerated.render(output, null, frame, lines, first));
    }

    private record Asked(String path, Set<SessionStage> all, Optional<SessionStage> stage, SessionFilter filter) {
        String address(String more) {
            return path + "?state=" + stage.map(Enum::name).orElse("") + "&task="
                    + filter.task().map(task -> task.value().toString()).orElse("") + more;
        }
    }

    private static Optional<SessionStage> stage(Context context, Set<SessionStage> all) {
        String name = context.queryParam("state");
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(all.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(Refusal.missing()));
    }

    private Lines lines(Tx tx, Asked asked, Optional<SessionId> after, Texts texts) {
        SessionList.Page page = SessionList.page(tx, asked.filter(), after);
        List<SessionLine> found = page.lines();
        Map<TaskVersion, Task> tasks = rooms.recorded()
                .tasks()
                .find(tx, found.stream().map(SessionLine::task).collect(Collectors.toSet()));
        Map<SessionId, Taken> taken = rooms.recorded()
                .episodes()
                .ofSessions(tx, found.stream().map(SessionLine::id).toList());
        Map<UUID, List<RunStatus>> runs = runs(found, taken);
        Set<EpisodeId> held = ContributorReleases.held(
                tx, taken.values().stream().map(Taken::episode).toList());
        Instant now = rooms.clock().instant();
        List<Line> lines = found.stream()
                .map(line -> line(
                        line,
                        asked,
                        Optional.ofNullable(tasks.get(line.task())),
                        new Became(Optional.ofNullable(taken.get(line.id())), runs, held),
                        now,
                        texts))
                .toList();
        return new Lines(
                asked.path(),
                states(asked, texts),
                tasks(tx, asked.filter().task()),
                lines,
                page.after()
                        .map(mark -> asked.address("&after=" + mark.value()))
                        .orElse(""));
    }

    private Map<UUID, List<RunStatus>> runs(List<SessionLine> found, Map<SessionId, Taken> taken) {
        List<UUID> subjects = found.stream()
                .filter(line -> WORKING.contains(line.stage()))
                .flatMap(line -> Stream.concat(
                        Stream.of(line.id().value()),
                        Optional.ofNullable(taken.get(line.id())).stream()
                                .map(episode -> episode.episode().value())))
                .toList();
        return subjects.isEmpty() ? Map.of() : rooms.recorded().runs().all(subjects);
    }

    /// What became of a session: its episode or refusal, the runs that work on it, and which episodes are released.
    private record Became(Optional<Taken> taken, Map<UUID, List<RunStatus>> runs, Set<EpisodeId> held) {
        boolean isReleased() {
            return taken.filter(became -> held.contains(became.episode())).isPresent();
        }

        /// To its episode; empty while there is none.
        String way() {
            return taken.filter(became -> became.refusal().isEmpty())
                    .map(became -> "/desk/episodes/" + became.episode().value())
                    .orElse("");
        }

        List<RunStatus> runs(SessionLine line) {
            List<RunStatus> all = new ArrayList<>(runs.getOrDefault(line.id().value(), List.of()));
            taken.map(episode -> runs.getOrDefault(episode.episode().value(), List.of()))
                    .ifPresent(all::addAll);
            return all;
        }
    }

    private static Line line(
            SessionLine line, Asked asked, Optional<Task> task, Became became, Instant now, Texts texts) {
        String waits = became.taken()
                .flatMap(Taken::refusal)
                .map(refused -> texts.sayOr("refusal." + refused.code(), refused.message()))
                .or(() -> RunWords.fault(became.runs(line), texts))
                .orElseGet(() -> waits(line.stage(), became.isReleased(), texts));
        String begun = texts.say("sessions.begun", texts.age(Duration.between(line.startedAt(), now)));
        return new Line(
                became.way(),
                task.map(found -> found.text().sentence()).orElse(""),
                asked.path() + "?task=" + line.task().task().value(),
                contributor(line.contributor().value()),
                texts.say("stage." + line.stage().name()),
                waits,
                line.recorded()
                        .map(length -> texts.say("sessions.long", begun, Texts.clock(length.toNanos())))
                        .orElse(begun));
    }

    /// What comes next for a recording in this state.
    static String waits(SessionStage stage, boolean released, Texts texts) {
        return texts.say(stage == SessionStage.REVIEWED && released ? "waits.RELEASED" : "waits." + stage.name());
    }

    /// Enough of a random name to tell people apart on a page, and no more.
    static String contributor(UUID contributor) {
        return contributor.toString().substring(0, 8);
    }

    private static List<Choice> states(Asked asked, Texts texts) {
        List<Choice> states = new ArrayList<>();
        states.add(
                new Choice("", texts.say("sessions.every-state"), asked.stage().isEmpty()));
        asked.all().stream()
                .sorted()
                .map(stage -> new Choice(
                        stage.name(),
                        texts.say("stage." + stage.name()),
                        asked.stage().equals(Optional.of(stage))))
                .forEach(states::add);
        return states;
    }

    /// The newest open tasks, and the one that was chosen; a task of a line is chosen at the line.
    private List<Choice> tasks(Tx tx, Optional<TaskId> chosen) {
        Collection<Task> open = rooms.recorded().tasks().open(tx).tasks();
        Stream<Task> other = chosen
                .filter(id -> open.stream().noneMatch(task -> task.id().equals(id)))
                .flatMap(id -> rooms.recorded().tasks().newest(tx, id))
                .stream();
        return Stream.concat(other, open.stream())
                .map(task -> new Choice(
                        task.id().value().toString(), task.text().sentence(), chosen.equals(Optional.of(task.id()))))
                .toList();
    }
}
