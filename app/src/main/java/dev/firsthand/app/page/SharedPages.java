package dev.firsthand.app.page;

import dev.firsthand.app.page.DeskGuard.MembersPage;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Pages of the desk that look alike to everybody of one role. When open pages ask again (`live.js` says so in a
/// header), each is made once after a change, and all of them get it. Who comes to a page gets it fresh.
public final class SharedPages {
    static final String AGAIN = "Firsthand-Live";
    private static final int KEPT_MAX = 64;

    private final Live live;
    private final Map<Key, Made> kept = new ConcurrentHashMap<>();
    private final Object making = new Object();

    public SharedPages(Live live) {
        this.live = live;
    }

    /// Whatever a page may depend on but the data behind it.
    private record Key(Role role, boolean asked, String language, String path, String query) {
        static Key of(StaffMember member, Context context) {
            return new Key(
                    member.role(),
                    DeskGuard.asksForPassword(context),
                    Texts.of(context).language(),
                    context.path(),
                    String.valueOf(context.queryString()));
        }
    }

    private record Made(long version, String html) {}

    public MembersPage of(MembersPage page) {
        return (member, context) -> {
            if (context.header(AGAIN) == null) {
                page.show(member, context);
            } else {
                again(page, member, context);
            }
        };
    }

    /// One at a time: the first after a change makes the page, those who waited for it take what was made.
    private void again(MembersPage page, StaffMember member, Context context) throws IOException {
        Key key = Key.of(member, context);
        synchronized (making) {
            long version = live.version();
            Made made = kept.get(key);
            if (made == null || made.version() != version) {
                page.show(member, context);
                keep(key, new Made(version, String.valueOf(context.result())));
                return;
            }
            context.header("Cache-Control", "no-store");
            context.html(made.html());
        }
    }

    private void keep(Key key, Made made) {
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        kept.put(key, made);
    }
}
