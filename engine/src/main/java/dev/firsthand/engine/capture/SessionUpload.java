package dev.firsthand.engine.capture;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.upload.UploadId;
import java.util.Optional;

/// One upload of a session. `declaration` (columns and units, one line) is there for [UploadRole#IMU_CSV] and only
/// there.
public record SessionUpload(
        UploadId upload, UploadRole role, ObjectId object, long sizeBytes, Optional<String> declaration) {}
