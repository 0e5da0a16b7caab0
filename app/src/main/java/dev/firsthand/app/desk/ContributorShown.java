package dev.firsthand.app.desk;

import dev.firsthand.engine.contributor.Contributor;
import java.time.Duration;
import java.util.List;

/// A contributor as the desk sees them: `purposes` are the wire names of those that a yes stands for, `accepted` how
/// much of what they recorded was.
public record ContributorShown(
        Contributor contributor,
        String country,
        String language,
        int sessions,
        Duration accepted,
        List<String> purposes) {
    public ContributorShown {
        purposes = List.copyOf(purposes);
    }

    /// The start of a random name: enough to tell people apart in a talk, and nothing about them.
    public String shortName() {
        return contributor.id().value().toString().substring(0, 8);
    }
}
