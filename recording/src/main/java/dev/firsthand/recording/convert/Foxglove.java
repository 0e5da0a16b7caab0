package dev.firsthand.recording.convert;

import dev.firsthand.recording.convert.ProtoFile.Field;
import dev.firsthand.recording.convert.ProtoFile.FieldType;
import java.util.List;

/// The Foxglove messages that we write: their schemas and their bytes. Schemas follow foxglove-sdk `schemas/proto`.
final class Foxglove {
    static final String VIDEO_FORMAT = "h264";

    private static final long NANOS = 1_000_000_000;

    private static final ProtoFile TIMESTAMP = new ProtoFile(
            "google/protobuf/timestamp.proto",
            "google.protobuf",
            List.of(),
            "Timestamp",
            List.of(Field.of("seconds", 1, FieldType.INT64), Field.of("nanos", 2, FieldType.INT32)));

    private static final ProtoFile VECTOR3 = new ProtoFile(
            "foxglove/Vector3.proto",
            "foxglove",
            List.of(),
            "Vector3",
            List.of(
                    Field.of("x", 1, FieldType.DOUBLE),
                    Field.of("y", 2, FieldType.DOUBLE),
                    Field.of("z", 3, FieldType.DOUBLE)));

    private static final ProtoFile QUATERNION = new ProtoFile(
            "foxglove/Quaternion.proto",
            "foxglove",
            List.of(),
            "Quaternion",
            List.of(
                    Field.of("x", 1, FieldType.DOUBLE),
                    Field.of("y", 2, FieldType.DOUBLE),
                    Field.of("z", 3, FieldType.DOUBLE),
                    Field.of("w", 4, FieldType.DOUBLE)));

    static final ProtoFile COMPRESSED_VIDEO = new ProtoFile(
            "foxglove/CompressedVideo.proto",
            "foxglove",
            List.of(TIMESTAMP),
            "CompressedVideo",
            List.of(
                    Field.of("timestamp", 1, TIMESTAMP),
                    Field.of("frame_id", 2, FieldType.STRING),
                    Field.of("data", 3, FieldType.BYTES),
                    Field.of("format", 4, FieldType.STRING)));

    static final ProtoFile FRAME_TRANSFORM = new ProtoFile(
            "foxglove/FrameTransform.proto",
            "foxglove",
            List.of(TIMESTAMP, VECTOR3, QUATERNION),
            "FrameTransform",
            List.of(
                    Field.of("timestamp", 1, TIMESTAMP),
                    Field.of("parent_frame_id", 2, FieldType.STRING),
                    Field.of("child_frame_id", 3, FieldType.STRING),
                    Field.of("translation", 4, VECTOR3),
                    Field.of("rotation", 5, QUATERNION)));

    static final ProtoFile FRAME_TRANSFORMS = new ProtoFile(
            "foxglove/FrameTransforms.proto",
            "foxglove",
            List.of(FRAME_TRANSFORM),
            "FrameTransforms",
            List.of(Field.repeated("transforms", 1, FRAME_TRANSFORM)));

    static final ProtoFile CAMERA_CALIBRATION = new ProtoFile(
            "foxglove/CameraCalibration.proto",
            "foxglove",
            List.of(TIMESTAMP),
            "CameraCalibration",
            List.of(
                    Field.of("timestamp", 1, TIMESTAMP),
                    Field.of("frame_id", 9, FieldType.STRING),
                    Field.of("width", 2, FieldType.FIXED32),
                    Field.of("height", 3, FieldType.FIXED32),
                    Field.of("distortion_model", 4, FieldType.STRING),
                    Field.repeated("D", 5, FieldType.DOUBLE),
                    Field.repeated("K", 6, FieldType.DOUBLE),
                    Field.repeated("R", 7, FieldType.DOUBLE),
                    Field.repeated("P", 8, FieldType.DOUBLE)));

    private Foxglove() {}

    /// One coded picture as an Annex B byte stream.
    static byte[] compressedVideo(long timeNanos, String frame, byte[] picture) {
        return new ProtoBytes()
                .message(1, timestamp(timeNanos))
                .string(2, frame)
                .message(3, picture)
                .string(4, VIDEO_FORMAT)
                .toBytes();
    }

    /// Where `child` is in `parent`: position in metres, then a unit quaternion x, y, z, w.
    static byte[] frameTransform(long timeNanos, String parent, String child, double[] pose) {
        return new ProtoBytes()
                .message(1, timestamp(timeNanos))
                .string(2, parent)
                .string(3, child)
                .message(
                        4,
                        new ProtoBytes().number(1, pose[0]).number(2, pose[1]).number(3, pose[2]))
                .message(
                        5,
                        new ProtoBytes()
                                .number(1, pose[3])
                                .number(2, pose[4])
                                .number(3, pose[5])
                                .number(4, pose[6]))
                .toBytes();
    }

    /// All frames of one moment, each as [#frameTransform] makes it.
    static byte[] frameTransforms(List<byte[]> transforms) {
        var message = new ProtoBytes();
        transforms.forEach(one -> message.message(1, one));
        return message.toBytes();
    }

    /// Without a distortion model: none is known.
    static byte[] cameraCalibration(long timeNanos, String frame, CameraModel camera) {
        double fx = camera.focalXPixels();
        double fy = camera.focalYPixels();
        double cx = camera.centreXPixels();
        double cy = camera.centreYPixels();
        return new ProtoBytes()
                .message(1, timestamp(timeNanos))
                .fixed32(2, camera.picture().widthPixels())
                .fixed32(3, camera.picture().heightPixels())
                .numbers(6, fx, 0, cx, 0, fy, cy, 0, 0, 1)
                .numbers(7, 1, 0, 0, 0, 1, 0, 0, 0, 1)
                .numbers(8, fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0)
                .string(9, frame)
                .toBytes();
    }

    private static ProtoBytes timestamp(long timeNanos) {
        return new ProtoBytes().integer(1, Math.floorDiv(timeNanos, NANOS)).integer(2, Math.floorMod(timeNanos, NANOS));
    }
}
