package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files that one piece of work derives from its owner's data, sealed. Nobody can open them before [#keep],
/// which belongs into the transaction of the fact that names them. What is not kept goes: by [#discard] when the
/// work ends without its fact, by [Custody#sweep] when its process was killed.
public final class Derived {
    private final Custody custody;
    private final PersonId owner;
    private final Map<ObjectId, Long> sizesBytes = new LinkedHashMap<>();

    Derived(Custody custody, PersonId owner) {
        this.custody = custody;
        this.owner = owner;
    }

    public ObjectId seal(Path plain) throws IOException {
        try (var in = Files.newInputStream(plain)) {
            return seal(in);
        }
    }

    /// Seals bytes up to the end of the stream. Nothing is left of a stream that breaks off.
    public ObjectId seal(InputStream plain) throws IOException {
        try (SealedUpload sealed = custody.seal(owner, plain)) {
            sizesBytes.put(sealed.object(), sealed.size());
            return sealed.object();
        }
    }

    /// From now on they are there for whoever has a permit.
    public void keep(Tx tx) {
        sizesBytes.forEach((object, sizeBytes) -> {
            if (!ObjectRows.sealed(tx, object, sizeBytes)) {
                throw new IllegalStateException("object %s is kept or discarded already".formatted(object.value()));
            }
        });
    }

    /// Erases what was not kept.
    public void discard(Tx tx) {
        sizesBytes.keySet().forEach(object -> custody.eraseDraft(tx, object));
    }
}
