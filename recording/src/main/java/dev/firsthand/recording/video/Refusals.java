package dev.firsthand.recording.video;

import dev.firsthand.recording.video.ProbeResult.Refused;

/// Every way in which a video is turned down, with words for the person who recorded it. Codes never change.
final class Refusals {
    private static final String AGAIN = "Play it on your phone: if it does not play there, record again.";

    private Refusals() {}

    static Refused empty() {
        return new Refused(
                "video-empty", "The file is empty (0 bytes). Choose the video again and upload it once more.");
    }

    static Refused notAVideo() {
        return new Refused(
                "video-not-recognised",
                "This is not an mp4, mov or webm video, whatever its name says. Upload the file that your camera made.");
    }

    static Refused noIndex() {
        return new Refused(
                "video-cut-without-index",
                "The recording was cut off before the camera finished the file, so its index (moov) is missing and no "
                        + "frame can be found. If the original is still on the phone, upload it again; else record again.");
    }

    static Refused noPicture() {
        return new Refused("video-without-picture", "The file has sound or text but no video. Upload the video file.");
    }

    static Refused codec(String codec) {
        return new Refused(
                "video-codec-unsupported",
                "The video is coded as '%s'; H.264, HEVC, VP8, VP9, AV1 and MPEG-4 are read. Set the camera to 'most compatible'."
                        .formatted(codec.replaceAll("[^A-Za-z0-9_]", "")));
    }

    static Refused size(long width, long height) {
        return new Refused(
                "video-too-large-picture",
                "The picture is %d x %d pixels; between 16 and %d on a side and at most %d in all are read. Record at 1080p."
                        .formatted(width, height, Ffmpeg.SIDE_PIXELS_MAX, Ffmpeg.PICTURE_PIXELS_MAX));
    }

    static Refused noFrames() {
        return new Refused("video-without-frames", "The video has no frames (0). Record again.");
    }

    static Refused singleFrame() {
        return new Refused(
                "video-single-frame",
                "The video has a single frame: a photo, or a recording stopped at once. Record again.");
    }

    static Refused tooManyFrames() {
        return new Refused(
                "video-too-many-frames",
                "The video has more than %d frames. Upload it in shorter pieces.".formatted(PacketListing.PACKETS_MAX));
    }

    static Refused tooLong(long seconds) {
        return new Refused(
                "video-too-long",
                "The video says that it lasts %d seconds; at most %d are read. Upload it in shorter pieces."
                        .formatted(seconds, VideoProbe.DURATION_MAX.toSeconds()));
    }

    static Refused timesMissing(int frames) {
        return new Refused(
                "video-times-missing",
                "%d frames have no time, so they cannot be matched with sensors. Upload the camera's own file, not an edited one."
                        .formatted(frames));
    }

    /// `past`: frames whose time was over or taken when they came.
    static Refused timesBackwards(int steps, int past) {
        return new Refused(
                "video-times-backwards",
                ("The times of the frames do not go forwards: %d steps back, %d frames at a time that is past or taken. "
                                + "Upload the camera's own file, not an edited or converted one.")
                        .formatted(steps, past));
    }

    static Refused unreadable() {
        return new Refused("video-unreadable", "The file looks like a video but cannot be read. " + AGAIN);
    }

    static Refused tooHeavy(String limit) {
        return new Refused(
                "video-too-heavy", "Reading the file took more than we allow (%s). %s".formatted(limit, AGAIN));
    }
}
