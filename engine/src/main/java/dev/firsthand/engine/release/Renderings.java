package dev.firsthand.engine.release;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.UUID;

/// What was rendered of each view, for whoever erases the view.
public final class Renderings {
    private static final String INSERT = "INSERT INTO release_rendering (video, view) VALUES (:video, :view)";
    private static final String OF = "SELECT video FROM release_rendering WHERE view = :view ORDER BY video";

    private Renderings() {}

    static void keep(Tx tx, ObjectId view, ObjectId video) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("video", video.value())
                .bind("view", view.value())
                .execute();
    }

    public static List<ObjectId> of(Tx tx, ObjectId view) {
        return tx.sql()
                .createQuery(OF)
                .bind("view", view.value())
                .mapTo(UUID.class)
                .map(ObjectId::new)
                .list();
    }
}
