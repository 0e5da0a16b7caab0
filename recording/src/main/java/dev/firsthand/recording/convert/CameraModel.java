package dev.firsthand.recording.convert;

/// A pinhole camera in pixels of the very picture that is written: who scales or turns the picture scales and turns
/// this with it. Distortion is not known.
public record CameraModel(
        Size picture, double focalXPixels, double focalYPixels, double centreXPixels, double centreYPixels) {
    public record Size(int widthPixels, int heightPixels) {
        public Size {
            if (widthPixels <= 0 || heightPixels <= 0) {
                throw new IllegalArgumentException("a picture of %d x %d pixels".formatted(widthPixels, heightPixels));
            }
        }
    }

    public CameraModel {
        if (!(focalXPixels > 0 && focalYPixels > 0)) {
            throw new IllegalArgumentException(
                    "focal lengths must be positive: %s and %s pixels".formatted(focalXPixels, focalYPixels));
        }
    }

    /// The same camera after its picture was scaled.
    public CameraModel scaledTo(Size scaled) {
        double x = scaled.widthPixels / (double) picture.widthPixels;
        double y = scaled.heightPixels / (double) picture.heightPixels;
        return new CameraModel(scaled, focalXPixels * x, focalYPixels * y, centreXPixels * x, centreYPixels * y);
    }
}
