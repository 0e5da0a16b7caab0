package dev.firsthand.recording.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Names under which readers find frames: each once, none of them the room's. Files repeat names, and call ends alike.
final class FrameNames {
    private FrameNames() {}

    static List<String> of(List<String> names) {
        var taken = new HashSet<String>();
        taken.add(MovingFrame.WORLD);
        var once = new ArrayList<String>();
        for (String name : names) {
            String plain = name.replaceAll("\\p{Cntrl}", "_");
            String free = plain;
            for (int n = 2; !taken.add(free); n++) {
                free = plain + " " + n;
            }
            once.add(free);
        }
        return once;
    }
}
