package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.merkle.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The signed trees of a bundle by the names of their checkpoints: that of the log, and those of logs that had ended
/// before.
record Trees(Map<String, Tree> byName) {
    /// The checkpoint of the log, which every bundle begins with.
    static final String LOG = "log";

    static final Trees NONE = new Trees(Map.of());

    Trees {
        byName = Map.copyOf(byName);
    }

    Optional<Tree> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Trees with(String name, Tree tree) {
        var more = new LinkedHashMap<>(byName);
        more.put(name, tree);
        return new Trees(more);
    }
}
