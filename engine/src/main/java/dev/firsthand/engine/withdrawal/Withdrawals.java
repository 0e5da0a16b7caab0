package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.StepError;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.release.ReleaseRun;
import dev.firsthand.engine.release.SupersedeRun;
import dev.firsthand.engine.removal.Homes;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Withdrawal.Reached;
import dev.firsthand.engine.withdrawal.WithdrawalRows.Moment;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Takes withdrawals and says how far they are. What a withdrawal stops has stopped when the request is true; all
/// that follows is done by [Leaving].
public final class Withdrawals {
    /// How many are listed.
    public static final int LISTED_MAX = 200;

    /// Without these nothing is recorded or judged; they end where everything ends.
    private static final EnumSet<Purpose> OF_THE_WORK =
            EnumSet.of(Purpose.CAPTURE_FOR_PAY, Purpose.QUALITY_AND_LABELLING);

    /// Runs that put recordings of many people together.
    static final List<String> BUILDING = List.of(ReleaseRun.KIND, SupersedeRun.KIND);

    private static final StepError WITHDRAWN =
            new StepError("consent-withdrawn", "The contributor withdrew: the work on this recording has ended.");

    private final WithdrawalRooms rooms;
    private final InstantSource clock;

    public Withdrawals(WithdrawalRooms rooms, InstantSource clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    /// A withdrawal that is under way, and a link by which whoever holds it sees how far, also without an account.
    /// It is shown this once.
    public record Requested(Withdrawal withdrawal, SecretToken link) {}

    /// A contributor whom the caller knows withdraws: that is the verification. From the end of this transaction
    /// on no permit is given for what was taken back, and work that is under way for it is stopped. Asked for
    /// again while it is under way, it stays the one that it is.
    public Requested request(Tx tx, ContributorId contributor, Level level, VerifiedBy verifiedBy) {
        WithdrawalRows.oneAtATime(tx, contributor);
        Withdrawal withdrawal =
                WithdrawalRows.open(tx, contributor, level).orElseGet(() -> begin(tx, contributor, level, verifiedBy));
        var link = SecretToken.random();
        WithdrawalRows.link(tx, withdrawal.id(), link.hash());
        return new Requested(withdrawal, link);
    }

    @ChangesFact(FactType.WITHDRAWAL_ASKED)
    Withdrawal begin(Tx tx, ContributorId contributor, Level level, VerifiedBy verifiedBy) {
        Optional<Instant> never = Optional.empty();
        var withdrawal = new Withdrawal(
                new WithdrawalId(UUID.randomUUID()),
                level,
                Optional.of(contributor),
                now(),
                new Reached(never, never, never, never, never, never, never, never));
        WithdrawalRows.insert(tx, withdrawal);
        rooms.onRecord()
                .provenance()
                .record(
                        tx,
                        contributor.person(),
                        new Statement(
                                FactType.WITHDRAWAL_ASKED,
                                withdrawal.id().value(),
                                Map.of("level", level.wireName(), "verifiedBy", verifiedBy.wireName())));
        stop(tx, contributor, withdrawal);
        return WithdrawalRows.find(tx, withdrawal.id()).orElseThrow();
    }

    private void stop(Tx tx, ContributorId contributor, Withdrawal withdrawal) {
        switch (withdrawal.level()) {
            case NO_CONTACT -> {
                silence(tx, contributor.person());
                WithdrawalRows.reached(tx, withdrawal.id(), Moment.FROZEN, now());
                WithdrawalRows.reached(tx, withdrawal.id(), Moment.CLOSED, now());
            }
            case NO_NEW_RELEASES -> takeBack(tx, contributor, withdrawal.level());
            case RECALL -> {
                silence(tx, contributor.person());
                takeBack(tx, contributor, withdrawal.level());
                Set<UUID> things = rooms.leaver(tx, contributor.person()).things();
                rooms.recordings().jobs().stop(tx, things, WITHDRAWN);
                Homes.end(tx, contributor, now());
                signOut(tx, contributor, withdrawal);
            }
        }
    }

    /// Nobody acts as this contributor any more, by a sign-in or by a receipt; who was signed in may look at the
    /// withdrawal.
    private void signOut(Tx tx, ContributorId contributor, Withdrawal withdrawal) {
        var tokens = rooms.people().contributors().tokens();
        tokens.hashes(tx, contributor).forEach(hash -> WithdrawalRows.link(tx, withdrawal.id(), hash));
        tokens.revokeAll(tx, contributor);
        rooms.people().consent().endReceipt(tx, contributor);
    }

    private void silence(Tx tx, PersonId person) {
        rooms.people().outbox().addresses().remove(tx, person);
        rooms.people().outbox().drop(tx, person);
    }

    /// Releases that are being made ask again who may be in them.
    private void takeBack(Tx tx, ContributorId contributor, Level level) {
        ended(level).forEach(purpose -> rooms.people().consent().withdraw(tx, contributor, purpose));
        BUILDING.forEach(kind -> rooms.recordings().jobs().beginAgain(tx, kind));
    }

    public Optional<Withdrawal> find(Tx tx, WithdrawalId id) {
        return WithdrawalRows.find(tx, id);
    }

    /// What this link, or this sign-in of an account that is gone, may see.
    public Optional<Withdrawal> byLink(Tx tx, SecretToken link) {
        return WithdrawalRows.byLink(tx, link.hash());
    }

    /// A contributor's own, newest first.
    public List<Withdrawal> of(Tx tx, ContributorId contributor) {
        return WithdrawalRows.of(tx, contributor, LISTED_MAX);
    }

    /// Everybody's, newest first.
    public List<Withdrawal> newest(Tx tx) {
        return WithdrawalRows.newest(tx, LISTED_MAX);
    }

    /// How far the copies have come.
    public RecallProgress progress(Tx tx, Withdrawal withdrawal) {
        return rooms.recordings().recalls().progress(tx, withdrawal.id().value());
    }

    public WithdrawalState state(Tx tx, Withdrawal withdrawal) {
        return withdrawal.state(progress(tx, withdrawal), clock.instant());
    }

    /// The purposes that end at a level.
    private static Set<Purpose> ended(Level level) {
        return switch (level) {
            case NO_CONTACT -> EnumSet.noneOf(Purpose.class);
            case NO_NEW_RELEASES -> EnumSet.complementOf(OF_THE_WORK);
            case RECALL -> EnumSet.allOf(Purpose.class);
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
