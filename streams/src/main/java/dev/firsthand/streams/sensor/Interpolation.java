package dev.firsthand.streams.sensor;

/// How a sample between two neighbours is told from them.
enum Interpolation {
    /// Each channel on a straight line.
    LINEAR {
        @Override
        void between(SensorStream stream, int left, double share, double[] into, int at) {
            line(stream, left, share, into, at, stream.kind().channels().size());
        }
    },

    /// Three channels of a position on a straight line, then a unit quaternion (x, y, z, w) on the shorter arc.
    POSE {
        @Override
        void between(SensorStream stream, int left, double share, double[] into, int at) {
            line(stream, left, share, into, at, POSITION_CHANNELS);
            arc(stream, left, share, into, at + POSITION_CHANNELS);
        }
    };

    private static final int POSITION_CHANNELS = 3;
    private static final int QUATERNION_CHANNELS = 4;

    /// Above this cosine the arc is so short that its sine loses digits: a normalised line is as exact.
    private static final double NEARLY_SAME = 0.999_999;

    /// Writes the sample that lies `share` of the way from sample `left` to the one after it.
    abstract void between(SensorStream stream, int left, double share, double[] into, int at);

    static Interpolation of(SensorKind kind) {
        return switch (kind) {
            case IMU -> LINEAR;
            case CAMERA_POSE -> POSE;
        };
    }

    private static void line(SensorStream stream, int left, double share, double[] into, int at, int channels) {
        for (int c = 0; c < channels; c++) {
            double from = stream.value(left, c);
            into[at + c] = from + share * (stream.value(left + 1, c) - from);
        }
    }

    private static void arc(SensorStream stream, int left, double share, double[] into, int at) {
        double cosine = 0;
        for (int c = 0; c < QUATERNION_CHANNELS; c++) {
            cosine += stream.value(left, POSITION_CHANNELS + c) * stream.value(left + 1, POSITION_CHANNELS + c);
        }
        double sign = cosine < 0 ? -1 : 1; // q and -q are one rotation: take the near one
        double angle = Math.acos(Math.min(1, Math.abs(cosine)));
        boolean nearlySame = Math.abs(cosine) > NEARLY_SAME;
        double fromWeight = nearlySame ? 1 - share : Math.sin((1 - share) * angle) / Math.sin(angle);
        double toWeight = nearlySame ? share : Math.sin(share * angle) / Math.sin(angle);
        double squares = 0;
        for (int c = 0; c < QUATERNION_CHANNELS; c++) {
            double mixed = fromWeight * stream.value(left, POSITION_CHANNELS + c)
                    + sign * toWeight * stream.value(left + 1, POSITION_CHANNELS + c);
            into[at + c] = mixed;
            squares += mixed * mixed;
        }
        double length = Math.sqrt(squares);
        for (int c = 0; c < QUATERNION_CHANNELS && length > 0; c++) {
            into[at + c] /= length;
        }
    }
}
