package dev.firsthand.app.release;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.ReleasePreviews.Preview;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskPage;
import gg.jte.generated.precompiled.release.JtelistGenerated;
import gg.jte.generated.precompiled.release.JtenewGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The desk's releases: which there are, and asking for one by a filter, with a look at what it would hold.
public final class ReleasePages {
    private final ReleaseRooms rooms;

    public ReleasePages(ReleaseRooms rooms) {
        this.rooms = rooms;
    }

    public void addTo(RoutesConfig routes, DeskGuard guard) {
        routes.get("/desk/releases", guard.toSee(Role.OPERATOR, this::list));
        routes.post("/desk/releases", guard.making(Role.OPERATOR, this::ask, this::form));
        routes.get("/desk/releases/new", guard.form(Role.OPERATOR, this::look, this::form));
        var one = new OneReleasePages(rooms);
        routes.get("/desk/releases/{release}", guard.toSee(Role.OPERATOR, one::show));
        routes.get("/desk/releases/{release}/card", guard.toSee(Role.OPERATOR, one::card));
        routes.get("/desk/releases/{release}/manifest.json", guard.toSee(Role.OPERATOR, one::manifest));
        var holders = new HolderPages(rooms);
        routes.get("/desk/holders", guard.of(Role.OPERATOR, holders::list));
        routes.post("/desk/holders", guard.making(Role.OPERATOR, holders::register, holders::list));
        routes.get("/desk/holders/{holder}", guard.of(Role.OPERATOR, holders::show));
        routes.post("/desk/holders/{holder}/link", guard.making(Role.OPERATOR, holders::renew, holders::show));
        routes.post("/desk/holders/{holder}/end", guard.of(Role.OPERATOR, holders::end));
    }

    /// One line of the list.
    public record Row(UUID id, String name, String state, String holder, Listed release) {}

    void list(StaffMember member, Context context) {
        Optional<ReleaseId> after =
                Optional.ofNullable(context.queryParam("after")).map(mark -> new ReleaseId(mark(mark)));
        List<Listed> page = rooms.database()
                .inTransaction(tx -> after.map(mark -> rooms.releases().newest(tx, mark))
                        .orElseGet(() -> rooms.releases().newest(tx)));
        Map<HolderId, String> names = rooms.database().inTransaction(this::holders).stream()
                .collect(Collectors.toMap(Holder::id, holder -> holder.form().legalName()));
        List<Row> rows = page.stream()
                .map(release -> row(
                        release,
                        names.getOrDefault(release.requested().request().holder(), "")))
                .toList();
        String next = page.size() < Releases.PAGE_MAX
                ? ""
                : page.getLast().requested().id().value().toString();
        var frame = DeskGuard.frame(context, "releases.title");
        Page.show(context, output -> JtelistGenerated.render(output, null, frame, rows, next));
    }

    private Row row(Listed release, String holder) {
        UUID id = release.requested().id().value();
        String name = release.requested().request().line()
                + release.published().map(found -> " " + found.version()).orElse("");
        return new Row(id, name, ReleaseState.of(release, rooms.runs()).name(), holder, release);
    }

    private static UUID mark(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }

    void form(StaffMember member, Context context) {
        form(context, ReleaseForm.of(context), Optional.empty());
    }

    /// The form, with what it would hold where that is asked.
    void look(StaffMember member, Context context) {
        ReleaseForm form = ReleaseForm.of(context);
        boolean looks = context.queryParam("look") != null;
        form(context, form, looks ? Optional.of(look(form.request())) : Optional.empty());
    }

    private void form(Context context, ReleaseForm form, Optional<Preview> preview) {
        List<Holder> holders = rooms.database().inTransaction(this::holders);
        List<Task> tasks = rooms.database().inTransaction(this::tasks);
        List<String> kinds = Arrays.stream(ReleaseKind.values()).map(Enum::name).toList();
        List<String> outcomes = Arrays.stream(Outcome.values()).map(Enum::name).toList();
        var choices = new Choices(holders, tasks, kinds, outcomes);
        var frame = DeskGuard.frame(context, "release.new");
        Page.show(context, output -> JtenewGenerated.render(output, null, frame, form, choices, preview));
    }

    /// What the form offers.
    public record Choices(List<Holder> holders, List<Task> tasks, List<String> kinds, List<String> outcomes) {}

    private Preview look(ReleaseRequest request) {
        return rooms.previews().look(request).orElseThrow(ReleaseForm::holderMissing);
    }

    void ask(StaffMember member, Context context) {
        ReleaseRequest request = ReleaseForm.of(context).request();
        Page.goTo(context, "/desk/releases/" + rooms.ask(member, request).id().value());
    }

    private List<Holder> holders(Tx tx) {
        return Stream.concat(rooms.holders().own(tx).stream(), rooms.holders().buyers(tx).stream())
                .toList();
    }

    /// The newest open tasks, as many as a release may name.
    private List<Task> tasks(Tx tx) {
        TaskPage first = rooms.tasks().open(tx);
        List<Task> tasks = new ArrayList<>(first.tasks());
        first.after()
                .ifPresent(after -> tasks.addAll(rooms.tasks().open(tx, after).tasks()));
        return tasks;
    }
}
