package dev.firsthand.engine.release;

import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.video.GridRendering;
import java.time.InstantSource;

/// What rendering needs from the machine. `encoderBuild` names the program that encodes: another build may give
/// other bytes, and every manifest says which it was.
public record RenderingTools(GridRendering rendering, WorkFolders work, String encoderBuild, InstantSource clock) {}
