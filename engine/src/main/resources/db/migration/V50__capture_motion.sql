-- A session may carry the motion of a body.
ALTER TABLE capture_upload DROP CONSTRAINT capture_upload_role_check;
ALTER TABLE capture_upload ADD CONSTRAINT capture_upload_role_check
    CHECK (role IN ('VIDEO', 'IMU_GCSV', 'IMU_CSV', 'STRAY_ZIP', 'MOTION'));
