package dev.firsthand.app.web;

import dev.firsthand.app.view.Inviting;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.contributor.Invitation;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.time.Instant;

/// How contributors come in: invited by an operator, joining by the link.
@Controller("/api/v1")
final class InvitationController {
    private final Database database;
    private final Access access;
    private final Contributors contributors;
    private final Inviting inviting;

    InvitationController(Database database, Access access, Contributors contributors, Inviting inviting) {
        this.database = database;
        this.access = access;
        this.contributors = contributors;
        this.inviting = inviting;
    }

    /// `link` is a path on this server; its last part is the invitation. It is shown this once.
    public record InvitationView(String link, Instant expiresAt) {}

    /// `invitation` is the last part of the link; `language` is a BCP 47 tag, `country` two letters of ISO 3166,
    /// `ageReached` an age in years that the person has reached, such as 18.
    public record JoinRequest(String invitation, String language, String country, int ageReached) {}

    /// The token is the contributor's own; it is shown this once.
    public record JoinedView(String token) {}

    /// Invites one person. For operators.
    @Post("/invitations")
    InvitationView invite(Context context) {
        StaffMember operator = access.operator(context);
        inviting.orRefuse();
        Invitation.New made = database.inTransaction(
                tx -> contributors.invitations().make(tx, operator.id().person(), InvitationTerms.single()));
        return new InvitationView(
                "/join/" + made.link().reveal(), made.invitation().expiresAt());
    }

    /// Joins by an invitation.
    @Post("/contributors")
    JoinedView join(JoinRequest form) {
        SecretToken link = Forms.token(form.invitation());
        JoinForm join = new JoinForm(
                Personal.of(Forms.text("language", form.language())),
                Personal.of(Forms.text("country", form.country())),
                form.ageReached());
        return switch (database.inTransaction(tx -> contributors.join(tx, link, join))) {
            case JoinResult.Joined(var contributor, var token) -> new JoinedView(token.reveal());
            case JoinResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
        };
    }
}
