package dev.firsthand.engine.capture;

/// What an upload is within its session.
public enum UploadRole {
    /// A video file.
    VIDEO(true),
    /// Readings of the device's motion in Gyroflow's format.
    IMU_GCSV(false),
    /// Readings of the device's motion in columns that a declaration names.
    IMU_CSV(false),
    /// A Stray Scanner folder in one archive: video, intrinsics, poses, motion.
    STRAY_ZIP(true),
    /// The motion of a body as a suit or a motion program wrote it: BVH or GLB. Without a film it is the recording.
    MOTION(false);

    private final boolean film;

    UploadRole(boolean film) {
        this.film = film;
    }

    /// True for what shows the task in pictures; the others go beside it.
    public boolean film() {
        return film;
    }

    /// True for readings of the device that films.
    public boolean log() {
        return this == IMU_GCSV || this == IMU_CSV;
    }
}
