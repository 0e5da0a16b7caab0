package dev.firsthand.recording.lerobot;

/// One camera of the set. `codec` is the canonical name (`h264`, `hevc`, `av1`), `pixelFormat` ffmpeg's (`yuv420p`).
public record Camera(String name, int widthPixels, int heightPixels, String codec, String pixelFormat) {
    private static final String PREFIX = "observation.images.";

    public Camera {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("camera name '%s' is blank or holds a slash".formatted(name));
        }
        if (widthPixels <= 0 || heightPixels <= 0) {
            throw new IllegalArgumentException(
                    "camera %s is %d by %d pixels".formatted(name, widthPixels, heightPixels));
        }
    }

    /// The form that every tool plays: H.264, 8 bits, 4:2:0.
    public static Camera h264(String name, int widthPixels, int heightPixels) {
        return new Camera(name, widthPixels, heightPixels, "h264", "yuv420p");
    }

    /// The feature's name, `observation.images.<name>`; also the folder's below `videos/`.
    public String key() {
        return key(name);
    }

    /// That of a camera of this name.
    public static String key(String name) {
        return PREFIX + name;
    }
}
