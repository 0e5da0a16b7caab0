package dev.firsthand.recording.sidecar;

/// Focal lengths and principal point of a pinhole camera, in pixels of the video as it is stored.
public record CameraIntrinsics(double focalXPixels, double focalYPixels, double centreXPixels, double centreYPixels) {
    public CameraIntrinsics {
        if (!(positive(focalXPixels) && positive(focalYPixels) && positive(centreXPixels) && positive(centreYPixels))) {
            throw new IllegalArgumentException("intrinsics must be positive: fx %s, fy %s, cx %s, cy %s"
                    .formatted(focalXPixels, focalYPixels, centreXPixels, centreYPixels));
        }
    }

    private static boolean positive(double number) {
        return number > 0 && number < 1e6;
    }
}
