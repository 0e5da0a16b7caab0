package dev.firsthand.recording.synthetic;

/// A colour as video holds it: BT.709, limited range.
record Paint(int luma, int blue, int red) {
    static Paint rgb(int r, int g, int b) {
        double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        return new Paint(
                (int) Math.round(16 + y * 219 / 255), (int) Math.round(128 + (b - y) / 1.8556 * 224 / 255), (int)
                        Math.round(128 + (r - y) / 1.5748 * 224 / 255));
    }

    Paint shaded(double share) {
        return new Paint((int) Math.round(16 + (luma - 16) * share), (int) Math.round(128 + (blue - 128) * share), (int)
                Math.round(128 + (red - 128) * share));
    }
}
