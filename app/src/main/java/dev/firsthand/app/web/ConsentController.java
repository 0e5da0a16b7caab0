package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.AnswerResult;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Notice;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.WithdrawResult;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Level;
import dev.firsthand.engine.withdrawal.VerifiedBy;
import dev.firsthand.engine.withdrawal.Withdrawal;
import dev.firsthand.engine.withdrawal.Withdrawals.Requested;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a contributor is asked, answers, and takes back.
@Controller("/api/v1/me")
final class ConsentController {
    private final Database database;
    private final Access access;
    private final Contributors contributors;
    private final Consent consent;
    private final WebRooms.Leavers leavers;

    ConsentController(Database database, Access access, WebRooms.People people, WebRooms.Leavers leavers) {
        this.database = database;
        this.access = access;
        this.contributors = people.contributors();
        this.consent = people.consent();
        this.leavers = leavers;
    }

    /// The exact text to show, and the purposes to answer one by one.
    public record NoticeView(String digest, String language, int version, String text, List<PurposeView> purposes) {}

    public record PurposeView(String purpose) {}

    /// `noticeDigest` names the text that was shown; a purpose that is not answered stays as it was.
    public record ConsentForm(String noticeDigest, Map<String, Boolean> answers) {}

    /// What was answered, and what that is worth now, by the name of a [Grant.State].
    public record GrantView(String purpose, String answer, String state) {}

    public record WithdrawForm(String purpose) {}

    /// `ageReached` in years.
    public record AgeForm(int ageReached) {}

    /// `level` is `no-contact`, `no-new-releases` or `recall`.
    public record LeaveForm(@Nullable String level) {}

    /// `link` leads to the page that says how far it is, also without an account; it is shown this once.
    public record LeaveView(UUID withdrawal, String link) {}

    /// How far a withdrawal is. A time is absent until its moment has come. Where a hold keeps a copy, `heldUntil` is
    /// until when; otherwise `destroyedOn` is when the last backup of the key is gone.
    public record WithdrawalView(
            String level,
            String state,
            Instant requestedAt,
            @Nullable Instant frozenAt,
            @Nullable Instant erasedAt,
            @Nullable Instant destroyedOn,
            @Nullable Instant heldUntil,
            RecallProgress copies) {}

    /// The notice to show before asking.
    @Get("/notice")
    NoticeView notice(Context context) {
        access.contributor(context);
        Notice notice = database.inTransaction(tx -> consent.notices().current(tx));
        List<PurposeView> purposes = notice.purposes().stream()
                .map(purpose -> new PurposeView(purpose.wireName()))
                .toList();
        return new NoticeView(notice.digest().hex(), notice.language(), notice.version(), notice.text(), purposes);
    }

    /// Records answers to a notice.
    @Post("/answers")
    List<GrantView> answer(ConsentForm form, Context context) {
        Contributor contributor = access.contributor(context);
        NoticeDigest shown = new NoticeDigest(Forms.text("noticeDigest", form.noticeDigest()));
        Map<Purpose, Boolean> answers = answers(Forms.present("answers", form.answers()));
        return switch (database.inTransaction(tx -> consent.answer(tx, contributor.id(), shown, answers))) {
            case AnswerResult.Recorded(var grants) ->
                grants.stream().map(this::view).toList();
            case AnswerResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
        };
    }

    /// The answers that stand now.
    @Get("/grants")
    List<GrantView> standing(Context context) {
        Contributor contributor = access.contributor(context);
        return database.inTransaction(tx -> consent.standing(tx, contributor.id())).stream()
                .map(this::view)
                .toList();
    }

    /// Takes a yes back, at once and without a reason.
    @Post("/withdrawals")
    GrantView withdraw(WithdrawForm form, Context context) {
        Contributor contributor = access.contributor(context);
        Purpose purpose = purpose(Forms.text("purpose", form.purpose()));
        return switch (database.inTransaction(tx -> consent.withdraw(tx, contributor.id(), purpose))) {
            case WithdrawResult.Withdrawn(var grant) -> view(grant);
            case WithdrawResult.NothingStood(var asked) ->
                throw Refusal.conflict(
                        "consent-nothing-stood", "There is no standing yes for %s.".formatted(asked.wireName()));
        };
    }

    /// Withdraws as far as `level` says. After `recall` the token leads to the withdrawal and to nothing else.
    @Post("/withdraw")
    LeaveView leave(LeaveForm form, Context context) {
        Contributor contributor = access.contributor(context);
        String name = Forms.text("level", form.level());
        Level level = Level.named(name)
                .orElseThrow(() -> Refusal.badRequest(
                        "withdrawal-level",
                        "There is no level '%s'. The levels are no-contact, no-new-releases and recall."
                                .formatted(name)));
        Requested requested = database.inTransaction(
                tx -> leavers.withdrawals().request(tx, contributor.id(), level, VerifiedBy.SIGN_IN));
        return new LeaveView(
                requested.withdrawal().id().value(),
                "/withdrawals/" + requested.link().reveal());
    }

    /// States the age that is asked since somebody joined.
    @Post("/age")
    void age(AgeForm form, Context context) {
        Contributor contributor = access.contributor(context);
        if (!database.inTransaction(tx -> contributors.ages().state(tx, contributor, form.ageReached()))) {
            throw Refusal.conflict(
                    "age-too-low",
                    "That is younger than is asked where you live, so nothing is recorded. What you recorded before stays as you allowed it; take it back by POST /api/v1/me/withdraw.");
        }
    }

    /// How far a withdrawal is, for whoever asked for it.
    @Get("/withdrawals/{withdrawal}")
    WithdrawalView withdrawal(UUID withdrawal, Context context) {
        SecretToken token = access.ofContributor(context);
        return database.inTransaction(tx -> asked(tx, token).stream()
                .filter(one -> one.id().value().equals(withdrawal))
                .findFirst()
                .map(one -> view(tx, one))
                .orElseThrow(Refusal.missing()));
    }

    private List<Withdrawal> asked(Tx tx, SecretToken token) {
        return contributors
                .carrying(tx, token)
                .map(contributor -> leavers.withdrawals().of(tx, contributor.id()))
                .or(() -> leavers.withdrawals().byLink(tx, token).map(List::of))
                .orElseThrow(Refusal::notSignedIn);
    }

    private WithdrawalView view(Tx tx, Withdrawal withdrawal) {
        Optional<Instant> held = leavers.holds().keptUntil(tx, withdrawal.id());
        return new WithdrawalView(
                withdrawal.level().wireName(),
                leavers.withdrawals().state(tx, withdrawal).name(),
                withdrawal.requestedAt(),
                withdrawal.reached().frozen().orElse(null),
                withdrawal.reached().erased().orElse(null),
                withdrawal.destroyedOn().filter(day -> held.isEmpty()).orElse(null),
                held.orElse(null),
                leavers.withdrawals().progress(tx, withdrawal));
    }

    private static Map<Purpose, Boolean> answers(Map<String, Boolean> given) {
        Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
        given.forEach((name, yes) -> answers.put(purpose(name), Forms.present(name, yes)));
        return answers;
    }

    private static Purpose purpose(String wireName) {
        return Purpose.named(wireName)
                .orElseThrow(
                        () -> Refusal.badRequest("purpose-unknown", "There is no purpose '%s'.".formatted(wireName)));
    }

    private GrantView view(Grant grant) {
        return new GrantView(
                grant.purpose().wireName(),
                grant.answer().name(),
                consent.state(grant).name());
    }
}
