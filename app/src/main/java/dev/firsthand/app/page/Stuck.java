package dev.firsthand.app.page;

import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.util.List;

/// One thing at the desk that does not go on by itself: what it is, since when, why, and what somebody can do. `way`
/// leads to the page where that is done; it may be empty. In the reader's words already.
public record Stuck(String what, Instant since, String why, String next, String way) {
    /// Looks for stuck things of one kind. Asked by every look at the front page: cheap, and a handful at most.
    @FunctionalInterface
    public interface Kind {
        List<Stuck> look(Tx tx, Texts texts);
    }
}
