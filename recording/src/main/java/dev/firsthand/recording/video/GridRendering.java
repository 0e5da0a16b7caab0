package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Renders a video of ours (a view that [Scrubbing] or a later step wrote) to a constant-rate grid, in one child: it
/// decodes, picks frames as [GridMapping] says, fits them, encodes, and hands back sampled pictures for the statistics
/// on the way. Same input and same build, same bytes.
public final class GridRendering {
    /// Chosen for 46 dB and more on household clips at 640x480 with a keyframe every second frame.
    static final double BITS_PER_PIXEL = 0.2;

    private static final int KEYFRAME_EVERY = 2;

    private final FfmpegPrograms programs;
    private final ChildRunner children = new ChildRunner();

    public GridRendering(FfmpegPrograms programs) {
        this.programs = programs;
    }

    /// Writes `output`, whose folder is the only place that is written to. `times` are those of `view`'s frames.
    public GridVideo render(Path view, FrameTimes times, GridSpec spec, Path output)
            throws IOException, InterruptedException {
        return render(view, times, new TimeSpan(0, times.lastNanos() + 1), spec, output);
    }

    /// As above, for the frames that lie in `span` alone.
    public GridVideo render(Path view, FrameTimes times, TimeSpan span, GridSpec spec, Path output)
            throws IOException, InterruptedException {
        Mp4Track track = Mp4File.read(view)
                .video()
                .orElseThrow(() -> new MediaException("render-no-video", "the view has no video track"));
        if (!track.frameTimes().closeTo(times, track.tickNanos())) {
            throw new MediaException(
                    "render-times-differ",
                    "the view's %d frames have other times than the %d that were given"
                            .formatted(track.samples().size(), times.size()));
        }
        GridMapping mapping = GridMapping.of(times, span, spec.fps());
        ImageSampling sampling = ImageSampling.of(mapping.size(), spec);
        var encoding = new H264Encoding(spec.width(), spec.height(), spec.fps(), BITS_PER_PIXEL, KEYFRAME_EVERY);
        var counting = new ImageHistogram.Counting(sampling.width(), sampling.height());
        var arguments = arguments(track, mapping, sampling, encoding);
        arguments.addAll(List.of("-frames:v", Integer.toString(mapping.size())));
        arguments.addAll(encoding.arguments());
        arguments.addAll(H264Encoding.container(spec.timescale()));
        arguments.add("file:" + output.getFileName());
        arguments.addAll(List.of("-map", "[sample]", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"));
        ChildLimits limits = limits(track, mapping, spec, sampling, encoding);
        ChildOutcome outcome = children.run(Ffmpeg.command(arguments, view, Ffmpeg.folderOf(output), limits), counting);
        Ffmpeg.requireSuccess("render", outcome);
        RenderedGrid.check(Ffmpeg.finish("render", output), spec, mapping.size(), KEYFRAME_EVERY);
        ImageHistogram histogram = counting.histogram();
        if (histogram.frames() != sampling.framesOf(mapping.size())) {
            throw new MediaException(
                    "render-sample-cut",
                    "%d sampled pictures instead of %d"
                            .formatted(histogram.frames(), sampling.framesOf(mapping.size())));
        }
        return new GridVideo(output, spec, mapping, histogram, encoding.bitRate(), outcome.usage());
    }

    private List<String> arguments(Mp4Track track, GridMapping mapping, ImageSampling sampling, H264Encoding encoding) {
        List<String> arguments = Ffmpeg.start(programs.ffmpeg());
        arguments.addAll(List.of("-nostdin", "-y", "-filter_complex_threads", Integer.toString(Ffmpeg.THREADS)));
        arguments.addAll(Ffmpeg.decoding(track.codec().equals("av01")));
        arguments.addAll(Ffmpeg.input());
        var picture = new ArrayList<String>();
        picture.add("trim=start_frame=%d:end_frame=%d".formatted(mapping.sourceFrame()[0], mapping.endOfSource()));
        picture.add("setpts=PTS-STARTPTS");
        // round=up puts a frame into the first slot that is not before it; the latest in a slot wins. Where the source
        // ends on a grid time, its last frame must still be followed by one to be shown: tpad adds it.
        picture.add("tpad=stop_mode=clone:stop=2");
        picture.add("fps=fps=%d:round=up".formatted(mapping.fps()));
        picture.add("trim=end_frame=" + mapping.size());
        picture.addAll(PictureFilters.fitted(track, encoding.width(), encoding.height()));
        String sample = "select=not(mod(n\\,%d)),scale=%d:%d:flags=neighbor,format=rgb24"
                .formatted(sampling.everyFrames(), sampling.width(), sampling.height());
        String graph = "[0:v:0]%s,split=2[grid][all];[all]%s[sample]".formatted(String.join(",", picture), sample);
        arguments.addAll(List.of("-filter_complex", graph, "-map", "[grid]"));
        return arguments;
    }

    private static ChildLimits limits(
            Mp4Track track, GridMapping mapping, GridSpec spec, ImageSampling sampling, H264Encoding encoding) {
        long decoded = (long) track.samples().size() * track.width() * track.height();
        long encoded = (long) mapping.size() * spec.width() * spec.height();
        long sampled = 3L * sampling.framesOf(mapping.size()) * sampling.width() * sampling.height();
        return Ffmpeg.transcoding(decoded + encoded, Math.max(encoding.outputBytesMax(mapping.size()), sampled));
    }
}
