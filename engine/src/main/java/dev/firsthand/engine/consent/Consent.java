package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Records what contributors answer and says whether consent stands. The only maker of a [Permit].
public final class Consent {
    /// How long a yes holds.
    public static final Period VALIDITY = Period.ofMonths(12);

    /// How many answers a history shows.
    public static final int HISTORY_MAX = 200;

    private static final PermitResult NOT_NAMED = new PermitResult.Refused(
            "consent-recipient-missing",
            "The contributor said yes to named buyers before this buyer was among them: ask again with the notice that names it.");

    private static final AnswerResult OVER = new AnswerResult.Refused(
            "answers-given-since",
            "You answered or took something back after this page was opened, so it was not taken. See what counts, and answer again if you want something else.");

    private final Rooms rooms;
    private final Answering answering;
    private final Receipts receipts;
    private final InstantSource clock;

    public Consent(Rooms rooms, InstantSource clock) {
        this.rooms = rooms;
        this.answering = new Answering(rooms);
        this.receipts = new Receipts(rooms.columns());
        this.clock = clock;
    }

    /// What consent is asked with and kept by.
    public record Rooms(
            Notices notices, Quiz quiz, Contributors contributors, PersonalColumns columns, Provenance provenance) {}

    /// The texts that are shown before asking.
    public Notices notices() {
        return rooms.notices();
    }

    /// The check that is passed before the first recording.
    public Quiz quiz() {
        return rooms.quiz();
    }

    /// Records answers given after the notice `shown`. Purposes that are not answered stay as they were.
    public AnswerResult answer(Tx tx, ContributorId contributor, NoticeDigest shown, Map<Purpose, Boolean> answers) {
        return answer(tx, contributor, new Given(shown, answers, Manner.UNTOLD, Optional.empty()));
    }

    /// On which occasion this person is asked now.
    public Occasion occasion(Tx tx, ContributorId contributor) {
        return Occasion.of(contributor, standing(tx, contributor));
    }

