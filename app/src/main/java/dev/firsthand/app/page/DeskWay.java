package dev.firsthand.app.page;

import dev.firsthand.engine.staff.Role;
import java.util.Arrays;
import java.util.List;

/// The desk's navigation, in the order in which a recording passes.
enum DeskWay {
    FRONT("/desk", Role.REVIEWER),
    TASKS("/desk/tasks", Role.OPERATOR),
    INVITATIONS("/desk/invitations", Role.OPERATOR),
    QUEUE("/desk/queue", Role.REVIEWER),
    RELEASES("/desk/releases", Role.OPERATOR),
    HOLDERS("/desk/holders", Role.OPERATOR),
    MEMBERS("/desk/members", Role.OPERATOR);

    private final String path;
    private final Role needed;

    DeskWay(String path, Role needed) {
        this.path = path;
        this.needed = needed;
    }

    /// The ways that are open to this role, seen from the page at `here`.
    static List<Frame.Way> open(Role role, String here, Texts texts) {
        return Arrays.stream(values())
                .filter(way -> role.covers(way.needed))
                .map(way -> new Frame.Way(way.path, texts.say("way." + way.name()), way.leadsTo(here)))
                .toList();
    }

    private boolean leadsTo(String here) {
        return here.equals(path) || (this != FRONT && here.startsWith(path + "/"));
    }
}
