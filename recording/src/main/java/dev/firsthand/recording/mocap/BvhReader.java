package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Bvh.Channel;
import dev.firsthand.recording.mocap.Bvh.Node;
import dev.firsthand.recording.mocap.Bvh.Oddities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads BVH: a hierarchy in braces, then one line of numbers per frame.
///
/// Keywords in any case, blanks and line ends of any kind, channels in any order and number. A line with the wrong
/// count of numbers spoils its own frame only: numbers are never moved over from the next line. The stated frame
/// count is noted, not believed.
public final class BvhReader {
    private static final int BYTES_PER_NUMBER_MIN = 2;
    private static final int CHANNELS_PER_JOINT_MAX = 6;

    private final TextScanner text;
    private final long bytes;
    private final List<Node> nodes = new ArrayList<>();
    private double[] values = new double[0];
    private int spoiled;
    private boolean lastCut;
    private int firstLine;

    private BvhReader(InputStream in, long bytes) throws IOException {
        this.text = new TextScanner(in);
        this.bytes = bytes;
    }

    public static Bvh read(Path file) throws IOException {
        long bytes = Files.size(file);
        MotionLimits.checkFile(bytes);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, bytes);
        }
    }

    static Bvh read(InputStream in, long bytes) throws IOException {
        return new BvhReader(in, bytes).read();
    }

    private Bvh read() throws IOException {
        if (!text.more() || !text.word().equalsIgnoreCase("HIERARCHY")) {
            throw new UnreadableMotion(
                    "bvh-not-one",
                    "A BVH file begins with the word HIERARCHY; this one does not. Export the take again.");
        }
        String word = text.word();
        while (word.equalsIgnoreCase("ROOT")) {
            readNode(Skeleton.NO_PARENT, 0);
            word = text.word();
        }
        if (nodes.isEmpty() || !word.equalsIgnoreCase("MOTION")) {
            throw unexpected("ROOT or MOTION", word);
        }
        text.expect("Frames:");
        int declared = text.wholeNumber();
        text.expect("Frame");
        text.expect("Time:");
        double frameSeconds = text.number();
        if (!(frameSeconds > 0) || frameSeconds > 3600) {
            throw new UnreadableMotion(
                    "bvh-frame-time",
                    "Frame Time is %s s; it must be above 0. Set the frame rate in the program that exports it."
                            .formatted(frameSeconds));
        }
        int channels = nodes.stream().mapToInt(node -> node.channels().size()).sum();
        if (channels == 0) {
            throw new UnreadableMotion("bvh-no-channels", "No joint declares a channel: nothing moves in this file.");
        }
        return readFrames(channels, declared, frameSeconds);
    }

    private void readNode(int parent, int depth) throws IOException {
        if (depth > MotionLimits.DEPTH_MAX || nodes.size() >= MotionLimits.JOINTS_MAX) {
            throw new UnreadableMotion(
                    "motion-joints-many",
                    "Line %d: more than %d joints, or %d of them on each other, are not read."
                            .formatted(text.line(), MotionLimits.JOINTS_MAX, MotionLimits.DEPTH_MAX));
        }
        String name = text.name();
        text.expect("{");
        double[] offset = new double[3];
        List<Channel> channels = List.of();
        int index = nodes.size();
        nodes.add(new Node(name, parent, offset, channels, false));
        while (true) {
            String word = text.word().toUpperCase(Locale.ROOT);
            switch (word) {
                case "OFFSET" -> readOffset(offset);
                case "CHANNELS" -> {
                    channels = readChannels();
                    nodes.set(index, new Node(name, parent, offset, channels, false));
                }
                case "JOINT" -> readNode(index, depth + 1);
                case "END" -> readEnd(index, name);
                case "}" -> {
                    return;
                }
                default -> throw unexpected("OFFSET, CHANNELS, JOINT, End Site or }", word);
            }
        }
    }

    private void readEnd(int parent, String parentName) throws IOException {
        text.expect("Site");
        text.name(); // some writers name their end sites; nothing refers to it
        text.expect("{");
        double[] offset = new double[3];
        String word = text.word();
        if (word.equalsIgnoreCase("OFFSET")) {
            readOffset(offset);
            word = text.word();
        }
        if (!word.equals("}")) {
            throw unexpected("} after the offset of an End Site", word);
        }
        nodes.add(new Node(parentName + " end", parent, offset, List.of(), true));
    }

    private void readOffset(double[] offset) throws IOException {
        for (int axis = 0; axis < 3; axis++) {
            offset[axis] = text.number();
            if (Double.isNaN(offset[axis])) {
                throw unexpected("a number for the offset", "none");
            }
        }
    }

    private List<Channel> readChannels() throws IOException {
        int count = text.wholeNumber();
        if (count < 0 || count > CHANNELS_PER_JOINT_MAX) {
            throw new UnreadableMotion(
                    "bvh-channels", "Line %d: a joint has 0 to 6 channels, not %d.".formatted(text.line(), count));
        }
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < count; i++) {
            String word = text.word();
            var channel = Channel.of(word).orElseThrow(() -> unexpected("a channel such as Xrotation", word));
            if (channels.contains(channel)) {
                throw unexpected("each channel once", word);
            }
            channels.add(channel);
        }
        return channels;
    }

    /// One line is one frame where the first frame fills its line exactly; else numbers run on over line ends, and
    /// then their count must fit.
    private Bvh readFrames(int channels, int declared, double frameSeconds) throws IOException {
        int count = 0;
        int expected = (int) Math.min(Math.max(declared, 1), bytes / BYTES_PER_NUMBER_MIN / channels + 1);
        values = new double[MotionLimits.checkValues(expected, channels)];
        boolean lines = false;
        int frames = 0;
        while (text.more()) {
            if (frames == 0) {
                count = readFirst(channels);
                lines = count == channels && (!text.more() || text.line() != firstLine);
                frames = 1;
            } else if (lines) {
                room(frames, channels);
                readLine(frames++, channels);
            } else {
                room(count / channels, channels);
                values[count++] = text.number();
            }
        }
        if (!lines && count > 0) {
            frames = wrapped(count, channels, declared);
        }
        if (lastCut && frames > 1) {
            frames--;
            spoiled--;
        }
        if (frames == 0) {
            throw new UnreadableMotion("bvh-no-frames", "The file describes a skeleton but holds no whole frame.");
        }
        if (text.sawComma() && text.sawPoint()) {
            throw new UnreadableMotion(
                    "bvh-comma-and-point",
                    "Some numbers have a decimal comma and some a point: it can't be told what is meant. Export it again with points.");
        }
        var odd = new Oddities(spoiled, lastCut, !lines, text.sawComma(), text.notNumbers());
        return new Bvh(nodes, frameSeconds, declared, frames, Arrays.copyOf(values, frames * channels), odd);
    }

    /// Reads as many numbers as stand on the first line, at most one frame, and says how many.
    private int readFirst(int channels) throws IOException {
        firstLine = text.line();
        values[0] = text.number();
        int read = 1;
        boolean more = text.more();
        while (more && read < channels && text.line() == firstLine) {
            values[read++] = text.number();
            more = text.more();
        }
        return read;
    }

    private void readLine(int frame, int channels) throws IOException {
        int line = text.line();
        int at = frame * channels;
        int read = 0;
        boolean more = true;
        while (more && text.line() == line) {
            double value = text.number();
            if (read < channels) {
                values[at + read] = value;
            }
            read++;
            more = text.more();
        }
        if (read != channels) {
            Arrays.fill(values, at, at + channels, Double.NaN);
            spoiled++;
            lastCut = !more && read < channels;
        }
    }

    private void room(int frames, int channels) throws IOException {
        long needed = (long) (frames + 1) * channels;
        if (needed > values.length) {
            MotionLimits.checkValues(frames + 1L, channels);
            long doubled = Math.min(2L * needed, MotionLimits.valuesMax());
            values = Arrays.copyOf(values, (int) Math.max(needed, doubled));
        }
    }

    private static int wrapped(int count, int channels, int declared) throws UnreadableMotion {
        if (count != (long) declared * channels) {
            throw new UnreadableMotion(
                    "bvh-frames-unclear",
                    "The first line of motion does not hold %d numbers, and the %d numbers in all are not the %d frames that the file states: it can't be told where a frame begins. Export it again."
                            .formatted(channels, count, declared));
        }
        return declared;
    }

    private UnreadableMotion unexpected(String wanted, String found) {
        return new UnreadableMotion(
                "motion-word-unexpected",
                "Line %d: %s was expected, %s found.".formatted(text.line(), wanted, TextScanner.quoted(found)));
    }
}
