package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Set;

/// Sends what was derived from an episode to people of the desk, as long as the contributor allows checking. What is
/// removed is not there, also while its bytes still are. What was recorded before a backup was put back stays closed
/// until a person has confirmed that.
public final class SealedDownload {
    private final Database database;
    private final Consent consent;
    private final Custody custody;

    public SealedDownload(Database database, Consent consent, Custody custody) {
        this.database = database;
        this.consent = consent;
        this.custody = custody;
    }

    public void send(Context context, Episode episode, ObjectId object, String type) throws IOException {
        try (SeekableByteChannel bytes = custody.shown(permit(episode), object)) {
            new Download(bytes, type, () -> permit(episode)).send(context);
        }
    }

    /// Records as a fact that a member of the desk looks at the raw bytes of an object of this episode, and why.
    public void recordLook(Episode episode, ObjectId object, StaffMember member, Personal<String> reason)
            throws IOException {
        custody.view(permitToLook(episode), object, new Custody.Look(member.id().person(), reason))
                .close();
    }

    /// Raw bytes for a member whose look was recorded a short while ago.
    public void sendLookedAt(Context context, Episode episode, ObjectId object, StaffMember member, String type)
            throws IOException {
        try (SeekableByteChannel bytes = viewed(episode, object, member)) {
            new Download(bytes, type, () -> permitToLook(episode)).send(context);
        }
    }

    /// The same for a program that makes a picture of them.
    public InputStream lookedAt(Episode episode, ObjectId object, StaffMember member) throws IOException {
        return Channels.newInputStream(viewed(episode, object, member));
    }

    private SeekableByteChannel viewed(Episode episode, ObjectId object, StaffMember member) throws IOException {
        return custody.viewed(permitToLook(episode), object, member.id().person());
    }

    /// Whoever decides about a request for removal looks at the view; what may have to go is shown raw to nobody.
    private Permit permitToLook(Episode episode) {
        Set<SessionId> asked = Set.of(episode.recorded().session());
        if (!database.inTransaction(tx -> Freezes.frozen(tx, asked)).isEmpty()) {
            throw Refusal.conflict(Freezes.CODE, Freezes.MESSAGE);
        }
        return permit(episode);
    }

    private Permit permit(Episode episode) {
        return switch (database.inTransaction(tx -> permit(tx, episode))) {
            case PermitResult.Permitted(var permit) -> permit;
            case PermitResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        };
    }

    private PermitResult permit(Tx tx, Episode episode) {
        SessionLine session = SessionList.find(tx, List.of(episode.recorded().session())).stream()
                .filter(found -> found.stage() != SessionStage.REMOVED)
                .findFirst()
                .orElseThrow(Refusal.missing());
        if (Restorations.unconfirmed(tx)
                .filter(restored -> session.startedAt().isBefore(restored.restoredAt()))
                .isPresent()) {
            throw Refusal.conflict(Restorations.CODE, Restorations.MESSAGE);
        }
        return consent.permit(tx, episode.contributor(), Purpose.QUALITY_AND_LABELLING);
    }
}
