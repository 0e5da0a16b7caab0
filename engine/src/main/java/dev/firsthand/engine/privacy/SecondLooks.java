package dev.firsthand.engine.privacy;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Draws some of the recordings in which somebody saw nothing, for another person to look at without being told.
/// Nothing of such a recording is released before the second answer.
public final class SecondLooks {
    /// One in so many is drawn unless the operator says otherwise.
    public static final int ONE_IN = 10;

    private static final int EYES_NEEDED = 2;

    private final int oneIn;
    private final RandomGenerator random;
    private final ToIntFunction<Tx> reviewers;

    private SecondLooks(int oneIn, RandomGenerator random, ToIntFunction<Tx> reviewers) {
        this.oneIn = oneIn;
        this.random = random;
        this.reviewers = reviewers;
    }

    /// Draws none.
    public static SecondLooks none() {
        return new SecondLooks(0, RandomGenerator.getDefault(), tx -> 0);
    }

    /// Draws one in `oneIn`, by chance, while there are two people who could look; 0 draws none.
    public static SecondLooks oneIn(int oneIn, RandomGenerator random, ToIntFunction<Tx> reviewers) {
        return new SecondLooks(oneIn, random, reviewers);
    }

    /// After a first answer that saw nothing.
    void mayDraw(Tx tx, EpisodeId episode, StaffId first, Instant now) {
        if (oneIn == 0 || random.nextInt(oneIn) != 0 || reviewers.applyAsInt(tx) < EYES_NEEDED) {
            return;
        }
        tx.sql()
                .createUpdate("""
                        insert into privacy_second_look (episode, first_author, drawn_at) values (:episode, :first, :at)
                        on conflict do nothing
                        """)
                .bind("episode", episode.value())
                .bind("first", first.value())
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /// An answer by somebody else than the first author is the second one: true if this was.
    static boolean answered(Tx tx, EpisodeId episode, StaffId author, PrivacyAnswer answer, Instant now) {
        int second = tx.sql()
                .createUpdate("""
                        update privacy_second_look set answered_at = :at, agreed = :agreed
                         where episode = :episode and first_author <> :author and answered_at is null
                        """)
                .bind("episode", episode.value())
                .bind("author", author.value())
                .bind("agreed", answer instanceof PrivacyAnswer.NothingVisible)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute();
        return second == 1;
    }

    /// Nobody is asked a second time.
    static void drop(Tx tx, EpisodeId episode) {
        tx.sql()
                .createUpdate("delete from privacy_second_look where episode = :episode and answered_at is null")
                .bind("episode", episode.value())
                .execute();
    }

    /// Those of them that wait for their second answer.
    static Set<EpisodeId> pending(Tx tx, Collection<EpisodeId> ids) {
        return tx
                .sql()
                .createQuery(
                        "select episode from privacy_second_look where episode = any(:ids) and answered_at is null")
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .mapTo(UUID.class)
                .stream()
                .map(EpisodeId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether this member gave the first answer.
    static boolean firstWas(Tx tx, EpisodeId episode, StaffId member) {
        return tx.sql()
                .createQuery("""
                        select exists (select 1 from privacy_second_look where episode = :episode and first_author = :member)
                        """)
                .bind("episode", episode.value())
                .bind("member", member.value())
                .mapTo(Boolean.class)
                .one();
    }
}
