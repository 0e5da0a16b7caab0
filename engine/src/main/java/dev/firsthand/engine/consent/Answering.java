package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Writes answers down: the row, its record, and why an answer cannot be taken.
record Answering(Consent.Rooms rooms) {
    @ChangesFact(FactType.CONSENT_GIVEN)
    Grant give(Tx tx, ContributorId contributor, Purpose purpose, Asked asked) {
        boolean stood = GrantRows.standing(tx, contributor, purpose)
                .map(grant -> grant.stateAt(asked.now()))
                .filter(Grant.State.STANDING::equals)
                .isPresent();
        var answer = stood ? Grant.Answer.RENEWED : Grant.Answer.GIVEN;
        var grant = asked.grant(contributor, purpose, answer, Optional.of(end(asked.now())));
        GrantRows.replaceBy(tx, grant);
        ConsentRecord record = writing(tx, grant, asked.notice()).given(asked.manner());
        rooms.provenance().record(tx, grant.contributor().person(), statement(FactType.CONSENT_GIVEN, grant, record));
        return grant;
    }

    @ChangesFact(FactType.CONSENT_REFUSED)
    Grant refuse(Tx tx, ContributorId contributor, Purpose purpose, Asked asked) {
        var grant = asked.grant(contributor, purpose, Grant.Answer.REFUSED, Optional.empty());
        GrantRows.replaceBy(tx, grant);
        ConsentRecord record = writing(tx, grant, asked.notice()).given(asked.manner());
        rooms.provenance().record(tx, grant.contributor().person(), statement(FactType.CONSENT_REFUSED, grant, record));
        return grant;
    }

    @ChangesFact(FactType.CONSENT_WITHDRAWN)
    Grant takeBack(Tx tx, Grant grant, Instant now) {
        var withdrawn = new Grant(
                grant.id(),
                grant.contributor(),
                grant.purpose(),
                grant.notice(),
                grant.answer(),
                grant.answeredAt(),
                grant.expiresAt(),
                Optional.of(now),
                grant.outdatedAt());
        GrantRows.withdraw(tx, grant.id(), now);
        Notice notice = rooms.notices().find(tx, grant.notice()).orElseThrow();
        ConsentRecord record = writing(tx, withdrawn, notice).takenBack();
        rooms.provenance()
                .record(tx, withdrawn.contributor().person(), statement(FactType.CONSENT_WITHDRAWN, withdrawn, record));
        return withdrawn;
    }

    /// The notice that was shown, how the answer was given, and when.
    record Asked(Notice notice, Manner manner, Instant now) {
        private Grant grant(
                ContributorId contributor, Purpose purpose, Grant.Answer answer, Optional<Instant> expiresAt) {
            return new Grant(
                    new GrantId(UUID.randomUUID()),
                    contributor,
                    purpose,
                    notice.digest(),
                    answer,
                    now,
                    expiresAt,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    static Instant end(Instant now) {
        return now.atOffset(ZoneOffset.UTC).plus(Consent.VALIDITY).toInstant();
    }

    /// Where exactly this counts already: whoever taps twice is not refused.
    Optional<AnswerResult> saidBefore(Tx tx, ContributorId contributor, Given given, Instant now) {
        List<Grant> counting = GrantRows.allStanding(tx, contributor).stream()
                .filter(grant -> given.answers().containsKey(grant.purpose()))
                .toList();
        boolean isSame = counting.size() == given.answers().size()
                && counting.stream()
                        .allMatch(grant -> grant.notice().equals(given.shown())
                                && grant.stateAt(now)
                                        == (Boolean.TRUE.equals(given.answers().get(grant.purpose()))
                                                ? Grant.State.STANDING
                                                : Grant.State.REFUSED));
        return isSame ? Optional.of(new AnswerResult.Recorded(counting)) : Optional.empty();
    }

    Optional<AnswerResult> refusal(Tx tx, ContributorId contributor, Given given, Instant now) {
        if (given.answers().isEmpty()) {
            return refused("answers-missing", "No purpose was answered: send yes or no for at least one purpose.");
        }
        Optional<Notice> notice = rooms.notices().find(tx, given.shown());
        if (notice.isEmpty()) {
            return refused("notice-unknown", "No notice has this digest: show the current notice and send its digest.");
        }
        if (!rooms.notices().holdsCurrent(tx, notice.get())) {
            return refused(
                    "notice-superseded",
                    "Version %d of the notice was replaced by a newer one: show the current notice and ask again."
                            .formatted(notice.get().version()));
        }
        if (!notice.get().purposes().containsAll(given.answers().keySet())) {
            return refused("purpose-not-asked", "The notice does not ask for this: answer what it asks for.");
        }
        if (rooms.contributors().find(tx, contributor).isEmpty()) {
            return refused("contributor-unknown", "There is no such contributor, or nothing of them is left.");
        }
        return signatureRefusal(given, now);
    }

    private static Optional<AnswerResult> signatureRefusal(Given given, Instant now) {
        return given.manner()
                .signature()
                .filter(signature -> !given.occasion().equals(Optional.of(signature.occasion()))
                        || !signature.holds(given.shown(), given.answers(), now))
                .flatMap(wrong -> refused(
                        "signature-wrong",
                        "The signature is not of these answers, or the page lay open for a day: open it again and answer"
                                + " there."));
    }

    private static Optional<AnswerResult> refused(String code, String message) {
        return Optional.of(new AnswerResult.Refused(code, message));
    }

    private RecordWriting writing(Tx tx, Grant grant, Notice notice) {
        return new RecordWriting(
                grant, notice, rooms.notices().controller(), rooms.quiz().passed(tx, grant.contributor()));
    }

    private static Statement statement(FactType type, Grant grant, ConsentRecord record) {
        return new Statement(type, grant.id().value(), record.sorted());
    }
}
