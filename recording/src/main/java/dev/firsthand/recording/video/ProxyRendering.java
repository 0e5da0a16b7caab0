package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildCommand;
import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.child.Usage;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes the copy that people look at: H.264 that every browser plays, upright, standard range, its longer side at most
/// [#LONG_SIDE_MAX], a keyframe every second, and every frame at the time that it has in the scrubbed video.
public final class ProxyRendering {
    public static final int LONG_SIDE_MAX = 1280;

    private static final double BITS_PER_PIXEL = 0.12;
    private static final double BITS_PER_DRAWN_PIXEL = 0.06; // areas of one colour
    private static final int DRAWN_TIMESCALE = 90_000;

    private final FfmpegPrograms programs;
    private final ChildRunner children = new ChildRunner();

    public ProxyRendering(FfmpegPrograms programs) {
        this.programs = programs;
    }

    /// Writes `output`, whose folder is the only place that is written to. `scrubbed` is a file that [Scrubbing] made.
    public Usage render(Path scrubbed, Path output) throws IOException, InterruptedException {
        Mp4Track track = Mp4File.read(scrubbed)
                .video()
                .orElseThrow(() -> new MediaException("proxy-no-video", "the scrubbed file has no video track"));
        FrameTimes times = track.frameTimes();
        PictureFilters.Size size = PictureFilters.limitedSize(track, LONG_SIDE_MAX);
        double rate = Math.clamp(times.meanRate(), 1, GridSpec.FPS_MAX);
        // Keyframes come by the clock; the count is only the longest that the encoder waits.
        var encoding = new H264Encoding(size.width(), size.height(), rate, BITS_PER_PIXEL, (int) Math.ceil(2 * rate));
        List<String> arguments = Ffmpeg.start(programs.ffmpeg());
        arguments.addAll(List.of("-nostdin", "-y", "-filter_threads", Integer.toString(Ffmpeg.THREADS)));
        arguments.addAll(Ffmpeg.decoding(track.codec().equals("av01")));
        arguments.addAll(Ffmpeg.input());
        arguments.addAll(List.of("-map", "0:v:0", "-vf", filters(track), "-enc_time_base", "demux"));
        arguments.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced)"));
        arguments.addAll(encoding.arguments());
        arguments.addAll(H264Encoding.container(Math.toIntExact(track.timescale())));
        arguments.add("file:" + output.getFileName());
        long pixels = (long) track.samples().size() * track.width() * track.height();
        ChildLimits limits = Ffmpeg.transcoding(2 * pixels, encoding.outputBytesMax(times.size()));
        ChildOutcome outcome = children.run(Ffmpeg.command(arguments, scrubbed, Ffmpeg.folderOf(output), limits));
        Ffmpeg.requireSuccess("proxy", outcome);
        check(times, Ffmpeg.finish("proxy", output).video().orElseThrow());
        return outcome.usage();
    }

    /// Pictures that we draw ourselves, one after the other, the first at zero.
    public interface Drawn {
        int width();

        int height();

        int frames();

        double secondsEach();

        /// Each as `yuv420p`. Called once.
        void writeTo(OutputStream out) throws IOException;
    }

    /// The same of pictures that come from us.
    public Usage render(Drawn drawn, Path output) throws IOException, InterruptedException {
        double rate = Math.clamp(1 / drawn.secondsEach(), 1, GridSpec.FPS_MAX);
        var encoding =
                new H264Encoding(drawn.width(), drawn.height(), rate, BITS_PER_DRAWN_PIXEL, (int) Math.ceil(2 * rate));
        List<String> arguments = Ffmpeg.start(programs.ffmpeg());
        arguments.addAll(List.of("-nostdin", "-y", "-protocol_whitelist", "pipe", "-f", "rawvideo"));
        arguments.addAll(List.of("-pix_fmt", "yuv420p", "-video_size", drawn.width() + "x" + drawn.height()));
        arguments.addAll(List.of("-framerate", String.format(Locale.ROOT, "%.3f", rate), "-i", "pipe:0"));
        arguments.addAll(List.of("-vf", times(drawn), "-enc_time_base", "filter"));
        arguments.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced)"));
        arguments.addAll(encoding.arguments());
        arguments.addAll(H264Encoding.container(DRAWN_TIMESCALE));
        arguments.add("file:" + output.getFileName());
        long pixels = (long) drawn.frames() * drawn.width() * drawn.height();
        ChildLimits limits = Ffmpeg.transcoding(2 * pixels, encoding.outputBytesMax(drawn.frames()));
        var command = new ChildCommand(arguments, Optional.empty(), Ffmpeg.folderOf(output), limits);
        ChildOutcome outcome = children.feed(command, drawn::writeTo);
        if (!(outcome instanceof ChildOutcome.Finished finished) || finished.exitCode() != 0) {
            throw new MediaException(
                    "drawing-failed", "The drawing of this motion could not be made. Tell the operator.");
        }
        int made =
                Ffmpeg.finish("drawing", output).video().orElseThrow().samples().size();
        if (made != drawn.frames()) {
            throw new MediaException(
                    "drawing-failed",
                    "Only %d of %d pictures of this motion were made. Tell the operator."
                            .formatted(made, drawn.frames()));
        }
        return outcome.usage();
    }

    /// Each picture at its own time: a rate that is no whole number would drift in an hour.
    private static String times(Drawn drawn) {
        return String.format(
                Locale.ROOT,
                "settb=1/%d,setpts=round(N*%.9f),"
                        + "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
                DRAWN_TIMESCALE,
                drawn.secondsEach() * DRAWN_TIMESCALE);
    }

    private static String filters(Mp4Track track) {
        return "setpts=PTS-STARTPTS," + String.join(",", PictureFilters.limited(track, LONG_SIDE_MAX));
    }

    private static void check(FrameTimes wanted, Mp4Track proxy) throws MediaException {
        FrameTimes got = proxy.frameTimes();
        if (got.size() != wanted.size()) {
            throw new MediaException(
                    "proxy-frames-differ",
                    ("Only %d of %d frames could be decoded: the video is damaged. If the original is still on the phone, "
                                    + "upload it again; else record again.")
                            .formatted(got.size(), wanted.size()));
        }
        if (proxy.samples().reordered() || proxy.editListPresent() || !got.closeTo(wanted, proxy.tickNanos())) {
            throw new MediaException(
                    "proxy-times-differ",
                    "The pictures do not come in the order of their times. "
                            + "Upload the camera's own file, not an edited or converted one.");
        }
    }
}
