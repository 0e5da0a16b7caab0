package dev.firsthand.app.episode;

import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Looks at what is raw, each for a reason. A look is a fact before the first byte is sent; it opens one sealed file
/// for that operator alone, for a while, and not after a restart.
final class Looks {
    static final Duration OPEN = Duration.ofMinutes(15);
    private static final int REASON_CHARS_MAX = 500;
    private static final int LOOKS_MAX = 1_000;

    private final EpisodeRooms rooms;
    private final Map<UUID, Look> looks = new ConcurrentHashMap<>();

    Looks(EpisodeRooms rooms) {
        this.rooms = rooms;
    }

    private record Look(StaffId member, ObjectId object, Instant until) {}

    /// For the reason that the form gives.
    UUID begin(StaffMember member, Context context, Episode episode, ObjectId object) throws IOException {
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
        rooms.bytes().recordLook(episode, object, member, Personal.of(reason));
        UUID look = UUID.randomUUID();
        looks.put(look, new Look(member.id(), object, now.plus(OPEN)));
        return look;
    }

    /// A look of another, at another file, or one that is over, is not there.
    void require(StaffMember member, Context context, ObjectId object) {
        Look look = looks.get(Page.id(context, "look"));
        boolean open = look != null
                && look.member().equals(member.id())
                && look.object().equals(object)
                && rooms.clock().instant().isBefore(look.until());
        if (!open) {
            throw Refusal.missing().get();
        }
    }

    /// The episode of the address.
    Episode episode(Context context) {
        EpisodeId id = new EpisodeId(Page.id(context, "episode"));
        return rooms.database()
                .inTransaction(tx -> rooms.recorded().episodes().find(tx, id))
                .orElseThrow(Refusal.missing());
    }
}
