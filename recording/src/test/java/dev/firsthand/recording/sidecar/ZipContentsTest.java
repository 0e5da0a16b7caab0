package dev.firsthand.recording.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipContentsTest {
    private static final SidecarFormat STRAY = new SidecarFormat.StrayScanner();

    @TempDir
    Path folder;

    @Test
    void names_that_lead_out_of_the_folder_are_refused() throws IOException {
        for (String name : new String[] {"/etc/rgb.mp4", "../rgb.mp4", "a/../../rgb.mp4", "C:rgb.mp4", "a\\rgb.mp4"}) {
            assertThat(refused(zip(name)).code()).as(name).isEqualTo("zip-name-outside");
        }
        assertThat(Files.exists(folder.resolveSibling("rgb.mp4"))).isFalse();
    }

    @Test
    void two_names_that_differ_in_case_only_are_refused() throws IOException {
        assertThat(refused(zip("a/rgb.mp4", "a/RGB.mp4")).code()).isEqualTo("zip-name-twice");
    }

    @Test
    void a_name_that_is_there_twice_is_refused() throws IOException {
        Path zip = zip("a/rgb.mp4", "a/rgb.mpX");
        byte[] bytes = Files.readAllBytes(zip);
        for (int i = 0; i + 9 <= bytes.length; i++) {
            if (new String(bytes, i, 9, StandardCharsets.ISO_8859_1).equals("a/rgb.mpX")) {
                bytes[i + 8] = '4';
            }
        }
        Files.write(zip, bytes);

        assertThat(refused(zip).code()).isEqualTo("zip-name-twice");
    }

    @Test
    void two_recordings_in_one_zip_are_refused() throws IOException {
        assertThat(refused(zip("a/rgb.mp4", "b/rgb.mp4")).code()).isEqualTo("zip-several-recordings");
    }

    @Test
    void a_zip_without_the_recording_says_what_is_missing() throws IOException {
        assertThat(refused(zip("a/photo.jpg")).message()).contains("rgb.mp4");
        assertThat(refused(zip("a/rgb.mp4")).message()).contains("odometry.csv").contains("imu.csv");
    }

    @Test
    void a_small_zip_that_unpacks_to_very_much_is_stopped_on_the_way() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("rgb.mp4"));
            out.putNextEntry(new ZipEntry("imu.csv"));
            out.write("timestamp, a_x, a_y, a_z, alpha_x, alpha_y, alpha_z\n".getBytes(StandardCharsets.US_ASCII));
            byte[] blank = "\n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(blank);
            }
            out.putNextEntry(new ZipEntry("camera_matrix.csv"));
            writeMany(out, " ".repeat(4000) + "\n", 200);
        }

        assertThat(Files.size(zip)).isLessThan(200_000);
        assertThat(refused(zip).code()).isEqualTo("zip-file-too-large");
    }

    @Test
    void a_zip_of_too_many_files_is_refused_by_its_count() {
        assertThat(SidecarLimits.ZIP_ENTRIES).isEqualTo(450_000);
    }

    private static void writeMany(OutputStream out, String text, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Path zip(String... names) throws IOException {
        Path zip = Files.createTempFile(folder, "scan", ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(1);
            }
        }
        return zip;
    }

    private SidecarResult.Refused refused(Path zip) throws IOException {
        SidecarResult result = SidecarProgram.read(STRAY, zip, folder);
        assertThat(result).isInstanceOf(SidecarResult.Refused.class);
        return (SidecarResult.Refused) result;
    }
}
