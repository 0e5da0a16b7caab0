package dev.firsthand.recording.mocap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Words and numbers of a text, read once from front to back through one buffer.
///
/// A number is the double that `Double.parseDouble` gives for it, bit by bit, but much faster: a mantissa below
/// 2^53 and a power of ten up to 22 are both exact, so one multiplication or division rounds as the definition asks
/// (Clinger, "How to read floating point numbers accurately", 1990). Everything else goes to `Double.parseDouble`
/// itself.
final class TextScanner {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long MANTISSA_EXACT = 1L << 53;
    private static final int DIGITS_MAX = 18;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES + 1];
    private int at;
    private int end;
    private boolean ended;
    private int line = 1;
    private boolean sawPoint;
    private boolean sawComma;
    private long notNumbers;

    TextScanner(InputStream in) throws IOException {
        this.in = in;
        fill();
        if (end >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    int line() {
        return line;
    }

    /// Whether a number had a comma where others have a point.
    boolean sawComma() {
        return sawComma;
    }

    boolean sawPoint() {
        return sawPoint;
    }

    /// How many numbers were written as "not a number" or as infinite.
    long notNumbers() {
        return notNumbers;
    }

    /// Goes to the next word, over lines. False at the end of the text.
    boolean more() throws IOException {
        while (true) {
            int i = at;
            while (i < end) {
                byte c = buffer[i];
                if (c > ' ') {
                    break;
                }
                if (c < 0) { // the first byte of a letter beyond ASCII
                    break;
                }
                if (c == '\n') {
                    line++;
                }
                i++;
            }
            at = i;
            if (i < end) {
                if (end - i < MotionLimits.TOKEN_BYTES_MAX && !ended) {
                    fill();
                }
                return true;
            }
            if (ended) {
                return false;
            }
            fill();
        }
    }

    /// A word; a brace is a word of its own even where it touches another.
    String word() throws IOException {
        if (!more()) {
            throw cut();
        }
        int from = at;
        if (isBrace(buffer[at])) {
            at++;
        } else {
            at = wordEnd(from);
        }
        return new String(buffer, from, at - from, StandardCharsets.UTF_8);
    }

    /// What is left of this line up to a brace, without blanks around it: names hold blanks and colons.
    String name() throws IOException {
        if (end - at < MotionLimits.TOKEN_BYTES_MAX && !ended) {
            fill();
        }
        int from = at;
        int i = from;
        while (i < end && buffer[i] != '\n' && buffer[i] != '\r' && buffer[i] != '{') {
            i++;
        }
        if (i - from > MotionLimits.NAME_BYTES_MAX) {
            throw new UnreadableMotion(
                    "motion-name-long",
                    "Line %d has a name of %d bytes; at most %d are read."
                            .formatted(line, i - from, MotionLimits.NAME_BYTES_MAX));
        }
        at = i;
        return new String(buffer, from, i - from, StandardCharsets.UTF_8).strip();
    }

    double number() throws IOException {
        if (!more()) {
            throw cut();
        }
        byte[] bytes = buffer;
        int i = at;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int start = i;
        int c;
        while ((c = bytes[i] - '0') >= 0 && c <= 9) {
            mantissa = mantissa * 10 + c;
            digits++;
            i++;
        }
        int exponent = 0;
        if (bytes[i] == '.') {
            sawPoint = true;
            int point = ++i;
            while ((c = bytes[i] - '0') >= 0 && c <= 9) {
                mantissa = mantissa * 10 + c;
                i++;
            }
            exponent = point - i;
            digits -= exponent;
        }
        if (digits == 0 || (bytes[i] | 0x20) == 'e' || bytes[i] > ' ' || bytes[i] < 0) {
            return unusual(start);
        }
        if (digits > DIGITS_MAX || mantissa > MANTISSA_EXACT || exponent < -22) {
            return slowly(at, i);
        }
        at = i;
        double value = exponent == 0 ? mantissa : mantissa / TENS[-exponent];
        return negative ? -value : value;
    }

    /// A number with an exponent, a decimal comma or none at all. `start` is after the sign.
    private double unusual(int start) throws IOException {
        int to = wordEnd(at);
        int i = start;
        long mantissa = 0;
        int digits = 0;
        int exponent = 0;
        for (; i < to && buffer[i] != 'e' && buffer[i] != 'E'; i++) {
            int c = buffer[i] - '0';
            if (buffer[i] == '.' && exponent == 0) {
                exponent = i + 1;
            } else if (c >= 0 && c <= 9 && digits < DIGITS_MAX) {
                mantissa = mantissa * 10 + c;
                digits++;
            } else {
                return slowly(at, to);
            }
        }
        exponent = exponent == 0 ? 0 : exponent - i;
        int power = i < to ? power(i + 1, to) : Integer.MIN_VALUE;
        if (power == Integer.MIN_VALUE || digits == 0 || mantissa > MANTISSA_EXACT) {
            return slowly(at, to);
        }
        exponent += power;
        if (exponent < -22 || exponent > 22) {
            return slowly(at, to);
        }
        double value = exponent < 0 ? mantissa / TENS[-exponent] : mantissa * TENS[exponent];
        boolean negative = buffer[at] == '-';
        at = to;
        return negative ? -value : value;
    }

    /// The whole number between two places, or the smallest one where it is none or has more than three digits.
    private int power(int from, int to) {
        int i = from;
        boolean negative = i < to && buffer[i] == '-';
        if (negative || (i < to && buffer[i] == '+')) {
            i++;
        }
        if (i == to || to - i > 3) {
            return Integer.MIN_VALUE;
        }
        int power = 0;
        for (; i < to; i++) {
            int c = buffer[i] - '0';
            if (c < 0 || c > 9) {
                return Integer.MIN_VALUE;
            }
            power = power * 10 + c;
        }
        return negative ? -power : power;
    }

    private double slowly(int from, int to) throws UnreadableMotion {
        wordEnd(from); // refuses what may run over the end of the buffer
        String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        at = to;
        double value = DecimalText.parse(text)
                .orElseThrow(() -> new UnreadableMotion(
                        "motion-number-unreadable",
                        "Line %d: a number was expected, %s found.".formatted(line, quoted(text))));
        sawComma |= text.indexOf(',') >= 0;
        sawPoint |= text.indexOf('.') >= 0;
        notNumbers += Double.isNaN(value) ? 1 : 0;
        return value;
    }

    int wholeNumber() throws IOException {
        String word = word();
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new UnreadableMotion(
                    "motion-number-unreadable",
                    "Line %d: a whole number was expected, %s found.".formatted(line, quoted(word)));
        }
    }

    void expect(String wanted) throws IOException {
        String word = word();
        if (!word.equalsIgnoreCase(wanted)) {
            throw new UnreadableMotion(
                    "motion-word-unexpected",
                    "Line %d: %s was expected, %s found.".formatted(line, wanted, quoted(word)));
        }
    }

    static String quoted(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    UnreadableMotion cut() {
        return new UnreadableMotion(
                "motion-cut",
                "The file ends in line %d, in the middle of its description. Export it again.".formatted(line));
    }

    private int wordEnd(int from) throws UnreadableMotion {
        int i = from;
        while (i < end && (buffer[i] > ' ' || buffer[i] < 0) && !isBrace(buffer[i])) {
            i++;
        }
        if (i - from >= MotionLimits.TOKEN_BYTES_MAX) {
            throw new UnreadableMotion(
                    "motion-word-long",
                    "Line %d has a word of over %d bytes.".formatted(line, MotionLimits.TOKEN_BYTES_MAX));
        }
        return i;
    }

    private static boolean isBrace(byte c) {
        return c == '{' || c == '}';
    }

    /// Keeps what is unread and reads on. The byte after the last is a blank, so that loops over digits end there.
    private void fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        while (end < BUFFER_BYTES && !ended) {
            int read = in.read(buffer, end, BUFFER_BYTES - end);
            if (read < 0) {
                ended = true;
            } else {
                end += read;
            }
        }
        buffer[end] = ' ';
    }
}
