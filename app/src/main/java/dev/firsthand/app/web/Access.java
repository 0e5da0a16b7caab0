package dev.firsthand.app.web;

import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.tus.UploadAuthorization;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
import io.javalin.http.Context;
import java.util.Optional;

/// Says who sends a request, by the bearer token that it carries.
final class Access {
    private static final String SCHEME = "Bearer ";

    private final Database database;
    private final Staff staff;
    private final Contributors contributors;
    private final Holders holders;

    Access(Database database, Staff staff, Contributors contributors, Holders holders) {
        this.database = database;
        this.staff = staff;
        this.contributors = contributors;
        this.holders = holders;
    }

    StaffMember operator(Context context) {
        return member(context, Role.OPERATOR);
    }

    StaffMember reviewer(Context context) {
        return member(context, Role.REVIEWER);
    }

    Contributor contributor(Context context) {
        SecretToken token = contributorToken(context).orElseThrow(Refusal::notSignedIn);
        return database.inTransaction(tx -> contributors.carrying(tx, token)).orElseThrow(Refusal::notSignedIn);
    }

    Holder holder(Context context) {
        SecretToken token = token(context).orElseThrow(Refusal::notSignedIn);
        return database.inTransaction(tx -> holders.carrying(tx, token)).orElseThrow(Refusal::notSignedIn);
    }

    /// Whose upload a request is about.
    UploadAuthorization.UploadPermission uploadPermission(Context context) {
        return contributorToken(context)
                .flatMap(token -> database.inTransaction(tx -> contributors.carrying(tx, token)))
                .<UploadAuthorization.UploadPermission>map(
                        contributor -> new UploadAuthorization.UploadPermission.Granted(
                                contributor.id().person()))
                .orElseGet(() -> {
                    Refusal.Answer answer = Refusal.notSignedIn().answer();
                    return new UploadAuthorization.UploadPermission.Refused(401, answer.code(), answer.message());
                });
    }

    /// A program sends its token, a browser its cookie; [HttpServer] has refused what another site sent.
    private static Optional<SecretToken> contributorToken(Context context) {
        return token(context).or(() -> SignInCookie.CONTRIBUTOR.read(context));
    }

    private StaffMember member(Context context, Role needed) {
        SecretToken token = token(context).orElseThrow(Refusal::notSignedIn);
        return database.inTransaction(tx -> staff.signedIn(tx, token))
                .filter(member -> member.role().covers(needed))
                .orElseThrow(Refusal::notSignedIn);
    }

    static Optional<SecretToken> token(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.startsWith(SCHEME))
                .flatMap(header ->
                        SecretToken.parse(header.substring(SCHEME.length()).strip()));
    }
}
