package dev.firsthand.engine.episode;

import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.store.Database;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.suit.ClipFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Opens a contributor's sealed files for the stages. Consent is asked each time, and whether the session is frozen,
/// in the database, now. After a restore nothing leaves before a person has confirmed it; what programs check and
/// clean goes on, because nobody sees it.
public final class EpisodeFiles {
    /// For these a file is opened so that it leaves the house.
    private static final Set<Purpose> HANDED_OUT = EnumSet.of(Purpose.TRAIN_ROBOT_POLICY, Purpose.BIOMETRIC_TEMPLATE);

    private final Database database;
    private final Consent consent;
    private final Custody custody;

    public EpisodeFiles(Database database, Consent consent, Custody custody) {
        this.database = database;
        this.consent = consent;
        this.custody = custody;
    }

    /// A private plain file without a name, for a child's standard input.
    public PlainFile lay(Origin.Recorded origin, Purpose purpose, ObjectId object)
            throws IOException, ConsentEndedException {
        return custody.lay(permit(origin, purpose), object);
    }

    public InputStream open(Origin.Recorded origin, Purpose purpose, ObjectId object)
            throws IOException, ConsentEndedException {
        return custody.open(permit(origin, purpose), object);
    }

    /// The motion of a body as it lies sealed.
    public Clip clip(Episode episode, Purpose purpose, BodyMotion motion) throws IOException, ConsentEndedException {
        try (InputStream in = open(episode.recorded(), purpose, motion.clip())) {
            return switch (ClipFile.read(in)) {
                case ClipFile.ReadResult.Read(var clip) -> clip;
                case ClipFile.ReadResult.Damaged(var message) -> throw new IOException(message);
            };
        }
    }

    private Permit permit(Origin.Recorded origin, Purpose purpose) throws ConsentEndedException {
        if (HANDED_OUT.contains(purpose)
                && database.inTransaction(Restorations::unconfirmed).isPresent()) {
            throw ConsentEndedException.restored();
        }
        Optional<PermitResult> asked = database.inTransaction(
                tx -> Freezes.frozen(tx, List.of(origin.session())).isEmpty()
                        ? Optional.of(consent.permit(tx, origin.contributor(), purpose))
                        : Optional.empty());
        return switch (asked.orElseThrow(ConsentEndedException::frozen)) {
            case PermitResult.Permitted(var permit) -> permit;
            case PermitResult.Refused refused -> throw new ConsentEndedException(refused);
        };
    }
}
