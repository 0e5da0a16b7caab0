package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;

/// How the frames of a C3D file lie in it, after header, description and length have been held against each other.
final class C3dLayout {
    private static final int LAST_FRAME_FULL = 65_535;

    private final C3dHeader header;
    private final SortedMap<String, C3dParameter> parameters;
    private final List<Decision> decisions;
    private final int declared;
    private final int analog;
    private final int frames;

    C3dLayout(C3dHeader header, SortedMap<String, C3dParameter> parameters, long bytes, List<Decision> decisions) {
        this.header = header;
        this.parameters = parameters;
        this.decisions = decisions;
        this.declared = statedFrames();
        long room = bytes - header.dataAt();
        this.analog = fittingAnalog(room);
        long frameBytes = header.frameBytes(analog);
        long whole = frameBytes == 0 ? 0 : room / frameBytes;
        this.frames = (int) Math.min(declared, whole);
        if (frames < declared) {
            decisions.add(Decision.doubtful(
                    "frame-count",
                    "The file states %d frames and holds %d: those are used.".formatted(declared, frames)));
        }
    }

    /// The two words of a trial's first and last frame, then the description, then the header, whose 16 bits
    /// overflow.
    private int statedFrames() {
        long first = words("TRIAL:ACTUAL_START_FIELD");
        long last = words("TRIAL:ACTUAL_END_FIELD");
        if (first > 0 && last >= first && last - first < MotionLimits.FRAMES_MAX) {
            return told((int) (last - first + 1));
        }
        double longFrames = number("POINT:LONG_FRAMES", 0);
        if (longFrames > 0 && longFrames <= MotionLimits.FRAMES_MAX) {
            return told((int) longFrames);
        }
        if (header.lastFrame() == LAST_FRAME_FULL) {
            double stated = number("POINT:FRAMES", 0);
            double unsigned = stated < 0 ? stated + 65_536 : stated;
            if (unsigned > header.frames() && unsigned <= MotionLimits.FRAMES_MAX) {
                return told((int) unsigned);
            }
        }
        return header.frames();
    }

    private int told(int frames) {
        if (frames != header.frames()) {
            decisions.add(Decision.sure(
                    "frame-count-stated",
                    "The header counts %d frames, the description %d: the description holds."
                            .formatted(header.frames(), frames)));
        }
        return frames;
    }

    private long words(String name) {
        C3dParameter field = parameters.get(name);
        if (field == null || field.numbers().size() < 2) {
            return 0;
        }
        return ((long) (double) field.numbers().get(0) & 0xFFFF)
                + 65_536 * ((long) (double) field.numbers().get(1) & 0xFFFF);
    }

    /// Some writers put the count of channels where channels times samples belongs: what fits the file's length
    /// wins.
    private int fittingAnalog(long room) {
        var candidates = new LinkedHashSet<Integer>();
        candidates.add(header.analogPerPointFrame());
        candidates.add(header.analogPerPointFrame() * Math.max(1, header.analogSamples()));
        int used = (int) Math.clamp(number("ANALOG:USED", 0), 0, 65_535);
        if (used > 0) {
            candidates.add(used * Math.max(1, header.analogSamples()));
        }
        for (int candidate : candidates) {
            long rest = room - declared * header.frameBytes(candidate);
            if (rest >= 0 && rest <= C3dHeader.BLOCK_BYTES) {
                if (candidate != header.analogPerPointFrame()) {
                    decisions.add(Decision.sure(
                            "c3d-analog-count",
                            "The header counts %d analogue values in a frame; %d fit the length of the file."
                                    .formatted(header.analogPerPointFrame(), candidate)));
                }
                return candidate;
            }
        }
        return header.analogPerPointFrame();
    }

    C3dHeader header() {
        return header;
    }

    SortedMap<String, C3dParameter> parameters() {
        return parameters;
    }

    int points() {
        return header.points();
    }

    int analogPerPointFrame() {
        return analog;
    }

    int declaredFrames() {
        return declared;
    }

    int frames() {
        return frames;
    }

    double framesPerSecond() {
        double stated = number("POINT:RATE", header.framesPerSecond());
        double rate = header.framesPerSecond() > 0 ? header.framesPerSecond() : stated;
        if (!(rate > 0) || !Double.isFinite(rate)) {
            decisions.add(Decision.doubtful("rate-missing", "The file states no frame rate: 100 a second are taken."));
            return 100;
        }
        return rate;
    }

    int analogChannels() {
        int samples = Math.max(1, header.analogSamples());
        return analog % samples == 0 ? analog / samples : analog;
    }

    List<String> labels(int count) {
        return names("POINT:LABELS", count, "point");
    }

    List<String> analogLabels() {
        return names("ANALOG:LABELS", analogChannels(), "channel");
    }

    List<String> analogUnits() {
        return names("ANALOG:UNITS", analogChannels(), "");
    }

    /// More labels than points are common: the first ones count. LABELS2 and on go on where 255 were not enough.
    private List<String> names(String parameter, int count, String without) {
        var names = new ArrayList<String>();
        for (int part = 1; names.size() < count; part++) {
            C3dParameter found = parameters.get(part == 1 ? parameter : parameter + part);
            if (found == null) {
                break;
            }
            found.texts().stream().limit(count - names.size()).forEach(names::add);
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty() && !without.isEmpty()) {
                names.set(i, without + " " + (i + 1));
            }
        }
        while (names.size() < count) {
            names.add(without.isEmpty() ? "" : without + " " + (names.size() + 1));
        }
        return names;
    }

    String text(String name, int index) {
        C3dParameter found = parameters.get(name);
        return found == null || found.texts().size() <= index
                ? ""
                : found.texts().get(index);
    }

    double number(String name, double missing) {
        return number(name, 0, missing);
    }

    double number(String name, int index, double missing) {
        C3dParameter found = parameters.get(name);
        return found == null || found.numbers().size() <= index
                ? missing
                : found.numbers().get(index);
    }
}
