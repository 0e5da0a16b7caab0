package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.child.Usage;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Makes the copy that people look at: H.264 that every browser plays, upright, standard range, its longer side at most
/// [#LONG_SIDE_MAX], a keyframe every second, and every frame at the time that it has in the scrubbed video.
public final class ProxyRendering {
    public static final int LONG_SIDE_MAX = 1280;

    private static final double BITS_PER_PIXEL = 0.12;

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
