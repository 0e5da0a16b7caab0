package dev.firsthand.engine.store;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.config.JdbiConfig;

/// Those who are told what changed. All transactions of one database share them.
public final class ChangeWatchers implements JdbiConfig<ChangeWatchers> {
    private final List<Consumer<UUID>> watchers = new CopyOnWriteArrayList<>();

    void add(Consumer<UUID> watcher) {
        watchers.add(watcher);
    }

    void tell(UUID subject) {
        watchers.forEach(watcher -> watcher.accept(subject));
    }

    @Override
    public ChangeWatchers createCopy() {
        return this;
    }
}
