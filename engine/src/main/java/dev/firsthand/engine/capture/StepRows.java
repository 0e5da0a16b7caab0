package dev.firsthand.engine.capture;

import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The rows of steps. A step that is told twice (the phone asked again) is one step, at its longest.
final class StepRows {
    private static final String INSERT = """
            INSERT INTO capture_step (session, kind, began_at, ended_at, bytes)
            VALUES (:session, :kind, :beganAt, :endedAt, :bytes)
            ON CONFLICT (session, kind, began_at) DO UPDATE
               SET ended_at = greatest(capture_step.ended_at, excluded.ended_at),
                   bytes = greatest(capture_step.bytes, excluded.bytes)
            """;

    private static final String COUNT = "SELECT count(*) FROM capture_step WHERE session = :session";

    private static final String OF = """
            SELECT kind, began_at, ended_at, bytes FROM capture_step WHERE session = :session ORDER BY began_at, kind
            """;

    private static final String REMOVE_OTHERS =
            "DELETE FROM capture_step WHERE session = :session AND kind = :kind AND began_at <> :beganAt";

    private StepRows() {}

    static void removeOthers(Tx tx, SessionId session, Step kept) {
        tx.sql()
                .createUpdate(REMOVE_OTHERS)
                .bind("session", session.value())
                .bind("kind", kept.kind().name())
                .bind("beganAt", kept.beganAt())
                .execute();
    }

    static void insert(Tx tx, SessionId session, Step step) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("session", session.value())
                .bind("kind", step.kind().name())
                .bind("beganAt", step.beganAt())
                .bind("endedAt", step.endedAt())
                .bind("bytes", step.bytes())
                .execute();
    }

    static int count(Tx tx, SessionId session) {
        return tx.sql()
                .createQuery(COUNT)
                .bind("session", session.value())
                .mapTo(Integer.class)
                .one();
    }

    static List<Step> of(Tx tx, SessionId session) {
        return tx.sql()
                .createQuery(OF)
                .bind("session", session.value())
                .map((rs, context) -> step(rs))
                .list();
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                Step.Kind.valueOf(row.getString("kind")),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("ended_at").toInstant(),
                row.getLong("bytes"));
    }
}
