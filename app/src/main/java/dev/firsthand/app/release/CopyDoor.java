package dev.firsthand.app.release;

import dev.firsthand.app.page.Download;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.release.Releases.Requested;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;

/// Finds a holder's own copy and sends its files, or all of them as one archive. What is fetched is kept, so
/// that the desk sees whether a copy has arrived.
public final class CopyDoor {
    /// What the archive of a whole copy is called among its files; none of them has this name.
    public static final String ARCHIVE = "all.tar";

    private final ReleaseRooms rooms;

    public CopyDoor(ReleaseRooms rooms) {
        this.rooms = rooms;
    }

    /// A copy that is published and this holder's. Another holder's looks as if it were not there.
    public Listed find(CopyId copy, Holder holder) {
        return rooms.database()
                .inTransaction(tx -> rooms.releases().publishedCopy(tx, copy, holder.id()))
                .orElseThrow(Refusal.missing());
    }

    /// The files of a copy, while they are there.
    public CopyFiles files(Listed release) throws IOException {
        refuse(release);
        CopyId copy = release.requested().copy();
        return rooms.copies().shelf().files(copy, rooms.copies().folders().published(copy), name(release));
    }

    private void refuse(Listed release) {
        refuseSuperseded(release);
        refuseAbsent(release.requested().copy());
        refuseHanding(release);
    }

    private void refuseSuperseded(Listed release) {
        ReleaseId id = release.requested().id();
        if (rooms.database()
                .inTransaction(tx -> rooms.releases().supersessions().superseded(tx, id))
                .isEmpty()) {
            return;
        }
        rooms.copies().shelf().drop(release.requested().copy());
        throw Refusal.gone(
                "copy-superseded",
                rooms.database()
                        .inTransaction(tx -> Recalling.successor(tx, rooms.releases(), release.requested()))
                        .map(fresh ->
                                "Episodes of this copy were called back. %s took its place: fetch that, and answer the recall notice."
                                        .formatted(name(fresh)))
                        .orElse(
                                "Everything in this copy was called back, and nothing took its place. Answer the recall notice."));
    }

    /// Copies are in no backup, their rows are.
    private void refuseAbsent(CopyId copy) {
        if (!isHere(copy)) {
            throw Refusal.gone(
                    "copy-not-here",
                    "This copy is not on this server any more: the server was put back from a backup, and copies are in none. Ask the operator for the next version of it, which will stand on your pages.");
        }
    }

    boolean isHere(CopyId copy) {
        return Files.isDirectory(rooms.copies().folders().published(copy));
    }

    private void refuseHanding(Listed release) {
        Requested requested = release.requested();
        rooms.database()
                .inTransaction(tx -> rooms.holders()
                        .find(tx, requested.request().holder())
                        .flatMap(holder -> rooms.copies().handing().refusal(tx, requested, holder)))
                .ifPresent(refused -> {
                    throw Refusal.conflict(refused.code(), refused.message());
                });
    }

    private void refuseSuspended(Holder holder) {
        if (rooms.database()
                .inTransaction(tx -> rooms.holders().suspendedSince(tx, holder.id()))
                .isPresent()) {
            throw Refusal.conflict(
                    "holder-suspended",
                    "A recall was not answered for too long, so the licence is suspended. Answer each notice on your pages: then copies can be fetched again.");
        }
    }

    /// Sends the file at this path of the copy, or its archive.
    public void send(Context context, Holder holder, CopyId copy, String path) throws IOException {
        refuseSuspended(holder);
        CopyFiles files = files(find(copy, holder));
        if (path.equals(ARCHIVE)) {
            context.header("Content-Disposition", "attachment; filename=\"%s.tar\"".formatted(files.name()));
            send(context, holder, copy, new Sent(files.archive(), "application/x-tar", files.archiveDigest()));
            return;
        }
        FileDigest file = files.find(path).orElseThrow(Refusal.missing());
        send(context, holder, copy, new Sent(files.open(file), type(path), file.sha256()));
    }

    private record Sent(SeekableByteChannel bytes, String type, String digest) {}

    private void send(Context context, Holder holder, CopyId copy, Sent body) throws IOException {
        try (SeekableByteChannel bytes = body.bytes()) {
            Download.ofDigest(bytes, body.type(), body.digest(), new Fetch(copy, holder))
                    .send(context);
        }
    }

    /// A fetch that is under way ends when a new one would be refused.
    private final class Fetch implements Download.Watch {
        private final CopyId copy;
        private final Holder holder;

        Fetch(CopyId copy, Holder holder) {
            this.copy = copy;
            this.holder = holder;
        }

        @Override
        public void ask() {
            refuseSuspended(holder);
            refuse(find(copy, holder));
        }

        @Override
        public void sent(long bytes) {
            rooms.database().inTransactionDo(tx -> rooms.copies().downloads().add(tx, copy, holder.id(), bytes));
        }
    }

    /// What the folder of a release is called outside the house.
    static String name(Listed release) {
        return "%s-%s"
                .formatted(
                        release.requested().request().line(),
                        release.published().orElseThrow().version());
    }

    private static String type(String path) {
        if (path.endsWith(".json")) {
            return "application/json";
        }
        if (path.endsWith(".md") || path.equals("SHA256SUMS")) {
            return "text/plain; charset=utf-8";
        }
        return path.endsWith(".mp4") ? "video/mp4" : "application/octet-stream";
    }
}
