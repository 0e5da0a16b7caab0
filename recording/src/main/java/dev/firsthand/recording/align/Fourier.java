package dev.firsthand.recording.align;

/// The fast Fourier transform of a row of numbers whose length is a power of two, in place.
final class Fourier {
    private final int size;
    private final double[] cosines;
    private final double[] sines;

    /// For `least` numbers or a few more.
    Fourier(int least) {
        size = Math.max(2, Integer.highestOneBit(Math.max(1, least - 1)) << 1);
        cosines = new double[size / 2];
        sines = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = StrictMath.cos(2 * Math.PI * i / size);
            sines[i] = StrictMath.sin(2 * Math.PI * i / size);
        }
    }

    int size() {
        return size;
    }

    void forward(double[] re, double[] im) {
        shuffle(re, im);
        for (int half = 1; half < size; half *= 2) {
            int stride = size / (2 * half);
            for (int start = 0; start < size; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    double c = cosines[k * stride];
                    double s = -sines[k * stride];
                    int a = start + k;
                    int b = a + half;
                    double x = re[b] * c - im[b] * s;
                    double y = re[b] * s + im[b] * c;
                    re[b] = re[a] - x;
                    im[b] = im[a] - y;
                    re[a] += x;
                    im[a] += y;
                }
            }
        }
    }

    /// Undoes [#forward].
    void back(double[] re, double[] im) {
        forward(im, re); // exchanged parts turn the other way
        for (int i = 0; i < size; i++) {
            re[i] /= size;
            im[i] /= size;
        }
    }

    private void shuffle(double[] re, double[] im) {
        int bits = Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            int j = Integer.reverse(i) >>> (32 - bits);
            if (j > i) {
                double keptRe = re[i];
                re[i] = re[j];
                re[j] = keptRe;
                double keptIm = im[i];
                im[i] = im[j];
                im[j] = keptIm;
            }
        }
    }
}
