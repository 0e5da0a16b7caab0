package dev.firsthand.engine.copy;

/// The version of one line of releases. The first is 1.0.0; the minor number grows when episodes came, the major one
/// when an episode that was in the last version has left: whoever trains on a line sees a removal in its name.
public record ReleaseVersion(int major, int minor) {
    public static final ReleaseVersion FIRST = new ReleaseVersion(1, 0);

    public ReleaseVersion next(boolean episodeLeft) {
        return episodeLeft ? new ReleaseVersion(major + 1, 0) : new ReleaseVersion(major, minor + 1);
    }

    @Override
    public String toString() {
        return major + "." + minor + ".0";
    }
}
