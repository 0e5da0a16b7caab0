package dev.firsthand.app.episode;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.staff.StaffMember;
import gg.jte.generated.precompiled.episode.JterawGenerated;
import io.javalin.http.Context;
import java.io.IOException;

/// The raw recording, for an operator who says why.
final class RawPages {
    private final EpisodeRooms rooms;
    private final Looks looks;

    RawPages(EpisodeRooms rooms, Looks looks) {
        this.rooms = rooms;
        this.looks = looks;
    }

    void ask(StaffMember member, Context context) throws IOException {
        Episode episode = looks.episode(context);
        var look = looks.begin(member, context, episode, film(episode).video());
        Page.goTo(context, "/desk/episodes/%s/raw/%s".formatted(episode.id().value(), look));
    }

    void show(StaffMember member, Context context) {
        Episode episode = looked(member, context);
        var frame = DeskGuard.frame(context, "raw.title");
        String path = context.path();
        String back = "/desk/episodes/" + episode.id().value();
        Page.show(context, output -> JterawGenerated.render(output, null, frame, path, back, Looks.OPEN.toMinutes()));
    }

    void video(StaffMember member, Context context) throws IOException {
        Episode episode = looked(member, context);
        FilmedRecording film = film(episode);
        String type = film.facts().container().contains("webm") ? "video/webm" : "video/mp4";
        rooms.bytes().sendLookedAt(context, episode, film.video(), member, type);
    }

    private static FilmedRecording film(Episode episode) {
        return episode.recording().film().orElseThrow(Refusal.missing());
    }

    private Episode looked(StaffMember member, Context context) {
        Episode episode = looks.episode(context);
        looks.require(member, context, film(episode).video());
        return episode;
    }
}
