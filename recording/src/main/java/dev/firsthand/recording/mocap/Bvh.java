package dev.firsthand.recording.mocap;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A BVH file as it stands: its own names, units, axes and order. [BvhImport] makes a [Clip] of it.
///
/// `values` holds one number per channel and frame, in the order in which the nodes declare their channels. A frame
/// whose line had too few or too many numbers is NaN. `declaredFrames` is what the file says, `frames` what it
/// holds.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Bvh(
        List<Node> nodes, double frameSeconds, int declaredFrames, int frames, double[] values, Oddities odd) {
    public Bvh {
        nodes = List.copyOf(nodes);
        if (values.length != (long) frames * channels(nodes)) {
            throw new IllegalArgumentException(
                    "%d frames of %d channels, but %d values".formatted(frames, channels(nodes), values.length));
        }
    }

    /// A joint, or with `end` the far end of a bone. Parents stand before their children.
    public record Node(String name, int parent, double[] offset, List<Channel> channels, boolean end) {
        public Node {
            channels = List.copyOf(channels);
        }

        boolean moves() {
            return channels.stream().anyMatch(channel -> !channel.turns());
        }
    }

    /// What was strange about the text.
    ///
    /// @param spoiledFrames frames whose line had the wrong count of numbers
    /// @param lastCut whether the last line was cut short and left out
    /// @param wrapped whether frames run over lines
    /// @param notNumbers numbers written as "not a number"
    public record Oddities(int spoiledFrames, boolean lastCut, boolean wrapped, boolean decimalComma, long notNumbers) {
        public static final Oddities NONE = new Oddities(0, false, false, false, 0);
    }

    /// One number of a frame.
    public enum Channel {
        X_POSITION("Xposition", 0, false),
        Y_POSITION("Yposition", 1, false),
        Z_POSITION("Zposition", 2, false),
        X_ROTATION("Xrotation", 0, true),
        Y_ROTATION("Yrotation", 1, true),
        Z_ROTATION("Zrotation", 2, true);

        private final String word;
        private final int axis;
        private final boolean turns;

        Channel(String word, int axis, boolean turns) {
            this.word = word;
            this.axis = axis;
            this.turns = turns;
        }

        public String word() {
            return word;
        }

        public boolean turns() {
            return turns;
        }

        /// 0 for x, 1 for y, 2 for z.
        public int axis() {
            return axis;
        }

        static Optional<Channel> of(String word) {
            String small = word.toLowerCase(Locale.ROOT);
            for (Channel channel : values()) {
                if (channel.word.toLowerCase(Locale.ROOT).equals(small)) {
                    return Optional.of(channel);
                }
            }
            return Optional.empty();
        }
    }

    public int channels() {
        return channels(nodes);
    }

    private static int channels(List<Node> nodes) {
        return nodes.stream().mapToInt(node -> node.channels().size()).sum();
    }
}
