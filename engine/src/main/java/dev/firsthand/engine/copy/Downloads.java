package dev.firsthand.engine.copy;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Keeps how much of its copy a holder fetched, and when. A download that broke off counts what was sent.
public final class Downloads {
    private final InstantSource clock;

    public Downloads(InstantSource clock) {
        this.clock = clock;
    }

    /// All that was fetched of one copy so far. Bytes that were fetched twice count twice.
    public record Fetched(Instant first, Instant last, long requests, long bytes) {}

    public void add(Tx tx, CopyId copy, HolderId holder, long bytes) {
        tx.sql()
                .createUpdate("""
                        insert into copy_download (copy, holder, first_at, last_at, requests, bytes)
                        values (:copy, :holder, :now, :now, 1, :bytes)
                        on conflict (copy) do update
                           set last_at = excluded.last_at,
                               requests = copy_download.requests + 1,
                               bytes = copy_download.bytes + excluded.bytes
                        """)
                .bind("copy", copy.value())
                .bind("holder", holder.value())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("bytes", bytes)
                .execute();
    }

    /// Those of these copies of which anything was fetched.
    public Map<CopyId, Fetched> of(Tx tx, Collection<CopyId> copies) {
        Map<CopyId, Fetched> fetched = new HashMap<>();
        tx.sql()
                .createQuery("""
                        select copy, first_at, last_at, requests, bytes from copy_download where copy = any(:copies)
                        """)
                .bindArray(
                        "copies", UUID.class, copies.stream().map(CopyId::value).toList())
                .map((row, context) -> Map.entry(
                        new CopyId(row.getObject("copy", UUID.class)),
                        new Fetched(
                                row.getTimestamp("first_at").toInstant(),
                                row.getTimestamp("last_at").toInstant(),
                                row.getLong("requests"),
                                row.getLong("bytes"))))
                .forEach(one -> fetched.put(one.getKey(), one.getValue()));
        return fetched;
    }
}
