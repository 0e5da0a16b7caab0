package dev.firsthand.app.release;

import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.copy.CopyShelf;
import dev.firsthand.engine.copy.Downloads;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.release.ReleaseFolders;
import dev.firsthand.engine.release.ReleasePreviews;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;

/// The rooms that the pages of releases and holders speak for.
public record ReleaseRooms(
        Database database,
        Releases releases,
        ReleasePreviews previews,
        Copies copies,
        Holders holders,
        Tasks tasks,
        RunViews runs) {
    /// Finished copies, and what was fetched of them.
    public record Copies(ReleaseFolders folders, CopyShelf shelf, Downloads downloads) {}
}
