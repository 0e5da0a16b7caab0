package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.C3d.Encoding;
import dev.firsthand.recording.mocap.C3d.Processor;
import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads C3D (<https://www.c3d.org/docs/C3D_User_Guide.pdf>) of Intel, DEC and MIPS machines.
///
/// Header, description and file length often disagree; what fits the length of the file wins, and each such choice
/// is told.
public final class C3dReader {
    private static final int DESCRIPTION_BYTES_MAX = 64 << 20;
    private static final int ZERO_BLOCKS_MAX = 16;

    private final FileChannel file;
    private final long bytes;
    private final List<Decision> decisions = new ArrayList<>();

    private C3dReader(FileChannel file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    public static C3d read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            MotionLimits.checkFile(file.size());
            return new C3dReader(file, file.size()).read();
        }
    }

    private C3d read() throws IOException {
        byte[] start = at(0, (int) Math.min(bytes, (ZERO_BLOCKS_MAX + 1L) * C3dHeader.BLOCK_BYTES));
        int headerAt = headerAt(start);
        Processor processor = Processor.INTEL;
        long section = headerAt + ((start[headerAt] & 0xFF) - 1L) * C3dHeader.BLOCK_BYTES;
        boolean described = section > headerAt && section + 4 <= bytes;
        if (described) {
            var stated = Processor.of(at(section, 4)[3]);
            described = stated.isPresent();
            processor = stated.orElse(Processor.INTEL);
        }
        var numbers = new C3dNumbers(processor);
        var header = C3dHeader.of(numbers, start, headerAt);
        if (header.dataAt() < 0 || header.dataAt() > bytes || !Double.isFinite(header.scale())) {
            throw notOne("its header points outside of the file");
        }
        SortedMap<String, C3dParameter> parameters = new TreeMap<>();
        if (described) {
            long end = header.dataAt() > section ? header.dataAt() : bytes;
            byte[] description = at(section, (int) Math.min(DESCRIPTION_BYTES_MAX, end - section));
            parameters = C3dParameters.read(numbers, description, 0, description.length, decisions);
        } else {
            decisions.add(Decision.doubtful(
                    "c3d-no-description", "The file has no description: points have numbers instead of names."));
        }
        return read(new C3dLayout(header, parameters, bytes, decisions), new Encoding(processor, header.real()));
    }

    private C3d read(C3dLayout layout, Encoding encoding) throws IOException {
        int frames = layout.frames();
        int points = layout.points();
        int analog = layout.analogPerPointFrame();
        if (points > MotionLimits.JOINTS_MAX) {
            throw new UnreadableMotion(
                    "motion-joints-many",
                    "%d points are stated; up to %d are read.".formatted(points, MotionLimits.JOINTS_MAX));
        }
        MotionLimits.checkValues(Math.max(frames, 1), 4L * points + analog);
        var frameData = new C3dFrames(layout, new C3dNumbers(encoding.processor()), frames);
        frameData.read(file);
        int channels = layout.analogChannels();
        return new C3d(
                encoding,
                layout.labels(points),
                layout.text("POINT:UNITS", 0),
                upAxis(layout.text("POINT:Y_SCREEN", 0)),
                layout.declaredFrames(),
                frames,
                layout.framesPerSecond(),
                frameData.places,
                frameData.residuals,
                frameData.cameras,
                layout.analogLabels(),
                layout.analogUnits(),
                channels == 0 ? 0 : analog / channels,
                frameData.analog,
                layout.parameters(),
                decisions);
    }

    /// The axis that points up on a screen.
    private static String upAxis(String screen) {
        return screen.matches("[+-]?[XYZ]") ? screen.replace("+", "") : "unknown";
    }

    /// Some old programs write blocks of zeros before the header.
    private int headerAt(byte[] start) throws UnreadableMotion {
        for (int at = 0; at + C3dHeader.BLOCK_BYTES <= start.length; at += C3dHeader.BLOCK_BYTES) {
            if (start[at + 1] == C3dHeader.MAGIC) {
                if (at > 0) {
                    decisions.add(
                            Decision.sure("c3d-zeros-first", "%d bytes before the header are skipped.".formatted(at)));
                }
                return at;
            }
            if (start[at] != 0 || start[at + 1] != 0) {
                break;
            }
        }
        throw notOne(bytes == 0 ? "it is empty" : "its second byte is not 0x50");
    }

    private byte[] at(long position, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
            // reads on
        }
        return buffer.array();
    }

    private static UnreadableMotion notOne(String why) {
        return new UnreadableMotion(
                "c3d-not-one", "This is no C3D file that can be read: %s. Export it again.".formatted(why));
    }
}
