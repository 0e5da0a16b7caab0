package dev.firsthand.app.web;

import dev.firsthand.app.page.Download;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.release.CopyId;
import dev.firsthand.engine.release.ReleaseFolders;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.store.Database;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A holder's own copies, file by file.
@Controller("/copy")
final class CopyController {
    private final Database database;
    private final Access access;
    private final Releases releases;
    private final ReleaseFolders folders;

    CopyController(Database database, Access access, Releases releases, ReleaseFolders folders) {
        this.database = database;
        this.access = access;
        this.releases = releases;
        this.folders = folders;
    }

    public record FileView(String path, long sizeBytes) {}

    public record FileList(List<FileView> files) {}

    /// The files of one copy.
    @Get("/{copy}")
    FileList files(UUID copy, Context context) throws IOException {
        Path folder = folder(copy, context);
        try (Stream<Path> files = Files.walk(folder)) {
            return new FileList(files.filter(Files::isRegularFile)
                    .map(file -> new FileView(
                            folder.relativize(file).toString(), file.toFile().length()))
                    .sorted(Comparator.comparing(FileView::path))
                    .toList());
        }
    }

    /// One file of a copy.
    @Get("/{copy}/<path>")
    void file(UUID copy, String path, Context context) throws IOException {
        Path folder = folder(copy, context);
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            throw Refusal.missing().get();
        }
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            new Download(bytes, type(file)).send(context);
        }
    }

    private Path folder(UUID copy, Context context) {
        Holder holder = access.holder(context);
        CopyId id = new CopyId(copy);
        return database.inTransaction(tx -> releases.publishedCopy(tx, id, holder.id()))
                .map(release -> folders.published(release.copy()))
                .orElseThrow(Refusal.missing());
    }

    private static String type(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".json")) {
            return "application/json";
        }
        if (name.endsWith(".md") || name.equals("SHA256SUMS")) {
            return "text/plain; charset=utf-8";
        }
        return name.endsWith(".mp4") ? "video/mp4" : "application/octet-stream";
    }
}
