package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegProgramsTest {
    @TempDir
    Path folder;

    @Test
    void the_bundled_programs_start_and_name_their_build() {
        FfmpegPrograms programs = FfmpegPrograms.bundled();
        assertThat(programs.build()).matches("8\\.0\\.1\\+[0-9a-f]{16}");
        assertThat(programs.ffmpeg()).isExecutable();
        assertThat(programs.ffprobe()).isExecutable();
    }

    @Test
    void hollow_device_libraries_satisfy_the_loader_without_a_word() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        for (String library :
                List.of("libpulse.so.0", "libasound.so.2", "libxcb.so.1", "libxcb-shm.so.0", "libxcb-shape.so.0")) {
            HollowLibrary.write(folder, library);
        }
        Path library = FfmpegPrograms.bundled().ffmpeg().resolveSibling("lib");
        var builder = new ProcessBuilder(library.resolve("ffmpeg").toString(), "-v", "error", "-version");
        builder.environment().put("LD_LIBRARY_PATH", folder + ":" + library);
        Path errors = folder.resolve("errors");
        Process process = builder.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(errors)).isEmpty();
    }
}
