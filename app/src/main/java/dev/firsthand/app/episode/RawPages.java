package dev.firsthand.app.episode;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import gg.jte.generated.precompiled.episode.JterawGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The raw recording, for an operator who says why. The look is a fact before the first byte is sent; it opens for
/// that operator alone, for a while, and not after a restart.
final class RawPages {
    private static final Duration OPEN = Duration.ofMinutes(15);
    private static final int REASON_CHARS_MAX = 500;
    private static final int LOOKS_MAX = 1_000;

    private final EpisodeRooms rooms;
    private final Map<UUID, Look> looks = new ConcurrentHashMap<>();

    RawPages(EpisodeRooms rooms) {
        this.rooms = rooms;
    }

    private record Look(StaffId member, EpisodeId episode, Instant until) {}

    void ask(StaffMember member, Context context) throws IOException {
        Episode episode = episode(context);
        String reason = Page.field(context, "reason");
        if (reason.isEmpty() || reason.length() > REASON_CHARS_MAX) {
            throw Refusal.badRequest(
                            "raw-reason-missing",
                            "Say in 1 to %d characters why the raw recording must be looked at: the reason is recorded."
                                    .formatted(REASON_CHARS_MAX))
                    .at("reason");
        }
        Instant now = rooms.clock().instant();
        looks.values().removeIf(look -> look.until().isBefore(now));
        if (looks.size() >= LOOKS_MAX) {
            throw Refusal.conflict("raw-looks-many", "Too many raw recordings are open. Wait a quarter of an hour.");
        }
        rooms.bytes().recordLook(episode, episode.recording().video(), member, Personal.of(reason));
        UUID look = UUID.randomUUID();
        looks.put(look, new Look(member.id(), episode.id(), now.plus(OPEN)));
        Page.goTo(context, "/desk/episodes/%s/raw/%s".formatted(episode.id().value(), look));
    }

    void show(StaffMember member, Context context) {
        Episode episode = looked(member, context);
        var frame = DeskGuard.frame(context, "raw.title");
        String path = context.path();
        String back = "/desk/episodes/" + episode.id().value();
        Page.show(context, output -> JterawGenerated.render(output, null, frame, path, back, OPEN.toMinutes()));
    }

    void video(StaffMember member, Context context) throws IOException {
        Episode episode = looked(member, context);
        String type = episode.recording().facts().container().contains("webm") ? "video/webm" : "video/mp4";
        rooms.bytes().sendLookedAt(context, episode, episode.recording().video(), member, type);
    }

    /// A look of another, or one that is over, is not there.
    private Episode looked(StaffMember member, Context context) {
        Look look = looks.get(Page.id(context, "look"));
        Episode episode = episode(context);
        boolean open = look != null
                && look.member().equals(member.id())
                && look.episode().equals(episode.id())
                && rooms.clock().instant().isBefore(look.until());
        if (!open) {
            throw Refusal.missing().get();
        }
        return episode;
    }

    private Episode episode(Context context) {
        EpisodeId id = new EpisodeId(Page.id(context, "episode"));
        return rooms.database()
                .inTransaction(tx -> rooms.recorded().episodes().find(tx, id))
                .orElseThrow(Refusal.missing());
    }
}
