package dev.firsthand.app.page;

import dev.firsthand.engine.staff.Role;
import java.util.Arrays;
import java.util.List;

/// The desk's navigation, in the order in which a recording passes.
enum DeskWay {
    FRONT("/desk"),
    TASKS("/desk/tasks"),
    NOTICES("/desk/notices"),
    CONSENT("/desk/consent"),
    INVITATIONS("/desk/invitations"),
    CONTRIBUTORS("/desk/contributors"),
    SESSIONS("/desk/sessions"),
    QUEUE("/desk/queue"),
    REMOVALS("/desk/removals"),
    EPISODES("/desk/episodes"),
    RELEASES("/desk/releases"),
    HOLDERS("/desk/holders"),
    RECALLS("/desk/recalls"),
    WITHDRAWALS("/desk/withdrawals"),
    RULES("/desk/rules"),
    LOG("/desk/log"),
    MEMBERS("/desk/members"),
    ACCOUNT("/desk/account");

    private final String path;

    DeskWay(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    private boolean openTo(Role role) {
        return switch (this) {
            case FRONT, ACCOUNT -> true;
            case TASKS, CONSENT, RELEASES, RECALLS, WITHDRAWALS, RULES -> role.sees(Role.OPERATOR);
            case NOTICES, SESSIONS, EPISODES, LOG -> role.sees(Role.REVIEWER);
            case INVITATIONS, CONTRIBUTORS, HOLDERS, MEMBERS -> role.covers(Role.OPERATOR);
            case QUEUE, REMOVALS -> role.covers(Role.REVIEWER);
        };
    }

    /// The ways that are open to this role, seen from the page at `here`.
    static List<Frame.Way> open(Role role, String here, Texts texts) {
        return Arrays.stream(values())
                .filter(way -> way.openTo(role))
                .map(way -> new Frame.Way(way.path, texts.say("way." + way.name()), way.leadsTo(here)))
                .toList();
    }

    private boolean leadsTo(String here) {
        return here.equals(path) || (this != FRONT && here.startsWith(path + "/"));
    }
}
