package dev.firsthand.recording.suit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitReadingTest {
    private static final String BVH = """
            HIERARCHY
            ROOT Hips { OFFSET 0 0 0 CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
            JOINT He\u00E4d { OFFSET 0 60 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 20 0 } } }
            MOTION
            Frames: 3
            Frame Time: 0.01
            0 90 0 0 0 0 0 0 0
            1 90 0 0 5 0 0 0 3
            2 90 0 0 9 0 0 1 6
            """;

    @TempDir
    private Path folder;

    @Test
    void a_body_is_read_in_a_child_as_it_would_be_here() throws Exception {
        Path file = Files.writeString(folder.resolve("take.bvh"), BVH, StandardCharsets.ISO_8859_1);
        Clip here = ((Motion.Body) MotionFiles.read(file)).clip();

        Clip there = ((SuitResult.Body) read(file)).clip();

        assertThat(there.rotations()).isEqualTo(here.rotations());
        assertThat(there.translations()).isEqualTo(here.translations());
        assertThat(there.frameSeconds()).isEqualTo(here.frameSeconds());
        assertThat(there.skeleton().parents()).isEqualTo(here.skeleton().parents());
        assertThat(there.skeleton().joints().get(1).name()).matches("He_+d");
    }

    @Test
    void what_is_no_body_is_refused_with_what_to_do() throws Exception {
        assertThat(code("PathFileType 4 (X/Y/Z) a.trc\n")).isEqualTo("motion-cut");
        assertThat(code("; FBX 7.4.0")).isEqualTo("fbx-refused");
        assertThat(code("what is this")).isEqualTo("motion-format-unknown");
        assertThat(code(BVH.replace("Frame Time: 0.01", "Frame Time: none"))).isEqualTo("motion-number-unreadable");
    }

    @Test
    void the_child_has_what_reading_a_glb_takes() throws Exception {
        byte[] json = "{\"asset\":{\"version\":\"2.0\"}}  ".getBytes(StandardCharsets.US_ASCII);
        var glb = ByteBuffer.allocate(20 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        glb.putInt(0x46546C67).putInt(2).putInt(20 + json.length);
        glb.putInt(json.length).putInt(0x4E4F534A).put(json);
        Path file = Files.write(folder.resolve("take.glb"), glb.array());

        assertThat(((SuitResult.Refused) read(file)).code()).isEqualTo("glb-no-animation");
    }

    @Test
    void a_clip_that_was_changed_on_the_way_is_damaged_and_never_more_than_that() throws Exception {
        Path file = Files.writeString(folder.resolve("take.bvh"), BVH, StandardCharsets.ISO_8859_1);
        var out = new ByteArrayOutputStream();
        ClipFile.write(out, ((Motion.Body) MotionFiles.read(file)).clip());
        byte[] whole = out.toByteArray();
        var random = new SplittableRandom(7);

        assertThat(ClipFile.read(new ByteArrayInputStream(whole))).isInstanceOf(ClipFile.ReadResult.Read.class);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = random.nextInt(1, 4); flips > 0 && changed.length > 0; flips--) {
                int at = random.nextInt(changed.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
            }
            if (!Arrays.equals(changed, whole)) {
                assertThat(ClipFile.read(new ByteArrayInputStream(changed)))
                        .isInstanceOf(ClipFile.ReadResult.Damaged.class);
            }
        }
    }

    @Test
    void a_result_that_a_program_made_up_is_not_believed() throws Exception {
        assertThat(((SuitResult.Refused) SuitReading.result(folder)).code()).isEqualTo("motion-result-damaged");
        Files.write(folder.resolve(SuitProgram.REFUSAL), new byte[] {0, 40, 'a'});
        assertThat(((SuitResult.Refused) SuitReading.result(folder)).code()).isEqualTo("motion-result-damaged");
        Files.createSymbolicLink(folder.resolve(SuitProgram.CLIP), Path.of("/etc/hostname"));
        assertThat(((SuitResult.Refused) SuitReading.result(folder)).code()).isEqualTo("motion-result-damaged");
    }

    private String code(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("some"), text, StandardCharsets.ISO_8859_1);
        return ((SuitResult.Refused) read(file)).code();
    }

    private SuitResult read(Path file) throws IOException, InterruptedException {
        return new SuitReading(new ChildRunner()).read(file, Files.createTempDirectory(folder, "work"));
    }
}
