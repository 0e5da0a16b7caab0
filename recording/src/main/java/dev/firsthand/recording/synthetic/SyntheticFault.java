package dev.firsthand.recording.synthetic;

/// Files that go wrong on their way, or were wrong from the start: what intake must answer clearly.
public enum SyntheticFault {
    EMPTY_FILE("empty.mp4"),
    TEXT_NAMED_MP4("text.mp4"),
    /// An ordinary mp4 whose end, with the index, never arrived.
    MP4_WITHOUT_INDEX("no-moov.mp4"),
    FRAGMENTED_MP4_CUT("fragmented-cut.mp4"),
    /// As browsers record: no duration, no cues.
    WEBM_WITHOUT_DURATION("browser.webm"),
    /// As phones film with HDR on: HEVC Main 10, BT.2020, HLG, turned by 90 degrees, a place in its SEI messages.
    HEVC_HDR_ROTATED("hevc-hdr-rotated.mov"),
    /// AV1 10-bit, BT.2020, PQ, turned by 90 degrees.
    AV1_HDR_ROTATED("av1-hdr-rotated.mp4"),
    /// A video track without a frame in it.
    NO_FRAMES("no-frames.mp4"),
    ONE_FRAME("one-frame.mp4"),
    /// 16,000 by 16,000 pixels, in the boxes and in the parameter sets: FFmpeg alone would take it.
    ABSURD_SIZE("absurd-size.mp4"),
    VARIABLE_RATE("variable-rate.mp4"),
    /// Its boxes are whole, most of its pictures are zeros: only a decoder finds out.
    DAMAGED_PICTURES("damaged-pictures.mp4"),
    /// Its second fragment says that it starts before the first has ended.
    TIMES_BACKWARDS("times-backwards.mp4"),
    /// The same in a browser's film: its second cluster.
    WEBM_TIMES_BACKWARDS("times-backwards.webm"),
    /// Says m/s^2 and rad/s, holds g and deg/s.
    IMU_OTHER_UNITS("imu-other-units.csv"),
    /// Half a second and two seconds are missing.
    IMU_GAPS("imu-gaps.csv"),
    IMU_TIMES_BACKWARDS("imu-backwards.csv"),
    IMU_WITHOUT_NUMBERS("imu-nan.csv"),
    /// The last line ends in the middle.
    IMU_CUT("imu-cut.csv");

    private final String fileName;

    SyntheticFault(String fileName) {
        this.fileName = fileName;
    }

    /// What such a file is called when it is uploaded.
    public String fileName() {
        return fileName;
    }

    /// Whether it is an IMU table, declared as [SyntheticRecording#imuCsvDeclaration] says.
    public boolean imu() {
        return fileName.endsWith(".csv");
    }
}
