package dev.firsthand.recording.live;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One take of one person: hears datagrams, counts, and writes what came into a file, if one is wanted. For one thread.
public final class LiveTake implements AutoCloseable {
    public static final int DATAGRAM_BYTES_MAX = 1 << 16;

    private final LiveSource source;
    private final LiveReader reader;
    private final double framesPerSecond;
    private final Course course = new Course();
    private final @Nullable Out out;
    private @Nullable LiveBody body;
    private @Nullable LiveFile file;

    private record Out(Path path, LiveFile.Kind kind, RandomAccessFile bytes) {}

    /// Whom to listen to.
    ///
    /// @param person which of the people that the source sends, from 1
    /// @param framesPerSecond of a BVH file where the sender does not say its own, or one that no suit has
    public record Wish(LiveSource source, int person, double framesPerSecond) {}

    private LiveTake(Wish wish, @Nullable Out out) {
        source = wish.source();
        reader = source.reader(wish.person());
        framesPerSecond = wish.framesPerSecond();
        this.out = out;
    }

    public static LiveTake unrecorded(Wish wish) {
        return new LiveTake(wish, null);
    }

    /// A take that is written into a new file, whose name ends as [#canBe] wants it. One that is there already is a
    /// `FileAlreadyExistsException`.
    public static LiveTake into(Path path, Wish wish) throws IOException {
        LiveFile.Kind kind = kind(path)
                .orElseThrow(
                        () -> new IllegalArgumentException("%s ends in none of .bvh, .csv, .mcap".formatted(path)));
        Files.createFile(path);
        return new LiveTake(wish, new Out(path, kind, new RandomAccessFile(path.toFile(), "rw")));
    }

    /// Whether a file of this name can be written: it ends in `.bvh`, `.csv` or `.mcap`.
    public static boolean canBe(Path path) {
        return kind(path).isPresent();
    }

    private static Optional<LiveFile.Kind> kind(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        for (LiveFile.Kind kind : LiveFile.Kind.values()) {
            if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// Throws where the disk fails, and for nothing that a datagram holds.
    public void hear(ByteBuffer datagram, long arrivedNanos) throws IOException {
        course.datagram();
        if (datagram.remaining() > DATAGRAM_BYTES_MAX) {
            course.bad(BadDatagram.TOO_LARGE);
            return;
        }
        switch (reader.hear(datagram, arrivedNanos)) {
            case Heard.Bad(var why) -> course.bad(why);
            case Heard.Moments(var told) -> {
                for (Told one : told) {
                    course.moment(one);
                    write(one);
                }
            }
        }
    }

    private void write(Told told) throws IOException {
        if (out == null) {
            return;
        }
        double rate = told.rateBelieved() ? told.framesPerSecond() : framesPerSecond;
        LiveBody known = body == null ? new LiveBody(told, source.tree(), rate) : body;
        LiveFile begun = file == null ? LiveFile.begin(out.kind(), out.bytes(), known, rate) : file;
        body = known;
        file = begun;
        begun.add(known.moment(told), told);
    }

    /// How many datagrams came so far that nobody had the time to let this take hear.
    public void dropped(long datagrams) {
        course.dropped(datagrams);
    }

    public Course course() {
        return course;
    }

    /// To be called once a second, so that a kill costs no more than that also while nothing comes.
    public void flush() throws IOException {
        if (file != null) {
            file.flush();
        }
    }

    /// Ends the file; one into which nothing came is taken away again.
    public void finish() throws IOException {
        if (file != null) {
            file.finish();
        } else if (out != null) {
            Files.delete(out.path());
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.bytes().close();
        }
    }
}
