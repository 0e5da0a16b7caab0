package dev.firsthand.recording.synthetic;

import java.util.OptionalInt;

/// The number of a frame, drawn into its lower left corner, so that a test can tell which frame it sees after cutting,
/// scaling and encoding.
///
/// A row of 32 cells, each a square of an eightieth of the picture's width: white, black, then 24 bits of the number
/// and 4 bits of checksum (most significant first, white is one), then black, white. It reads down to about 160
/// pixels width.
public final class FrameBarcode {
    private static final int NUMBER_BITS = 24;
    private static final int CHECK_BITS = 4;
    private static final int CELLS = NUMBER_BITS + CHECK_BITS + 4;
    private static final int CELLS_ACROSS = 80;
    private static final int WHITE_FROM = 128;
    private static final Paint WHITE = new Paint(235, 128, 128);
    private static final Paint BLACK = new Paint(16, 128, 128);

    private FrameBarcode() {}

    /// The share of the picture's height, from below, that the code covers.
    public static double heightShare(int width, int height) {
        return 2.0 * cell(width) / height;
    }

    static void draw(Picture picture, int frame) {
        double cell = cell(picture.width);
        int top = (int) Math.round(picture.height - 1.5 * cell);
        int bottom = (int) Math.round(picture.height - 0.5 * cell);
        for (int i = 0; i < CELLS; i++) {
            int left = (int) Math.round((i + 0.5) * cell);
            int right = (int) Math.round((i + 1.5) * cell);
            picture.block(left, top, right, bottom, bit(i, frame) ? WHITE : BLACK);
        }
    }

    /// Reads the number from the luma of a picture; empty where there is no code that holds together.
    public static OptionalInt read(byte[] luma, int width, int height) {
        double cell = cell(width);
        int y = (int) (height - cell);
        int number = 0;
        int check = 0;
        for (int i = 0; i < CELLS; i++) {
            int x = (int) ((i + 1) * cell);
            boolean white = (luma[y * width + x] & 0xff) >= WHITE_FROM;
            if (i >= 2 && i < 2 + NUMBER_BITS) {
                number = (number << 1) | (white ? 1 : 0);
            } else if (i >= 2 + NUMBER_BITS && i < CELLS - 2) {
                check = (check << 1) | (white ? 1 : 0);
            } else if (white != bit(i, 0)) {
                return OptionalInt.empty();
            }
        }
        return check == checksum(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static double cell(int width) {
        return (double) width / CELLS_ACROSS;
    }

    private static boolean bit(int cell, int frame) {
        if (cell < 2) {
            return cell == 0;
        }
        if (cell >= CELLS - 2) {
            return cell == CELLS - 1;
        }
        int at = cell - 2;
        int bits = at < NUMBER_BITS ? frame >> (NUMBER_BITS - 1 - at) : checksum(frame) >> (CELLS - 3 - cell);
        return (bits & 1) == 1;
    }

    private static int checksum(int number) {
        int sum = 5;
        for (int shift = 0; shift < NUMBER_BITS; shift += CHECK_BITS) {
            sum = sum * 3 + ((number >> shift) & 15);
        }
        return sum & 15;
    }
}
