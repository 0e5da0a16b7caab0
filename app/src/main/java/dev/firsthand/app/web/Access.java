package dev.firsthand.app.web;

import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.tus.UploadAuthorization.Deed;
import dev.firsthand.app.tus.UploadAuthorization.UploadPermission;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Predicate;

/// Says who sends a request, by the bearer token that it carries.
final class Access {
    private static final String SCHEME = "Bearer ";
    private static final String NOTHING_TAKEN_IN = " Nothing is taken in without a yes that stands:"
            + " answer on the page /me/consent or at POST /api/v1/me/answers, then send this again.";

    private final Database database;
    private final Staff staff;
    private final Contributors contributors;
    private final Holders holders;
    private final Consent consent;

    Access(Database database, WebRooms.People people) {
        this.database = database;
        this.staff = people.staff();
        this.contributors = people.contributors();
        this.holders = people.holders();
        this.consent = people.consent();
    }

    StaffMember operator(Context context) {
        return member(context, Role.OPERATOR);
    }

    StaffMember reviewer(Context context) {
        return member(context, Role.REVIEWER);
    }

    /// Whoever may read what a door for this role shows, auditors among them.
    void seeing(Context context, Role needed) {
        var _ = knownMember(context, role -> role.sees(needed));
    }

    Contributor contributor(Context context) {
        SecretToken token = contributorToken(context).orElseThrow(Refusal::notSignedIn);
        return database.inTransaction(tx -> contributors.carrying(tx, token)).orElseThrow(Refusal::notSignedIn);
    }

    /// The contributor's token, whether or not an account stands behind it any more.
    SecretToken ofContributor(Context context) {
        return contributorToken(context).orElseThrow(Refusal::notSignedIn);
    }

    Holder holder(Context context) {
        SecretToken token =
                token(context).or(() -> SignInCookie.HOLDER.read(context)).orElseThrow(Refusal::notSignedIn);
        return database.inTransaction(tx -> holders.carrying(tx, token)).orElseThrow(Refusal::notSignedIn);
    }

    /// Whose upload a request is about. Who brings bytes is asked for standing consent first, in one transaction.
    UploadPermission uploadPermission(Context context, Deed deed) {
        return contributorToken(context)
                .flatMap(token -> database.inTransaction(tx -> contributors
                        .carrying(tx, token)
                        .map(contributor -> switch (deed) {
                            case BRING -> consented(tx, contributor);
                            case TEND -> granted(contributor);
                        })))
                .orElseGet(() -> refused(401, Refusal.notSignedIn().answer()));
    }

    private UploadPermission consented(Tx tx, Contributor contributor) {
        return switch (consent.permit(tx, contributor.id(), Purpose.CAPTURE_FOR_PAY)) {
            case PermitResult.Permitted permitted -> granted(contributor);
            case PermitResult.Refused(var code, var message) ->
                refused(403, new Refusal.Answer(code, message + NOTHING_TAKEN_IN));
        };
    }

    private static UploadPermission granted(Contributor contributor) {
        return new UploadPermission.Granted(contributor.id().person());
    }

    private static UploadPermission refused(int status, Refusal.Answer answer) {
        return new UploadPermission.Refused(status, answer.code(), answer.message());
    }

    /// A program sends its token, a browser its cookie; [HttpServer] has refused what another site sent.
    private static Optional<SecretToken> contributorToken(Context context) {
        return token(context).or(() -> SignInCookie.CONTRIBUTOR.read(context));
    }

    private StaffMember member(Context context, Role needed) {
        return knownMember(context, role -> role.covers(needed));
    }

    private StaffMember knownMember(Context context, Predicate<Role> openTo) {
        SecretToken token = token(context).orElseThrow(Refusal::notSignedIn);
        return database.inTransaction(tx -> staff.signedIn(tx, token))
                .filter(member -> openTo.test(member.role()))
                .orElseThrow(Refusal::notSignedIn);
    }

    static Optional<SecretToken> token(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.startsWith(SCHEME))
                .flatMap(header ->
                        SecretToken.parse(header.substring(SCHEME.length()).strip()));
    }
}
