package dev.firsthand.app.view;

import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.labelling.Labels.LabelResult;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.Tasks;

/// Takes a contributor's word on how a recorded task ended, for pages and doors alike.
public final class Outcomes {
    private final Database database;
    private final Tasks tasks;
    private final Labels labels;
    private final SessionProgress progress;

    public Outcomes(Database database, Tasks tasks, Labels labels, SessionProgress progress) {
        this.database = database;
        this.tasks = tasks;
        this.labels = labels;
        this.progress = progress;
    }

    /// Keeps what the owner of this session says. The newest statement stands.
    public void state(Session own, Outcome outcome) {
        LabelResult result = database.inTransaction(tx -> {
            Task task = tasks.find(tx, own.task()).orElseThrow(Refusal.missing());
            var episode = progress.episode(tx, own)
                    .orElseThrow(() -> Refusal.conflict(
                            "episode-not-ready", "The recording is still being opened. Say it in a minute."));
            return labels.state(
                    tx, own.contributor(), episode, new Label(task.text().sentence(), outcome));
        });
        if (result instanceof LabelResult.Refused(var code, var message)) {
            throw Refusal.conflict(code, message);
        }
    }
}