    /// The same, with the manner in which the answers were given, on an occasion that is not over.
    public AnswerResult answer(Tx tx, ContributorId contributor, Given given) {
        Instant now = now();
        Optional<AnswerResult> refused = answering.refusal(tx, contributor, given, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        GrantRows.oneAtATime(tx, contributor);
        if (given.occasion().isPresent() && !given.occasion().get().equals(occasion(tx, contributor))) {
            return answering.saidBefore(tx, contributor, given, now).orElse(OVER);
        }
        Notice notice = rooms.notices().find(tx, given.shown()).orElseThrow();
        var asked = new Answering.Asked(notice, given.manner(), now);
        var grants = new ArrayList<Grant>();
        new TreeMap<>(given.answers())
                .forEach((purpose, yes) -> grants.add(
                        yes
                                ? answering.give(tx, contributor, purpose, asked)
                                : answering.refuse(tx, contributor, purpose, asked)));
        receipts.issue(tx, contributor, now, Answering.end(now));
        tx.changed(contributor.value());
        return new AnswerResult.Recorded(grants);
    }

    /// Takes a yes back, at once and without a reason.
    public WithdrawResult withdraw(Tx tx, ContributorId contributor, Purpose purpose) {
        GrantRows.oneAtATime(tx, contributor);
        Optional<Grant> taken = GrantRows.standing(tx, contributor, purpose)
                .filter(Grant::isUnwithdrawnYes)
                .map(grant -> answering.takeBack(tx, grant, now()));
        if (taken.isEmpty()) {
            return new WithdrawResult.NothingStood(purpose);
        }
        tx.changed(contributor.value());
        return new WithdrawResult.Withdrawn(taken.get());
    }

    /// The code of the receipt for the answers that count now.
    public Optional<ReceiptCode> receipt(Tx tx, ContributorId contributor) {
        return receipts.running(tx, contributor, now());
    }

    /// Whose answers a receipt shows. Empty for a code that is made up, has ended, or was replaced by a newer one.
    public Optional<ContributorId> byReceipt(Tx tx, ReceiptCode code) {
        return receipts.opened(tx, code, now());
    }

    /// From here on nobody acts by the receipt.
    public void endReceipt(Tx tx, ContributorId contributor) {
        receipts.end(tx, contributor, now());
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .naming("SELECT id FROM consent_grant WHERE contributor = :person")
                .from("consent_grant", "DELETE FROM consent_grant WHERE contributor = :person")
                .from("consent_quiz", "DELETE FROM consent_quiz WHERE contributor = :person")
                .from("consent_receipt", "DELETE FROM consent_receipt WHERE contributor = :person");
    }

    /// The answers that count now, one per purpose answered.
    public List<Grant> standing(Tx tx, ContributorId contributor) {
        return GrantRows.allStanding(tx, contributor);
    }

    /// For which purposes a yes stands now, for each of them.
    public Map<ContributorId, Set<Purpose>> standing(Tx tx, Collection<ContributorId> contributors) {
        Instant now = now();
        Map<ContributorId, Set<Purpose>> standing = new HashMap<>();
        GrantRows.allStanding(tx, contributors).stream()
                .filter(grant -> grant.stateAt(now) == Grant.State.STANDING)
                .forEach(grant -> standing.computeIfAbsent(grant.contributor(), one -> EnumSet.noneOf(Purpose.class))
                        .add(grant.purpose()));
        return standing;
    }

    /// Whether any of them took a yes to one of these purposes back, or says no by now. One that ran out is not
    /// meant.
    public boolean anyTookBack(Tx tx, Collection<ContributorId> contributors, Collection<Purpose> purposes) {
        return GrantRows.anyTookBack(tx, contributors, purposes);
    }

    /// What an answer is worth now.
    public Grant.State state(Grant grant) {
        return grant.stateAt(now());
    }

    /// Every answer, newest first, at most [#HISTORY_MAX].
    public List<Grant> history(Tx tx, ContributorId contributor) {
        return GrantRows.history(tx, contributor, HISTORY_MAX);
    }

    /// The answers that were given to this notice, newest first, at most [#HISTORY_MAX].
    public List<Grant> answersTo(Tx tx, ContributorId contributor, NoticeDigest notice) {
        return GrantRows.toNotice(tx, contributor, notice, HISTORY_MAX);
    }

    /// Whether consent stands for the purpose now, to open bytes at once.
    public PermitResult permit(Tx tx, ContributorId contributor, Purpose purpose) {
        return permit(purpose, GrantRows.standing(tx, contributor, purpose));
    }

    /// Whether what a permit was made for still stands: asked by whoever opens bytes, where it finds them.
    public static boolean stands(Tx tx, Permit permit, Instant now) {
        return GrantRows.standing(tx, new ContributorId(permit.person().value()), permit.purpose())
                .map(grant -> grant.stateAt(now))
                .filter(Grant.State.STANDING::equals)
                .isPresent();
    }

    /// As [#permit], and no withdrawal can pass until the transaction ends: for whoever publishes.
    public PermitResult permitForShare(Tx tx, ContributorId contributor, Purpose purpose) {
        return permit(
                purpose,
                Optional.ofNullable(GrantRows.standingForShare(tx, Set.of(contributor), purpose)
                        .get(contributor)));
    }

    /// As [#permitForShare], for each of them.
    public Map<ContributorId, PermitResult> permitsForShare(Tx tx, Set<ContributorId> contributors, Purpose purpose) {
        Map<ContributorId, Grant> grants = GrantRows.standingForShare(tx, contributors, purpose);
        Map<ContributorId, PermitResult> permits = new HashMap<>();
        contributors.forEach(one -> permits.put(one, permit(purpose, Optional.ofNullable(grants.get(one)))));
        return permits;
    }

    /// As above for [Purpose#SELL_TO_NAMED_BUYERS], and the notices that were shown named this buyer.
    public Map<ContributorId, PermitResult> permitsForShare(Tx tx, Set<ContributorId> contributors, HolderId buyer) {
        var purpose = Purpose.SELL_TO_NAMED_BUYERS;
        Map<ContributorId, Grant> grants = GrantRows.standingForShare(tx, contributors, purpose);
        Map<NoticeDigest, Boolean> named = new HashMap<>();
        Map<ContributorId, PermitResult> permits = new HashMap<>();
        for (ContributorId one : contributors) {
            Optional<Grant> grant = Optional.ofNullable(grants.get(one));
            boolean names = grant.map(Grant::notice)
                    .map(notice -> named.computeIfAbsent(notice, digest -> names(tx, digest, buyer)))
                    .orElse(false);
            PermitResult result = permit(purpose, grant);
            permits.put(one, result instanceof PermitResult.Permitted && !names ? NOT_NAMED : result);
        }
        return permits;
    }

    private boolean names(Tx tx, NoticeDigest notice, HolderId buyer) {
        return rooms.notices().find(tx, notice).stream()
                .flatMap(found -> found.recipients().stream())
                .anyMatch(recipient -> recipient.holder().equals(buyer));
    }

    private PermitResult permit(Purpose purpose, Optional<Grant> found) {
        if (found.isEmpty()) {
            return refused("consent-missing", purpose, "was never answered: ask the contributor");
        }
        Grant grant = found.get();
        Instant now = now();
        return switch (grant.stateAt(now)) {
            case STANDING ->
                new PermitResult.Permitted(new StandingPermit(
                        grant.contributor().person(), purpose, grant.id().value(), now));
            case REFUSED -> refused("consent-refused", purpose, "was answered with no");
            case WITHDRAWN ->
                refused(
                        "consent-withdrawn",
                        purpose,
                        "was taken back at " + grant.withdrawnAt().orElseThrow());
            case OUTDATED ->
                refused("consent-outdated", purpose, "was given before the notice changed: ask the contributor again");
            case EXPIRED ->
                refused(
                        "consent-expired",
                        purpose,
                        "ended at %s: ask the contributor again"
                                .formatted(grant.expiresAt().orElseThrow()));
        };
    }

    private static PermitResult refused(String code, Purpose purpose, String what) {
        return new PermitResult.Refused(code, "Consent to %s %s.".formatted(purpose.wireName(), what));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
