package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.mp4.MediaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Draws a still picture (JPEG, PNG or WebP) again as a JPEG of at most [#SIDE_PIXELS_MAX] on its longer side, turned
/// upright, on white where it was transparent. Nothing else of the file is left: no metadata, no place, no thumbnail.
public final class PictureRendering {
    public static final int SIDE_PIXELS_MAX = 1280;

    private static final long OUTPUT_BYTES_MAX = 4L << 20;
    private static final int MAGIC_BYTES = 12;

    private final FfmpegPrograms programs;
    private final ChildRunner children = new ChildRunner();

    public PictureRendering(FfmpegPrograms programs) {
        this.programs = programs;
    }

    /// The JPEG made of `given`; `output` names a file in a folder of the caller's that is written on the way.
    public byte[] render(Path given, Path output) throws IOException, InterruptedException {
        String reader = reader(given)
                .orElseThrow(() -> new MediaException("picture-unknown", "the file is no JPEG, PNG or WebP picture"));
        List<String> arguments = Ffmpeg.start(programs.ffmpeg());
        arguments.addAll(List.of("-nostdin", "-y", "-filter_threads", Integer.toString(Ffmpeg.THREADS)));
        arguments.addAll(Ffmpeg.decoding(false));
        arguments.addAll(List.of("-protocol_whitelist", "fd,file", "-format_whitelist", reader, "-f", reader));
        arguments.addAll(List.of("-codec_whitelist", "mjpeg,png,webp,vp8", "-fd", "0", "-i", "fd:"));
        arguments.addAll(List.of("-map", "0:v:0", "-vf", filters(), "-frames:v", "1", "-update", "1"));
        arguments.addAll(List.of("-map_metadata", "-1", "-flags:v", "+bitexact", "-fflags", "+bitexact"));
        arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", "5", "-threads", "1", "-f", "image2", "picture.jpg"));
        var limits = Ffmpeg.transcoding(Ffmpeg.PICTURE_PIXELS_MAX, OUTPUT_BYTES_MAX);
        Path folder = Ffmpeg.folderOf(output);
        ChildOutcome outcome = children.run(Ffmpeg.command(arguments, given, folder, limits));
        Ffmpeg.requireSuccess("picture", outcome);
        Path made = folder.resolve("picture.jpg");
        if (!Files.isRegularFile(made)) {
            throw new MediaException("picture-empty", "the file holds no picture");
        }
        return Files.readAllBytes(made);
    }

    /// Which of the readers knows the file, by how it begins; no other is let near it.
    private static Optional<String> reader(Path given) throws IOException {
        String text;
        try (var bytes = Files.newInputStream(given)) {
            text = new String(bytes.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("jpeg_pipe");
        }
        if (text.startsWith("\u0089PNG\r\n")) {
            return Optional.of("png_pipe");
        }
        return text.startsWith("RIFF") && text.endsWith("WEBP") ? Optional.of("webp_pipe") : Optional.empty();
    }

    /// A white copy of the picture below it: where it was transparent, white shows through.
    private static String filters() {
        return String.join(
                ";",
                "scale=w=min(%1$d\\,iw):h=min(%1$d\\,ih):force_original_aspect_ratio=decrease,format=rgba,split[top][below]"
                        .formatted(SIDE_PIXELS_MAX),
                "[below]drawbox=w=iw:h=ih:color=white:t=fill:replace=1[white]",
                "[white][top]overlay=format=rgb,scale=out_range=pc,format=yuvj420p");
    }
}
