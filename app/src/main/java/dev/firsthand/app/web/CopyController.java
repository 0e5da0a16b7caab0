package dev.firsthand.app.web;

import dev.firsthand.app.release.CopyDoor;
import dev.firsthand.engine.copy.CopyId;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/// A holder's own copies, file by file or as one archive.
@Controller("/copy")
final class CopyController {
    private final Access access;
    private final CopyDoor copies;

    CopyController(Access access, CopyDoor copies) {
        this.access = access;
        this.copies = copies;
    }

    public record FileView(String path, long sizeBytes, String sha256) {}

    public record FileList(List<FileView> files) {}

    /// The files of one copy.
    @Get("/{copy}")
    FileList files(UUID copy, Context context) throws IOException {
        var release = copies.find(new CopyId(copy), access.holder(context));
        return new FileList(copies.files(release).files().stream()
                .map(file -> new FileView(file.path(), file.sizeBytes(), file.sha256()))
                .toList());
    }

    /// One file of a copy, or `all.tar`, the whole of it as one archive; with ranges.
    @Get("/{copy}/<path>")
    void file(UUID copy, String path, Context context) throws IOException {
        copies.send(context, access.holder(context), new CopyId(copy), path);
    }
}
