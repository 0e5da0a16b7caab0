package dev.firsthand.engine.episode;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.store.Database;
import java.io.IOException;
import java.io.InputStream;

/// Opens a contributor's sealed files for the stages. Consent is asked each time, in the database, now.
public final class EpisodeFiles {
    private final Database database;
    private final Consent consent;
    private final Custody custody;

    public EpisodeFiles(Database database, Consent consent, Custody custody) {
        this.database = database;
        this.consent = consent;
        this.custody = custody;
    }

    /// A private plain file without a name, for a child's standard input.
    public PlainFile lay(ContributorId contributor, Purpose purpose, ObjectId object)
            throws IOException, ConsentEndedException {
        return custody.lay(permit(contributor, purpose), object);
    }

    public InputStream open(ContributorId contributor, Purpose purpose, ObjectId object)
            throws IOException, ConsentEndedException {
        return custody.open(permit(contributor, purpose), object);
    }

    private Permit permit(ContributorId contributor, Purpose purpose) throws ConsentEndedException {
        return switch (database.inTransaction(tx -> consent.permit(tx, contributor, purpose))) {
            case PermitResult.Permitted(var permit) -> permit;
            case PermitResult.Refused refused -> throw new ConsentEndedException(refused);
        };
    }
}
