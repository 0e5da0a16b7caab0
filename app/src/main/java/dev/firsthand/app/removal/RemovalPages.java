package dev.firsthand.app.removal;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Stuck;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.privacy.Doubt;
import dev.firsthand.engine.removal.Removal;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.store.Tx;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The addresses of removal.
public final class RemovalPages {
    private final RemovalDesk rooms;

    public RemovalPages(RemovalDesk rooms) {
        this.rooms = rooms;
    }

    public void addTo(RoutesConfig routes, DeskGuard desk, OwnGuard own) {
        var code = new CodePages(rooms);
        routes.get("/me/home", own.of(code::show));
        routes.post("/me/home", own.of(code::renew));
        routes.post("/me/recordings/{session}/declare", own.of(code::declare));
        var asking = new AskPages(rooms);
        routes.get("/door/{code}", Page.told(asking::show));
        routes.post(
                "/door/{code}",
                Page.told(context -> Form.send(context, () -> asking.ask(context), () -> asking.show(context))));
        routes.get("/removal/{link}", Page.told(asking::follow));
        routes.post("/removal/{link}", Page.told(asking::appeal));
        var deciding = new DecidePages(rooms);
        String one = "/desk/removals/{removal}";
        routes.get("/desk/removals", desk.of(Role.REVIEWER, deciding::list));
        routes.get(one, desk.of(Role.REVIEWER, deciding::show));
        routes.post(one, desk.form(Role.REVIEWER, deciding::decide, deciding::show));
    }

    /// At the front page from the moment of asking on.
    public List<Stuck> stuck(Tx tx, Texts texts) {
        return Stream.of(asked(tx, texts), openedAgain(tx, texts))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Stuck> asked(Tx tx, Texts texts) {
        List<Removal> open = rooms.removals().open(tx);
        return open.stream()
                .min(Comparator.comparing(Removal::decideBy))
                .map(first -> new Stuck(
                        texts.say("stuck.removals", open.size()),
                        first.askedAt(),
                        texts.say("stuck.removals.why", texts.moment(first.decideBy())),
                        texts.say("stuck.removals.next"),
                        "/desk/removals"));
    }

    private static Optional<Stuck> openedAgain(Tx tx, Texts texts) {
        Map<EpisodeId, Instant> opened = new HashMap<>();
        Doubt.standing(tx).forEach(doubt -> doubt.openedAgain().ifPresent(at -> opened.put(doubt.episode(), at)));
        return opened.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(first -> new Stuck(
                        texts.say("stuck.opened", opened.size()),
                        first.getValue(),
                        texts.say("stuck.opened.why"),
                        texts.say("stuck.opened.next"),
                        "/desk/episodes/" + first.getKey().value()));
    }
}
