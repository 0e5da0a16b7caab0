package dev.firsthand.app.release;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.HolderGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.recall.Told;
import dev.firsthand.engine.release.Releases.Listed;
import gg.jte.generated.precompiled.release.JtecopiesGenerated;
import gg.jte.generated.precompiled.release.JtecopyGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a holder sees: their own copies, what is in each, and how to fetch and open it.
public final class CopyPages {
    private final ReleaseRooms rooms;
    private final CopyDoor copies;

    public CopyPages(ReleaseRooms rooms) {
        this.rooms = rooms;
        this.copies = new CopyDoor(rooms);
    }

    public void addTo(RoutesConfig routes, HolderGuard guard) {
        routes.get("/holder", guard.of(this::list));
        routes.get("/holder/copies/{copy}", guard.of(this::show));
    }

    /// One copy of the list. `newest` says that no later one of its name is there.
    public record Row(Listed release, String name, boolean newest, Optional<Told> recalled) {
        /// To the copy, or to the notice about one that is no longer there.
        public String way() {
            return recalled.map(told -> "/holder/recalls/" + told.id())
                    .orElseGet(
                            () -> "/holder/copies/" + release.requested().copy().value());
        }
    }

    /// What the page says of a copy: `address` is where its files are fetched by a program.
    public record Copy(Row row, Card card, FilesPage files, String address) {}

    private void list(Holder holder, Context context) {
        List<Row> rows = rows(holder);
        var frame = frame(context, "copies.title", holder.form().legalName());
        Page.show(context, output -> JtecopiesGenerated.render(output, null, frame, rows));
    }

    /// Newest first, so the first of each name is the newest of that name.
    private List<Row> rows(Holder holder) {
        Set<String> seen = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (Listed release :
                rooms.database().inTransaction(tx -> rooms.releases().publishedTo(tx, holder.id()))) {
            boolean newest = seen.add(release.requested().request().line());
            Optional<Told> recalled = rooms.database()
                    .inTransaction(tx -> rooms.recalling()
                            .notices()
                            .ofRelease(tx, release.requested().id()));
            rows.add(new Row(release, CopyDoor.name(release), newest, recalled));
        }
        return rows;
    }

    private void show(Holder holder, Context context) throws IOException {
        CopyId id = new CopyId(Page.id(context, "copy"));
        Listed release = copies.find(id, holder);
        CopyFiles files = copies.files(release);
        Row row = rows(holder).stream()
                .filter(one -> one.release().requested().copy().equals(id))
                .findFirst()
                .orElse(new Row(release, CopyDoor.name(release), false, Optional.empty()));
        Card card = Card.of(Files.readString(files.folder().resolve("README.md")));
        var copy = new Copy(row, card, FilesPage.of(files, context), Links.to(context, "/copy/" + id.value()));
        var frame = frame(context, "copies.one", row.name());
        Page.show(context, output -> JtecopyGenerated.render(output, null, frame, copy));
    }

    private static Frame frame(Context context, String titleKey, Object... values) {
        Texts texts = Texts.of(context);
        return Frame.holder(texts, texts.say(titleKey, values));
    }
}
