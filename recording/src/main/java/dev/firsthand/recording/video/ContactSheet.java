package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One small picture for every second of a proxy, in pages of [#COLUMNS] by [#ROWS]: tile `i` of page `p` (from the
/// left, then down) is second `p * TILES + i`. What fits on one page has a page of as few rows, and then columns, as
/// it needs: a page's size in tiles of [#TILE_PIXELS] tells its grid. A tile shows the last keyframe of its second, or
/// the one before where the second has none; the tiles after the video's end are black.
public final class ContactSheet {
    public static final int COLUMNS = 6;
    public static final int ROWS = 5;
    public static final int TILES = COLUMNS * ROWS;
    public static final int TILE_PIXELS = 256;

    private static final long PAGE_BYTES_MAX = 8L << 20;

    private final FfmpegPrograms programs;
    private final ChildRunner children = new ChildRunner();

    public ContactSheet(FfmpegPrograms programs) {
        this.programs = programs;
    }

    /// Writes `page-0001.jpg` and so on into `outputFolder`, an existing folder, and returns them in order.
    public List<Path> render(Path proxy, Path outputFolder) throws IOException, InterruptedException {
        Mp4Track track = Mp4File.read(proxy)
                .video()
                .orElseThrow(() -> new MediaException("sheet-no-video", "the proxy has no video track"));
        int seconds = Math.toIntExact(track.frameTimes().lastNanos() / 1_000_000_000) + 1;
        int pages = (seconds + TILES - 1) / TILES;
        List<String> arguments = Ffmpeg.start(programs.ffmpeg());
        arguments.addAll(List.of("-nostdin", "-y", "-filter_threads", Integer.toString(Ffmpeg.THREADS)));
        arguments.addAll(Ffmpeg.decoding(false));
        arguments.addAll(List.of("-skip_frame", "nokey"));
        arguments.addAll(Ffmpeg.input());
        arguments.addAll(List.of("-map", "0:v:0", "-vf", filters(seconds), "-fps_mode", "passthrough"));
        arguments.addAll(List.of("-frames:v", Integer.toString(pages), "-c:v", "mjpeg", "-q:v", "4"));
        arguments.addAll(List.of("-threads", "1", "-flags:v", "+bitexact", "-fflags", "+bitexact"));
        arguments.addAll(List.of("-map_metadata", "-1", "-f", "image2", "page-%04d.jpg"));
        long pixels = (long) track.samples().size() * track.width() * track.height();
        ChildLimits limits = Ffmpeg.transcoding(pixels, PAGE_BYTES_MAX);
        ChildOutcome outcome = children.run(Ffmpeg.command(arguments, proxy, outputFolder.toAbsolutePath(), limits));
        Ffmpeg.requireSuccess("sheet", outcome);
        return pages(outputFolder, pages);
    }

    private static String filters(int seconds) {
        return String.join(
                ",",
                "setpts=PTS-STARTPTS",
                // A recording shorter than a second would end before its first second does, without a picture.
                "tpad=stop_mode=clone:stop_duration=1",
                "fps=fps=1:round=down",
                "tpad=stop_mode=clone:stop=-1",
                "trim=end_frame=" + seconds,
                "scale=%d:%d:force_original_aspect_ratio=decrease:force_divisible_by=2:out_range=pc"
                        .formatted(TILE_PIXELS, TILE_PIXELS),
                "pad=%d:%d:(ow-iw)/2:(oh-ih)/2".formatted(TILE_PIXELS, TILE_PIXELS),
                "format=yuvj420p",
                tiles(seconds));
    }

    private static String tiles(int seconds) {
        int rows = Math.min(ROWS, (seconds + COLUMNS - 1) / COLUMNS);
        int columns = Math.min(COLUMNS, (seconds + rows - 1) / rows);
        return "tile=%dx%d".formatted(columns, rows);
    }

    private static List<Path> pages(Path folder, int count) throws MediaException {
        var pages = new ArrayList<Path>();
        for (int page = 1; page <= count; page++) {
            Path file = folder.resolve("page-%04d.jpg".formatted(page));
            if (!Files.isRegularFile(file)) {
                throw new MediaException("sheet-page-missing", "page %d of %d was not made".formatted(page, count));
            }
            pages.add(file);
        }
        return pages;
    }
}
