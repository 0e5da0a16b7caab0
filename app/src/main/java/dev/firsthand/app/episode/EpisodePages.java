package dev.firsthand.app.episode;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.SharedPages;
import dev.firsthand.engine.staff.Role;
import io.javalin.config.RoutesConfig;

/// The addresses of the pages about recordings. Auditors see them without pictures.
public final class EpisodePages {
    private final EpisodeRooms rooms;

    public EpisodePages(EpisodeRooms rooms) {
        this.rooms = rooms;
    }

    public void addTo(RoutesConfig routes, DeskGuard guard, SharedPages shared) {
        var lists = new ListPages(rooms);
        routes.get("/desk/sessions", guard.toSee(Role.REVIEWER, shared.of(lists::sessions)));
        routes.get("/desk/episodes", guard.toSee(Role.REVIEWER, shared.of(lists::episodes)));
        var one = new EpisodePage(rooms);
        routes.get("/desk/episodes/{episode}", guard.toSee(Role.REVIEWER, one::show));
        routes.get("/desk/episodes/{episode}/video", guard.of(Role.REVIEWER, one::video));
        var looks = new Looks(rooms);
        var raw = new RawPages(rooms, looks);
        routes.post("/desk/episodes/{episode}/raw", guard.making(Role.OPERATOR, raw::ask, one::show));
        routes.get("/desk/episodes/{episode}/raw/{look}", guard.of(Role.OPERATOR, raw::show));
        routes.get("/desk/episodes/{episode}/raw/{look}/video", guard.of(Role.OPERATOR, raw::video));
        var motion = new MotionPages(rooms, looks);
        routes.post("/desk/episodes/{episode}/motion", guard.making(Role.OPERATOR, motion::ask, one::show));
        routes.get("/desk/episodes/{episode}/motion/{look}", guard.of(Role.OPERATOR, motion::show));
        routes.get("/desk/episodes/{episode}/motion/{look}/figures", guard.of(Role.OPERATOR, motion::figures));
    }
}
