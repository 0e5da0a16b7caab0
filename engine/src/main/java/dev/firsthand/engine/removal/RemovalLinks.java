package dev.firsthand.engine.removal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// By which links people follow a removal, and what they said when they asked for it.
final class RemovalLinks {
    private static final int WORDS_MAX = 100;
    private static final String WORDS_COLUMN = "removal_link.words";

    private static final String INSERT =
            "INSERT INTO removal_link (hash, removal, words, asked_at) VALUES (:hash, :removal, :words, :now)";

    private static final String FIND = "SELECT removal FROM removal_link WHERE hash = :hash AND removal IS NOT NULL";

    private static final String REMOVED_ON =
            "SELECT removed_on FROM removal_link WHERE hash = :hash AND removed_on IS NOT NULL";

    /// What was removed before the rest of the home keeps its own day.
    private static final String OUTLIVE = """
            UPDATE removal_link l
               SET removal = NULL, words = NULL, asked_at = NULL,
                   removed_on = CAST(coalesce(r.erased_at, :now) AT TIME ZONE 'UTC' AS date)
              FROM removal r
             WHERE l.removal = r.id AND r.contributor = :contributor
            """;

    private static final String WORDS = """
            SELECT words FROM removal_link WHERE removal = :removal AND words IS NOT NULL
             ORDER BY asked_at DESC, hash LIMIT :limit
            """;

    private final PersonalColumns columns;

    RemovalLinks(PersonalColumns columns) {
        this.columns = columns;
    }

    /// A link for one more person who asks.
    SecretToken make(Tx tx, RemovalId removal, Personal<String> words, Instant now) {
        SecretToken link = SecretToken.random();
        tx.sql()
                .createUpdate(INSERT)
                .bind("hash", link.hash())
                .bind("removal", removal.value())
                .bind(
                        "words",
                        words.reveal().isBlank()
                                ? Optional.<byte[]>empty()
                                : Optional.of(columns.seal(removal.person(), WORDS_COLUMN, words)))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        return link;
    }

    Optional<RemovalId> find(Tx tx, SecretToken link) {
        return tx.sql()
                .createQuery(FIND)
                .bind("hash", link.hash())
                .mapTo(UUID.class)
                .findOne()
                .map(RemovalId::new);
    }

    /// On which day, in UTC, all that this link was about was removed with the rest of its home.
    static Optional<LocalDate> removedOn(Tx tx, SecretToken link) {
        return tx.sql()
                .createQuery(REMOVED_ON)
                .bind("hash", link.hash())
                .mapTo(LocalDate.class)
                .findOne();
    }

    /// Nothing leads from the links of a home to it any more, and they go on to say what became of it.
    static void outlive(Tx tx, ContributorId home, Instant now) {
        tx.sql()
                .createUpdate(OUTLIVE)
                .bind("contributor", home.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /// What those who asked said, newest first, at most [#WORDS_MAX].
    List<Personal<String>> words(Tx tx, RemovalId removal) {
        return tx
                .sql()
                .createQuery(WORDS)
                .bind("removal", removal.value())
                .bind("limit", WORDS_MAX)
                .mapTo(byte[].class)
                .map(bytes -> columns.open(removal.person(), WORDS_COLUMN, bytes))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
