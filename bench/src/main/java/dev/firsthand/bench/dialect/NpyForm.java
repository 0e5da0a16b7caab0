package dev.firsthand.bench.dialect;

import dev.firsthand.bench.wire.MessagePack;
import dev.firsthand.bench.wire.Parts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The form of GR00T: each array is a whole .npy file, version 1 as numpy's documentation has it.
final class NpyForm implements ArrayForm {
    private static final NpyForm FORM = new NpyForm();
    private static final String ARRAY = "__ndarray_class__";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final int HEAD_BYTES = MAGIC.length + 2;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']{3})', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), \\} *\n");

    private NpyForm() {}

    static byte[] bytes(Object message) {
        return MessagePack.bytes(FORM.pack(message));
    }

    static Object read(ByteBuffer bytes) {
        return FORM.unpack(MessagePack.read(bytes));
    }

    @Override
    public Map<?, ?> packed(NumpyArray array) {
        var map = new LinkedHashMap<String, Object>();
        map.put(ARRAY, true);
        map.put("as_npy", file(array));
        return map;
    }

    @Override
    public Optional<Object> unpacked(Map<?, ?> map) {
        return map.containsKey(ARRAY)
                ? Optional.of(array(ArrayForm.bytes(Parts.present(map, "as_npy"))))
                : Optional.empty();
    }

    private static ByteBuffer file(NumpyArray array) {
        String shape = array.shape().stream().map(size -> size + ", ").collect(Collectors.joining());
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(array.dtype(), shape);
        int padding = ALIGNMENT - 1 - (HEAD_BYTES + header.length()) % ALIGNMENT;
        byte[] padded = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(HEAD_BYTES + padded.length + array.data().remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) padded.length)
                .put(padded)
                .put(array.data().duplicate())
                .flip();
    }

    private static NumpyArray array(ByteBuffer file) {
        boolean isNpy =
                file.remaining() >= HEAD_BYTES && file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        int length = isNpy ? file.order(ByteOrder.LITTLE_ENDIAN).getShort(MAGIC.length) & 0xffff : Integer.MAX_VALUE;
        if (length > file.remaining() - HEAD_BYTES) {
            throw Parts.wrong("a .npy file of version 1");
        }
        CharSequence header = StandardCharsets.ISO_8859_1.decode(file.slice(HEAD_BYTES, length));
        Matcher matched = HEADER.matcher(header);
        if (!matched.matches()) {
            throw Parts.wrong("the header of a .npy file");
        }
        List<Integer> shape = Stream.of(matched.group(3).split("[, ]+"))
                .filter(size -> !size.isEmpty())
                .map(NpyForm::size)
                .toList();
        int begin = HEAD_BYTES + length;
        ByteBuffer data = file.slice(begin, file.limit() - begin);
        var array = new NumpyArray(matched.group(1), shape, data);
        return matched.group(2).equals("True") ? inOrderOfC(array) : array;
    }

    private static int size(String digits) {
        if (digits.length() > 9) {
            throw Parts.wrong("a size of an array below a billion");
        }
        return Integer.parseInt(digits);
    }

    /// The same array, which was given with its first index running fastest.
    private static NumpyArray inOrderOfC(NumpyArray array) {
        int each = NumpyArray.bytesEach(array.dtype());
        ByteBuffer data = ByteBuffer.allocate(array.data().remaining());
        for (int i = 0; i < array.size(); i++) {
            int from = 0;
            int rest = i;
            int outer = array.size();
            for (int axis = array.shape().size() - 1; axis >= 0; axis--) {
                int size = array.shape().get(axis);
                outer /= size;
                from += rest % size * outer;
                rest /= size;
            }
            data.put(array.data().slice(from * each, each));
        }
        return new NumpyArray(array.dtype(), array.shape(), data.flip());
    }
}
