package dev.firsthand.bench.serve;

import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.report.Html;
import dev.firsthand.bench.world.Room;
import java.util.List;

/// The room that one stands in, from above, as far as it is seen. The list beside it says the same in words.
final class FloorPlan {
    private static final int MARGIN_MM = 400;
    private static final int MARK_MM = 260;

    private FloorPlan() {}

    /// @param marked things of the room, each with its place in this list, from 1, as its number
    static String svg(Room room, Sighting robot, List<Sighting> marked) {
        var marks = new StringBuilder();
        for (int i = 0; i < marked.size(); i++) {
            Sighting one = marked.get(i);
            marks.append(mark(room, one, one.isPerson() ? "person" : "thing", Integer.toString(i + 1)));
        }
        int width = room.eastMm() - room.westMm();
        int depth = room.northMm() - room.southMm();
        return """
                <div class="film room-plan"><svg viewBox="%d %d %d %d" role="img" aria-label="The %s from above; numbers as in the list">
                <rect class="room" width="%d" height="%d"/>
                %s%s</svg></div>
                """.formatted(
                        -MARGIN_MM,
                        -MARGIN_MM,
                        width + 2 * MARGIN_MM,
                        depth + 2 * MARGIN_MM,
                        Html.escaped(room.type().replace('_', ' ')),
                        width,
                        depth,
                        marks,
                        mark(room, robot, "robot", "R"));
    }

    /// North is up.
    private static String mark(Room room, Sighting one, String kind, String text) {
        int x = one.xMm() - room.westMm();
        int y = room.northMm() - one.yMm();
        return """
                <circle class="%s" cx="%d" cy="%d" r="%d"/><text x="%d" y="%d" font-size="300" text-anchor="middle">%s</text>
                """.formatted(kind, x, y, MARK_MM, x, y + 100, text);
    }

    static Room room(View view) {
        return view.floors().stream()
                .filter(floor -> floor.handle() == view.room())
                .findFirst()
                .orElseThrow()
                .room();
    }
}
