package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Bvh.Channel;
import dev.firsthand.recording.mocap.Bvh.Node;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// Writes BVH. Each number is the shortest text that reads back as the same double, so that what is written, read
/// and written again has the same bytes.
public final class BvhWriter {
    private final Bvh bvh;
    private final Writer out;

    private BvhWriter(Bvh bvh, Writer out) {
        this.bvh = bvh;
        this.out = out;
    }

    public static void write(Bvh bvh, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        new BvhWriter(bvh, writer).write();
        writer.flush();
    }

    /// The part before the word MOTION, for whoever writes frames as they come.
    public static String hierarchy(Bvh bvh) throws IOException {
        var text = new StringWriter();
        new BvhWriter(bvh, text).writeHierarchy();
        return text.toString();
    }

    /// One line of numbers.
    public static String frame(Bvh bvh, int frame) throws IOException {
        var text = new StringWriter();
        new BvhWriter(bvh, text).writeFrame(frame);
        return text.toString();
    }

    private void write() throws IOException {
        writeHierarchy();
        out.write("MOTION\nFrames: %d\nFrame Time: %s\n".formatted(bvh.frames(), number(bvh.frameSeconds())));
        for (int frame = 0; frame < bvh.frames(); frame++) {
            writeFrame(frame);
        }
    }

    private void writeHierarchy() throws IOException {
        out.write("HIERARCHY\n");
        int open = 0;
        for (int i = 0; i < bvh.nodes().size(); i++) {
            int depth = depth(i);
            for (; open > depth; open--) {
                line(open - 1, "}");
            }
            writeNode(bvh.nodes().get(i), depth);
            open = depth + 1;
        }
        for (; open > 0; open--) {
            line(open - 1, "}");
        }
    }

    private void writeNode(Node node, int depth) throws IOException {
        String kind = node.end() ? "End Site" : (depth == 0 ? "ROOT " : "JOINT ") + plain(node.name());
        line(depth, kind);
        line(depth, "{");
        double[] offset = node.offset();
        line(depth + 1, "OFFSET %s %s %s".formatted(number(offset[0]), number(offset[1]), number(offset[2])));
        if (!node.end()) {
            var channels = new StringBuilder("CHANNELS ").append(node.channels().size());
            for (Channel channel : node.channels()) {
                channels.append(' ').append(channel.word());
            }
            line(depth + 1, channels.toString());
        }
    }

    private void writeFrame(int frame) throws IOException {
        int channels = bvh.channels();
        for (int c = 0; c < channels; c++) {
            if (c > 0) {
                out.write(' ');
            }
            out.write(number(bvh.values()[frame * channels + c]));
        }
        out.write('\n');
    }

    private int depth(int node) {
        int depth = 0;
        for (int i = bvh.nodes().get(node).parent();
                i >= 0;
                i = bvh.nodes().get(i).parent()) {
            depth++;
        }
        return depth;
    }

    private void line(int depth, String text) throws IOException {
        out.write("\t".repeat(depth));
        out.write(text);
        out.write('\n');
    }

    /// Names of other formats hold what would end a name here.
    private static String plain(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}{}]", "_").strip();
        return plain.isEmpty() ? "unnamed" : plain;
    }

    /// Whole numbers without a point; a zero keeps its sign.
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0)) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
