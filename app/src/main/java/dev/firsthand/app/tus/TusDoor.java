package dev.firsthand.app.tus;

import dev.firsthand.app.tus.UploadAuthorization.Deed;
import dev.firsthand.app.tus.UploadAuthorization.UploadPermission;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.upload.BeginResult;
import dev.firsthand.engine.upload.EndResult;
import dev.firsthand.engine.upload.LookResult;
import dev.firsthand.engine.upload.ReceiveResult;
import dev.firsthand.engine.upload.UploadId;
import dev.firsthand.engine.upload.UploadPiece;
import dev.firsthand.engine.upload.UploadStatus;
import dev.firsthand.engine.upload.Uploads;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The door for uploads: tus 1.0.0 at `/upload`. It reads headers, asks [Uploads] and writes the answer; what is
/// durable and whose turn it is is decided behind it.
public final class TusDoor {
    static final String PATH = "/upload";
    private static final String ID = "upload";

    private final Uploads uploads;
    private final UploadAuthorization authorization;
    private final String locationBase;
    private final LongSupplier nanos;

    /// `locationBase` goes before the path in `Location`: empty, or the public address of a server behind a proxy that
    /// changes paths, such as `https://example.org/firsthand`.
    public TusDoor(Uploads uploads, UploadAuthorization authorization, String locationBase) {
        this(uploads, authorization, locationBase, System::nanoTime);
    }

    TusDoor(Uploads uploads, UploadAuthorization authorization, String locationBase, LongSupplier nanos) {
        this.uploads = uploads;
        this.authorization = authorization;
        this.locationBase = locationBase;
        this.nanos = nanos;
    }

    /// Every method of both paths goes to one handler, because a header may replace the method.
    public void addTo(RoutesConfig routes) {
        for (String path : List.of(PATH, PATH + "/{" + ID + "}")) {
            routes.get(path, this::serve);
            routes.post(path, this::serve);
            routes.head(path, this::serve);
            routes.patch(path, this::serve);
            routes.put(path, this::serve);
            routes.delete(path, this::serve);
            routes.options(path, this::serve);
        }
    }

    private void serve(Context context) {
        var answer = new TusAnswer(context, locationBase + PATH);
        var headers = new TusHeaders(context.req().getMethod(), name -> Optional.ofNullable(context.header(name)));
        switch (headers.read()) {
            case TusRequest.Ask ask -> answer.abilities(uploads.limits());
            case TusRequest.Faulty faulty -> answer.fault(faulty.fault());
            case TusRequest.Begin begin ->
                serveOwner(Deed.BRING, context, answer, owner -> begin(begin, owner, context, answer));
            case TusRequest.OfOne one ->
                serveOwner(deed(one), context, answer, owner -> serveOne(one, owner, context, answer));
        }
    }

    @FunctionalInterface
    private interface ForOwner {
        void serve(PersonId owner);
    }

    private static Deed deed(TusRequest.OfOne request) {
        return switch (request) {
            case TusRequest.Continue more -> Deed.BRING;
            case TusRequest.Look look -> Deed.TEND;
            case TusRequest.End end -> Deed.TEND;
        };
    }

    private void serveOwner(Deed deed, Context context, TusAnswer answer, ForOwner service) {
        switch (authorization.permission(context, deed)) {
            case UploadPermission.Granted granted -> service.serve(granted.owner());
            case UploadPermission.Refused no -> answer.refused(no);
        }
    }

    private void begin(TusRequest.Begin begin, PersonId owner, Context context, TusAnswer answer) {
        if (context.pathParamMap().containsKey(ID)) {
            answer.wrongPlace("Begin an upload at %s.".formatted(PATH));
            return;
        }
        switch (uploads.begin(owner, begin.lengthBytes(), Personal.of(begin.metadata()))) {
            case BeginResult.Begun begun -> begun(begun.status(), begin, owner, context, answer);
            case BeginResult.TooLong tooLong -> answer.tooLong(tooLong.lengthBytes(), tooLong.lengthMaxBytes());
            case BeginResult.MetadataTooLong tooLong ->
                answer.metadataTooLong(tooLong.metadataBytes(), tooLong.metadataMaxBytes());
            case BeginResult.TooManyOpen tooMany -> answer.tooManyOpen(tooMany.openMax());
            case BeginResult.StoreFailed failed -> answer.storeFailed(0);
        }
    }

    private void begun(UploadStatus status, TusRequest.Begin begin, PersonId owner, Context context, TusAnswer answer) {
        answer.location(status.id());
        if (begin.body().isEmpty()) {
            answer.begun(status);
            return;
        }
        receive(owner, status.id(), begin.body().get(), context, answer).ifPresent(result -> {
            switch (result) {
                // The upload is there, with what came of it: its sender goes on from the offset.
                case ReceiveResult.Received received -> answer.begunWith(received.status());
                case ReceiveResult.Interrupted interrupted -> answer.begunWith(interrupted.status());
                case ReceiveResult.Refused refused -> answer.refused(refused);
            }
        });
    }

    private void serveOne(TusRequest.OfOne request, PersonId owner, Context context, TusAnswer answer) {
        if (!context.pathParamMap().containsKey(ID)) {
            answer.wrongPlace("Name one upload: %s/ID.".formatted(PATH));
            return;
        }
        Optional<UploadId> id = UploadId.parse(context.pathParam(ID));
        if (id.isEmpty()) {
            answer.missing();
            return;
        }
        switch (request) {
            case TusRequest.Look look -> look(owner, id.get(), answer);
            case TusRequest.Continue more -> proceed(owner, id.get(), more.piece(), context, answer);
            case TusRequest.End end -> end(owner, id.get(), answer);
        }
    }

    private void look(PersonId owner, UploadId id, TusAnswer answer) {
        switch (uploads.look(owner, id)) {
            case LookResult.Found found -> answer.found(found.status());
            case LookResult.Missing missing -> answer.missing();
            case LookResult.Expired expired -> answer.expired();
            case LookResult.Busy busy -> answer.busy();
        }
    }

    private void proceed(PersonId owner, UploadId id, TusRequest.Piece piece, Context context, TusAnswer answer) {
        receive(owner, id, piece, context, answer).ifPresent(result -> {
            switch (result) {
                case ReceiveResult.Received received -> answer.received(received.status());
                case ReceiveResult.Interrupted interrupted -> answer.interrupted(interrupted.status());
                case ReceiveResult.Refused refused -> answer.refused(refused);
            }
        });
    }

    /// Nothing when the sender was told already that they may not go on: a piece that is under way ends when a new
    /// one would be refused.
    private Optional<ReceiveResult> receive(
            PersonId owner, UploadId id, TusRequest.Piece piece, Context context, TusAnswer answer) {
        var bytes =
                new WatchedBytes(context.bodyInputStream(), () -> authorization.permission(context, Deed.BRING), nanos);
        ReceiveResult result = uploads.receive(
                owner, id, new UploadPiece(piece.offsetBytes(), piece.sizeBytes(), piece.checksum(), bytes));
        bytes.refused().ifPresent(answer::refused);
        return bytes.refused().isPresent() ? Optional.empty() : Optional.of(result);
    }

    private void end(PersonId owner, UploadId id, TusAnswer answer) {
        switch (uploads.end(owner, id)) {
            case EndResult.Ended ended -> answer.ended();
            case EndResult.Missing missing -> answer.missing();
            case EndResult.AlreadyComplete complete -> answer.alreadyComplete();
            case EndResult.Busy busy -> answer.busy();
        }
    }
}
