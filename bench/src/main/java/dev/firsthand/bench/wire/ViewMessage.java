package dev.firsthand.bench.wire;

import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.world.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a robot sees and hears, as messages of `home/1`. Columns, not rows: one list for each property of what is
/// visible.
public final class ViewMessage {
    private static final int MINUTES_IN_DAY = 24 * 60;

    private ViewMessage() {}

    /// What is said once, before the first decision.
    public static Map<String, Object> reset(View view, String episode) {
        var rooms = new ArrayList<Map<String, Object>>();
        for (View.Floor floor : view.floors()) {
            rooms.add(Map.of(
                    "handle", floor.handle(),
                    "type", floor.room().type(),
                    "rect_mm",
                            List.of(
                                    floor.room().westMm(),
                                    floor.room().southMm(),
                                    floor.room().eastMm(),
                                    floor.room().northMm())));
        }
        return new TreeMap<>(Map.of(
                "op", "reset", "episode", episode, "map", rooms, "self", view.self(), "substances", view.substances()));
    }

    public static Map<String, Object> observe(View view, String episode) {
        var message = new TreeMap<String, Object>();
        message.put("op", "decide");
        message.put("episode", episode);
        message.put("t_ms", view.nowMs());
        message.put("day", 1 + view.localMinutes() / MINUTES_IN_DAY);
        message.put("local_time", "%02d:%02d".formatted(view.localMinutes() / 60 % 24, view.localMinutes() % 60));
        message.put(
                "self",
                Map.of(
                        "handle", view.self(),
                        "room", view.room(),
                        "last_action", view.lastReason().name().toLowerCase(Locale.ROOT)));
        message.put("visible", visible(view));
        message.put("heard", heard(view));
        return message;
    }

    private static Map<String, Object> visible(View view) {
        var handles = new ArrayList<Integer>();
        var categories = new ArrayList<String>();
        var x = new ArrayList<Integer>();
        var y = new ArrayList<Integer>();
        var parents = new ArrayList<Integer>();
        var relations = new ArrayList<String>();
        var flags = new ArrayList<Integer>();
        for (int row = 0; row < view.visible(); row++) {
            handles.add(view.handle(row));
            categories.add(view.category(row));
            x.add(view.xMm(row));
            y.add(view.yMm(row));
            parents.add(view.parent(row));
            relations.add(view.relation(row).name().toLowerCase(Locale.ROOT));
            flags.add(view.flags(row) & ~Flag.UNSEEN.bit());
        }
        return Map.of(
                "handle", handles,
                "category", categories,
                "x_mm", x,
                "y_mm", y,
                "parent", parents,
                "relation", relations,
                "flags", flags);
    }

    private static List<Map<String, Object>> heard(View view) {
        var heard = new ArrayList<Map<String, Object>>();
        for (View.Heard one : view.heard()) {
            heard.add(Map.of(
                    "speaker", one.speaker(),
                    "act", one.act().name().toLowerCase(Locale.ROOT),
                    "about", one.about(),
                    "language", one.language(),
                    "text", one.words()));
        }
        return heard;
    }
}
