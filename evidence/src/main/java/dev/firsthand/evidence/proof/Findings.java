package dev.firsthand.evidence.proof;

import java.util.List;

/// Hears what a check finds, in the order of the bundle.
interface Findings {
    /// Of the checkpoint, a statement, the files or one of them, or the release.
    void part(PartResult result);

    void episode(PartResult result);

    /// A file in the copy's folder that the release says nothing of.
    void unnamed(String path);

    /// Who cosigned the checkpoint, the operator's own left out.
    void witnesses(List<String> independent);
}
