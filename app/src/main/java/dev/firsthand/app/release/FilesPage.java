package dev.firsthand.app.release;

import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import io.javalin.http.Context;
import java.util.List;

/// A page of the files of a copy; `next` is its number, 0 when this is the last one. Pages count from 1.
public record FilesPage(List<FileDigest> files, int count, long sizeBytes, int next) {
    private static final int PAGE_MAX = 100;

    public FilesPage {
        files = List.copyOf(files);
    }

    static FilesPage of(CopyFiles copy, Context context) {
        String asked = context.queryParam("files");
        int page = asked != null && asked.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(asked) : 1;
        List<FileDigest> all = copy.files();
        int from = Math.min((page - 1) * PAGE_MAX, all.size());
        int to = Math.min(from + PAGE_MAX, all.size());
        return new FilesPage(all.subList(from, to), all.size(), copy.sizeBytes(), to < all.size() ? page + 1 : 0);
    }
}
