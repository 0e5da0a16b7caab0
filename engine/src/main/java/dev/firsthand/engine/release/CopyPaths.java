package dev.firsthand.engine.release;

import java.util.List;

/// Which files of a copy are one episode's alone.
public final class CopyPaths {
    private CopyPaths() {}

    /// By its place in the copy.
    public static List<String> ofEpisode(int index) {
        return List.of(CopyLayout.video(index), CopyLayout.mcap(index));
    }
}
