package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Invitation;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.staff.StaffMember;
import gg.jte.generated.precompiled.desk.JteinvitationsGenerated;
import io.javalin.http.Context;
import io.nayuki.qrcodegen.QrCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Links by which people join: for one person, or for a campaign with a cap. A link is shown once, also as a QR code.
final class InvitationPages {
    private static final Duration VALID = Duration.ofDays(14);

    private final DeskRooms rooms;

    InvitationPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        page(context, "");
    }

    void make(StaffMember member, Context context) {
        rooms.inviting().orRefuse();
        InvitationTerms terms = terms(Page.field(context, "people"));
        Invitation.New made = rooms.database()
                .inTransaction(tx -> rooms.people()
                        .contributors()
                        .invitations()
                        .make(tx, member.id().person(), terms));
        page(context, Links.to(context, "/join/" + made.link().reveal()));
    }

    void end(StaffMember member, Context context) {
        UUID invitation = Page.id(context, "invitation");
        rooms.database()
                .inTransactionDo(
                        tx -> rooms.people().contributors().invitations().end(tx, invitation));
        Page.goTo(context, "/desk/invitations");
    }

    private void page(Context context, String link) {
        List<Invitation> open =
                rooms.database().inTransaction(rooms.people().contributors().invitations()::open);
        String qr = link.isEmpty() ? "" : path(QrCode.encodeText(link, QrCode.Ecc.MEDIUM));
        int size = link.isEmpty() ? 0 : QrCode.encodeText(link, QrCode.Ecc.MEDIUM).size;
        var frame = DeskGuard.frame(context, "invitations.title");
        Page.show(context, output -> JteinvitationsGenerated.render(output, null, frame, open, link, qr, size));
    }

    private static InvitationTerms terms(String people) {
        try {
            return new InvitationTerms(Integer.parseInt(people.strip()), VALID);
        } catch (IllegalArgumentException outOfRange) {
            throw Refusal.badRequest(
                    "invitation-people-invalid",
                    "For how many people is the link? A number from 1 to %d.".formatted(InvitationTerms.JOINS_LIMIT));
        }
    }

    /// The dark squares as one path of an SVG picture.
    private static String path(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return path.toString();
    }
}
