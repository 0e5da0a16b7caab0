package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.streams.space.Vector3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlbTest {
    /// A root, twice as large, that turns a quarter about Y, with a tip one metre above it that moves along X.
    private static final String DESCRIPTION = """
            {"asset": {"version": "2.0"},
             "nodes": [{"name": "tip", "translation": [0, 1, 0]},
                       {"name": "root", "children": [0, 2], "scale": [2, 2, 2]},
                       {"name": "mesh", "mesh": 0}],
             "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "SCALAR"},
                           {"bufferView": 1, "componentType": 5126, "count": 3, "type": "VEC4"},
                           {"bufferView": 2, "componentType": 5126, "count": 3, "type": "VEC3"}],
             "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": 12},
                             {"buffer": 0, "byteOffset": 12, "byteLength": 48},
                             {"buffer": 0, "byteOffset": 60, "byteLength": 36}],
             "animations": [{"channels": [{"sampler": 0, "target": {"node": 1, "path": "rotation"}},
                                          {"sampler": 1, "target": {"node": 0, "path": "translation"}},
                                          {"sampler": 1, "target": {"node": 0, "path": "scale"}}],
                             "samplers": [{"input": 0, "output": 1, "interpolation": "LINEAR"},
                                          {"input": 0, "output": 2, "interpolation": "STEP"}]}]}
            """;

    @Test
    void nodes_that_move_become_a_skeleton_in_metres_with_z_up() throws IOException {
        Motion.Body body = GlbReader.read(glb(DESCRIPTION));
        Clip clip = body.clip();

        assertThat(clip.skeleton().joints()).extracting(Skeleton.Joint::name).containsExactly("root", "tip");
        assertThat(clip.frames()).isEqualTo(3);
        assertThat(clip.framesPerSecond()).isCloseTo(2, within(1e-6));
        assertThat(body.report().decided("glb-channels-passed-over")).isTrue();
        Pose pose = new Pose(clip);
        same(pose.at(0).place(1), new Vector3(0, 0, 2));
        // a quarter turn about their Y, our Z: their x, our y, goes to their -z, our -x
        same(pose.at(2).place(1), new Vector3(-2, 0, 2));
        same(pose.at(1).place(1), new Vector3(0, 2, 2));
    }

    @Test
    void an_inserted_first_pose_and_lengths_that_are_no_persons_are_told() throws IOException {
        Motion.Body body = GlbReader.read(person(1.5f));
        assertThat(body.clip().firstFrameOfMotion()).isEqualTo(1);
        assertThat(body.report().decided("first-frame-no-motion")).isTrue();
        assertThat(body.report().tPoseFrame()).hasValue(0);
        assertThat(body.report().headHeightMetres().orElseThrow()).isCloseTo(1.5, within(1e-6));
        assertThat(body.report().doubtful()).isFalse();

        Motion.Body inCentimetres = GlbReader.read(person(150));
        assertThat(inCentimetres.report().decided("unit-unlikely")).isTrue();
        assertThat(inCentimetres.report().doubtful()).isTrue();
    }

    /// Somebody who walks at 60 frames a second, and at first is a metre away.
    private static byte[] person(float headHeight) {
        int frames = 30;
        float[] numbers = new float[4 * frames + 9];
        for (int f = 0; f < frames; f++) {
            numbers[f] = f / 60f;
            numbers[frames + 3 * f + 2] = f == 0 ? -1 : f / 60f;
        }
        float half = headHeight / 2;
        System.arraycopy(new float[] {0, half, 0, 0.1f, -half, 0, -0.1f, -half, 0}, 0, numbers, 4 * frames, 9);
        return glb("""
                {"asset": {"version": "2.0"}, "buffers": [{"byteLength": 516}],
                 "nodes": [{"name": "Hips", "children": [1, 2, 3]},
                           {"name": "Head"}, {"name": "LeftFoot"}, {"name": "RightFoot"}],
                 "accessors": [{"bufferView": 0, "componentType": 5126, "count": 30, "type": "SCALAR"},
                               {"bufferView": 1, "componentType": 5126, "count": 30, "type": "VEC3"},
                               {"bufferView": 0, "componentType": 5126, "count": 1, "type": "SCALAR"},
                               {"bufferView": 2, "componentType": 5126, "count": 1, "type": "VEC3"},
                               {"bufferView": 3, "componentType": 5126, "count": 1, "type": "VEC3"},
                               {"bufferView": 4, "componentType": 5126, "count": 1, "type": "VEC3"}],
                 "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": 120},
                                 {"buffer": 0, "byteOffset": 120, "byteLength": 360},
                                 {"buffer": 0, "byteOffset": 480, "byteLength": 12},
                                 {"buffer": 0, "byteOffset": 492, "byteLength": 12},
                                 {"buffer": 0, "byteOffset": 504, "byteLength": 12}],
                 "animations": [{"channels": [{"sampler": 0, "target": {"node": 0, "path": "translation"}},
                                              {"sampler": 1, "target": {"node": 1, "path": "translation"}},
                                              {"sampler": 2, "target": {"node": 2, "path": "translation"}},
                                              {"sampler": 3, "target": {"node": 3, "path": "translation"}}],
                                 "samplers": [{"input": 0, "output": 1}, {"input": 2, "output": 3},
                                              {"input": 2, "output": 4}, {"input": 2, "output": 5}]}]}
                """, numbers);
    }

    @Test
    void rotations_go_along_the_shorter_arc() {
        float s = (float) Math.sin(Math.toRadians(30));
        float c = (float) Math.cos(Math.toRadians(30));
        var curve = new GlbCurve(new float[] {0, 1}, new float[] {0, 0, 0, 1, -s, 0, 0, -c}, 4, GlbCurve.Way.LINEAR);
        double[] value = new double[4];
        curve.at(0.25, value);

        assertThat(value[0]).isCloseTo(Math.sin(Math.toRadians(7.5)), within(1e-6));
        assertThat(value[3]).isCloseTo(Math.cos(Math.toRadians(7.5)), within(1e-6));
    }

    @Test
    void steps_hold_and_cubic_curves_go_through_their_keys() {
        float[] times = {0, 1};
        double[] value = new double[3];
        var step = new GlbCurve(times, new float[] {1, 2, 3, 4, 5, 6}, 3, GlbCurve.Way.STEP);
        step.at(0.9, value);
        assertThat(value).containsExactly(1, 2, 3);
        step.at(1, value);
        assertThat(value).containsExactly(4, 5, 6);
        var cubic = new GlbCurve(
                times, new float[] {0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 3, 4, 5, 0, 0, 0}, 3, GlbCurve.Way.CUBICSPLINE);
        cubic.at(0, value);
        assertThat(value).containsExactly(1, 2, 3);
        cubic.at(0.5, value);
        assertThat(value).containsExactly(2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "\"count\": 3=>\"count\": 3000000000",
                "\"children\": [0, 2]=>\"children\": [0, 1]",
                "\"sampler\": 0=>\"sampler\": 9",
                "\"bufferView\": 2=>\"bufferView\": 7",
                "\"byteOffset\": 60=>\"byteOffset\": 160",
                "\"nodes\": [=>\"nodes\": 7, \"other\": [",
                "LINEAR=>SIDEWAYS"
            })
    void descriptions_that_lie_are_refused(String truth, String lie) {
        assertThatExceptionOfType(UnreadableMotion.class)
                .isThrownBy(() -> GlbReader.read(glb(DESCRIPTION.replace(truth, lie))));
    }

    @Test
    void no_damage_to_a_file_breaks_the_reader() {
        byte[] whole = glb(DESCRIPTION);
        var random = new Random(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                GlbReader.read(Damage.of(whole, random));
                read++;
            } catch (UnreadableMotion refused) {
                assertThat(refused.code()).isNotEmpty();
            }
        }
        assertThat(read).isBetween(1, 19_999);
    }

    private static byte[] glb(String description) {
        float s = (float) Math.sqrt(0.5);
        return glb(description, 0, 0.5f, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, s, 0, s, 0, 1, 0, 1, 1, 0, 1, 1, 0);
    }

    private static byte[] glb(String description, float... numbers) {
        byte[] json = description.getBytes(StandardCharsets.UTF_8);
        int length = 12 + 8 + json.length + 8 + 4 * numbers.length;
        var out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x46546C67).putInt(2).putInt(length);
        out.putInt(json.length).putInt(0x4E4F534A).put(json);
        out.putInt(4 * numbers.length).putInt(0x004E4942);
        for (float value : numbers) {
            out.putFloat(value);
        }
        return out.array();
    }

    private static void same(Vector3 actual, Vector3 expected) {
        assertThat(actual.minus(expected).length())
                .as("%s is %s", actual, expected)
                .isLessThan(1e-6);
    }
}
