package dev.firsthand.engine.contributor;

import java.util.List;
import java.util.Optional;

/// Some contributors, who joined last first, and after whom the next page starts, if there is one.
public record ContributorPage(List<Contributor> contributors, Optional<ContributorId> after) {
    public ContributorPage {
        contributors = List.copyOf(contributors);
    }
}
