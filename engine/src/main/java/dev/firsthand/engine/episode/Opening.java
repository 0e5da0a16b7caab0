package dev.firsthand.engine.episode;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.mp4.MediaException;
import java.io.IOException;
import java.nio.file.Path;

/// Opens one sealed file for a step that measures or cleans a recording.
public final class Opening {
    private final EpisodeFiles files;
    private final WorkFolders work;

    public Opening(EpisodeFiles files, WorkFolders work) {
        this.files = files;
        this.work = work;
    }

    /// What a step does with the plain file and an empty folder beside it.
    @FunctionalInterface
    public interface Work {
        StepOutcome run(Path plain, Path folder) throws IOException, InterruptedException, ConsentEndedException;
    }

    /// The file and the folder are gone when this returns. Where consent has ended, the session is frozen, or the
    /// file cannot be worked with, the step has failed in words for its owner.
    public StepOutcome open(StepContext step, Origin.Recorded origin, ObjectId object, Work task)
            throws IOException, InterruptedException {
        try (PlainFile plain = files.lay(origin, Purpose.QUALITY_AND_LABELLING, object);
                WorkFolders.Folder folder = work.fresh()) {
            step.moved(plain.sizeBytes());
            return task.run(plain.path(), folder.path());
        } catch (ConsentEndedException ended) {
            return new StepOutcome.Failed(ended.code(), ended.message());
        } catch (MediaException unfit) {
            return new StepOutcome.Failed(unfit.code(), unfit.getMessage());
        }
    }
}
