package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
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
import java.util.UUID;

/// Records what contributors answer and says whether consent stands. The only maker of a [Permit].
public final class Consent {
    /// How long a yes holds.
    public static final Period VALIDITY = Period.ofMonths(12);

    /// How many answers a history shows.
    public static final int HISTORY_MAX = 200;

    private static final PermitResult NOT_NAMED = new PermitResult.Refused(
            "consent-recipient-missing",
            "The contributor said yes to named buyers before this buyer was among them: ask again with the notice that names it.");

    private final Notices notices;
    private final Contributors contributors;
    private final Provenance provenance;
    private final InstantSource clock;

    public Consent(Notices notices, Contributors contributors, Provenance provenance, InstantSource clock) {
        this.notices = notices;
        this.contributors = contributors;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// The texts that are shown before asking.
    public Notices notices() {
        return notices;
    }

    /// Records answers given after the notice `shown`. Purposes that are not answered stay as they were.
    public AnswerResult answer(Tx tx, ContributorId contributor, NoticeDigest shown, Map<Purpose, Boolean> answers) {
        Optional<Notice> notice = notices.find(tx, shown);
        Optional<AnswerResult> refused = answerRefusal(tx, contributor, notice, answers);
        if (refused.isPresent()) {
            return refused.get();
        }
        GrantRows.oneAtATime(tx, contributor);
        var grants = new ArrayList<Grant>();
        new TreeMap<>(answers)
                .forEach((purpose, yes) -> grants.add(
                        yes
                                ? give(tx, contributor, purpose, notice.orElseThrow())
                                : refuse(tx, contributor, purpose, notice.orElseThrow())));
        return new AnswerResult.Recorded(grants);
    }

    /// Takes a yes back, at once and without a reason.
    public WithdrawResult withdraw(Tx tx, ContributorId contributor, Purpose purpose) {
        GrantRows.oneAtATime(tx, contributor);
        return GrantRows.standing(tx, contributor, purpose)
                .filter(grant -> grant.answer() != Grant.Answer.REFUSED)
                .filter(grant -> grant.withdrawnAt().isEmpty())
                .<WithdrawResult>map(grant -> new WithdrawResult.Withdrawn(takeBack(tx, grant)))
                .orElseGet(() -> new WithdrawResult.NothingStood(purpose));
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .naming("SELECT id FROM consent_grant WHERE contributor = :person")
                .from("consent_grant", "DELETE FROM consent_grant WHERE contributor = :person");
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

    /// Every answer, newest first, at most [#HISTORY_MAX].
    public List<Grant> history(Tx tx, ContributorId contributor) {
        return GrantRows.history(tx, contributor, HISTORY_MAX);
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
        return notices.find(tx, notice).stream()
                .flatMap(found -> found.recipients().stream())
                .anyMatch(recipient -> recipient.holder().equals(buyer));
    }

    @ChangesFact(FactType.CONSENT_GIVEN)
    Grant give(Tx tx, ContributorId contributor, Purpose purpose, Notice notice) {
        Instant now = now();
        boolean stood = GrantRows.standing(tx, contributor, purpose)
                .map(grant -> grant.stateAt(now))
                .filter(Grant.State.STANDING::equals)
                .isPresent();
        var grant = new Grant(
                new GrantId(UUID.randomUUID()),
                contributor,
                purpose,
                notice.digest(),
                stood ? Grant.Answer.RENEWED : Grant.Answer.GIVEN,
                now,
                Optional.of(now.atOffset(ZoneOffset.UTC).plus(VALIDITY).toInstant()),
                Optional.empty());
        GrantRows.replaceBy(tx, grant);
        provenance.record(tx, contributor.person(), statement(FactType.CONSENT_GIVEN, grant, notice));
        return grant;
    }

    @ChangesFact(FactType.CONSENT_REFUSED)
    Grant refuse(Tx tx, ContributorId contributor, Purpose purpose, Notice notice) {
        var grant = new Grant(
                new GrantId(UUID.randomUUID()),
                contributor,
                purpose,
                notice.digest(),
                Grant.Answer.REFUSED,
                now(),
                Optional.empty(),
                Optional.empty());
        GrantRows.replaceBy(tx, grant);
        provenance.record(tx, contributor.person(), statement(FactType.CONSENT_REFUSED, grant, notice));
        return grant;
    }

    @ChangesFact(FactType.CONSENT_WITHDRAWN)
    Grant takeBack(Tx tx, Grant grant) {
        Instant now = now();
        var withdrawn = new Grant(
                grant.id(),
                grant.contributor(),
                grant.purpose(),
                grant.notice(),
                grant.answer(),
                grant.answeredAt(),
                grant.expiresAt(),
                Optional.of(now));
        GrantRows.withdraw(tx, grant.id(), now);
        Notice notice = notices.find(tx, grant.notice()).orElseThrow();
        provenance.record(tx, grant.contributor().person(), statement(FactType.CONSENT_WITHDRAWN, withdrawn, notice));
        return withdrawn;
    }

    private Optional<AnswerResult> answerRefusal(
            Tx tx, ContributorId contributor, Optional<Notice> notice, Map<Purpose, Boolean> answers) {
        if (answers.isEmpty()) {
            return Optional.of(new AnswerResult.Refused(
                    "answers-missing", "No purpose was answered: send yes or no for at least one purpose."));
        }
        if (notice.isEmpty()) {
            return Optional.of(new AnswerResult.Refused(
                    "notice-unknown", "No notice has this digest: show the current notice and send its digest."));
        }
        if (!notices.isNewest(tx, notice.get())) {
            return Optional.of(new AnswerResult.Refused(
                    "notice-superseded",
                    "Version %d of the notice was replaced by a newer one: show the current notice and ask again."
                            .formatted(notice.get().version())));
        }
        if (contributors.find(tx, contributor).isEmpty()) {
            return Optional.of(new AnswerResult.Refused(
                    "contributor-unknown", "There is no such contributor, or nothing of them is left."));
        }
        return Optional.empty();
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

    private Statement statement(FactType type, Grant grant, Notice notice) {
        return new Statement(type, grant.id().value(), new ConsentRecord(grant, notice, notices.controller()).fields());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
