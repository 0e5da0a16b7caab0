package dev.firsthand.engine.capture;

import dev.firsthand.engine.upload.UploadId;
import java.util.Optional;

/// An upload to take into a session, as what, and (for [UploadRole#IMU_CSV]) with which declaration.
public record Attachment(UploadId upload, UploadRole role, Optional<String> declaration) {}
