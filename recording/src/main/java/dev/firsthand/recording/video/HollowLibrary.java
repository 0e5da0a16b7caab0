package dev.firsthand.recording.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shared libraries with a name and nothing in them, for Linux.
///
/// The bundled FFmpeg is linked with libraries for sound cards and screens (PulseAudio, ALSA, X11). A server has none
/// of them, and the loader then refuses to start the program, though we never open such a device. A hollow library
/// satisfies the loader; a call into it would end the program with "symbol lookup error". Layout: ELF gABI,
/// chapters 4 and 5, and the GNU symbol versioning of the LSB core specification.
final class HollowLibrary {
    /// The device libraries that may be hollow, with the symbol versions that the loader asks them for.
    private static final Map<String, List<String>> DEVICE_LIBRARIES = Map.of(
            "libpulse.so.0", List.of("PULSE_0"),
            "libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4"),
            "libxcb.so.1", List.of(),
            "libxcb-shm.so.0", List.of(),
            "libxcb-shape.so.0", List.of(),
            "libxcb-xfixes.so.0", List.of());

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SYMBOL = 24;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int DYNAMIC_ENTRIES = 10;
    private static final int VERSION_DEFINITION = 28; // definition and its one name

    private HollowLibrary() {}

    static boolean covers(String name) {
        return DEVICE_LIBRARIES.containsKey(name);
    }

    static void write(Path folder, String name) throws IOException {
        List<String> versions = DEVICE_LIBRARIES.get(name);
        if (versions == null) {
            throw new IllegalArgumentException("not a device library: " + name);
        }
        Files.write(folder.resolve(name), bytes(name, versions));
    }

    private static byte[] bytes(String name, List<String> versions) {
        var strings = new StringBuilder("\0");
        var names = new ArrayList<String>();
        var nameOffsets = new ArrayList<Integer>();
        names.add(name);
        names.addAll(versions);
        for (String each : names) {
            nameOffsets.add(strings.length());
            strings.append(each).append('\0');
        }
        byte[] text = strings.toString().getBytes(StandardCharsets.US_ASCII);

        int symbols = HEADER + 3 * PROGRAM_HEADER;
        int hash = symbols + SYMBOL;
        int versionOfSymbols = hash + 16;
        int definitions = versionOfSymbols + 8;
        int dynamic = (definitions + names.size() * VERSION_DEFINITION + 7) / 8 * 8;
        int stringTable = dynamic + DYNAMIC_ENTRIES * DYNAMIC_ENTRY;
        int size = stringTable + text.length;

        var elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header(elf);
        program(elf, 1, 6, 0, size, 0x10000); // PT_LOAD, read and write: the loader relocates the dynamic section
        program(elf, 2, 6, dynamic, DYNAMIC_ENTRIES * DYNAMIC_ENTRY, 8); // PT_DYNAMIC
        program(elf, 0x6474e551, 6, 0, 0, 16); // PT_GNU_STACK, not executable
        elf.position(hash).putInt(1).putInt(1); // one bucket, one chain entry, both the null symbol
        elf.position(definitions);
        for (int i = 0; i < names.size(); i++) {
            definition(elf, i, names, nameOffsets.get(i));
        }
        elf.position(dynamic);
        long[][] entries = {
            {14, nameOffsets.getFirst()}, // DT_SONAME
            {4, hash},
            {5, stringTable},
            {6, symbols},
            {10, text.length}, // DT_STRSZ
            {11, SYMBOL}, // DT_SYMENT
            {0x6ffffff0L, versionOfSymbols},
            {0x6ffffffcL, definitions}, // DT_VERDEF
            {0x6ffffffdL, names.size()}, // DT_VERDEFNUM
            {0, 0}
        };
        for (long[] entry : entries) {
            elf.putLong(entry[0]).putLong(entry[1]);
        }
        return elf.put(text).array();
    }

    private static void header(ByteBuffer elf) {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 3).putShort((short) (arm ? 183 : 62)).putInt(1);
        elf.putLong(0).putLong(HEADER).putLong(0).putInt(0);
        elf.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void program(ByteBuffer elf, int type, int flags, long offset, long size, long align) {
        elf.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(size).putLong(size).putLong(align);
    }

    private static void definition(ByteBuffer elf, int index, List<String> names, int nameOffset) {
        boolean last = index == names.size() - 1;
        elf.putShort((short) 1).putShort((short) (index == 0 ? 1 : 0)).putShort((short) (index + 1));
        elf.putShort((short) 1).putInt(hash(names.get(index))).putInt(20).putInt(last ? 0 : VERSION_DEFINITION);
        elf.putInt(nameOffset).putInt(0);
    }

    /// The System V hash of a name (gABI chapter 5).
    private static int hash(String name) {
        long hash = 0;
        for (byte letter : name.getBytes(StandardCharsets.US_ASCII)) {
            hash = ((hash << 4) + (letter & 255)) & 0xffffffffL;
            long high = hash & 0xf0000000L;
            hash = (hash ^ (high >>> 24)) & ~high;
        }
        return (int) hash;
    }
}
