package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.release.Releases.Published;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.recording.video.GridSpec;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rows of releases that were asked for, with those that came true.
final class ReleaseRows {
    private static final String INSERT = """
            insert into release (id, copy, line, kind, holder, media, fps, width, height, requested_by, requested_at, run,
                                 filter_tasks, filter_from, filter_to, filter_outcomes, filter_worst)
            values (:id, :copy, :line, :kind, :holder, :media, :fps, :width, :height, :by, :at, :run,
                    :tasks, :from, :to, :outcomes, :worst)
            """;

    private static final String SELECT = """
            select r.id, r.copy, r.line, r.kind, r.holder, r.media, r.fps, r.width, r.height, r.run, r.requested_at,
                   r.filter_tasks, r.filter_from, r.filter_to, r.filter_outcomes, r.filter_worst,
                   p.major, p.minor, p.manifest_sha256, p.size_bytes, p.published_at
              from release r left join release_published p on p.release = r.id
            """;

    private static final String FIND = SELECT + " where r.id = :id";

    private static final String OF_COPY =
            SELECT + " where r.copy = :copy and r.holder = :holder and p.release is not null";

    private static final String FIRST_PAGE = SELECT + " order by r.requested_at desc, r.id desc limit :max";

    private static final String NEXT_PAGE = SELECT + """
             where (r.requested_at, r.id) < (select requested_at, id from release where id = :after)
             order by r.requested_at desc, r.id desc limit :max
            """;

    private static final String PUBLISHED_TO = SELECT + """
             where r.holder = :holder and p.release is not null order by p.published_at desc, r.id desc limit :max
            """;

    private ReleaseRows() {}

    static void insert(Tx tx, Requested requested, StaffId author) {
        ReleaseRequest request = requested.request();
        ReleaseFilter filter = request.filter();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", requested.id().value())
                .bind("copy", requested.copy().value())
                .bind("line", request.line())
                .bind("kind", request.kind().name())
                .bind("holder", request.holder().value())
                .bind("media", request.media().kind().name())
                .bind("fps", fps(request.media()))
                .bind("width", grid(request.media()).map(GridSpec::width))
                .bind("height", grid(request.media()).map(GridSpec::height))
                .bind("by", author.value())
                .bind("at", requested.at().atOffset(ZoneOffset.UTC))
                .bind("run", requested.run().value())
                .bindArray(
                        "tasks",
                        UUID.class,
                        filter.tasks().stream().map(TaskId::value).sorted().toList())
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bindArray(
                        "outcomes",
                        String.class,
                        filter.outcomes().stream().map(Outcome::name).sorted().toList())
                .bind("worst", filter.worst().map(Level::name))
                .execute();
    }

    private static Optional<GridSpec> grid(ReleaseMedia media) {
        return switch (media) {
            case ReleaseMedia.Pictures(var grid) -> grid;
            case ReleaseMedia.Motion alone -> Optional.empty();
        };
    }

    private static Optional<Integer> fps(ReleaseMedia media) {
        return switch (media) {
            case ReleaseMedia.Pictures(var grid) -> grid.map(GridSpec::fps);
            case ReleaseMedia.Motion(var copied) -> Optional.of(copied.fps());
        };
    }

    /// Who asked for it.
    static StaffId author(Tx tx, ReleaseId id) {
        return new StaffId(tx.sql()
                .createQuery("select requested_by from release where id = :id")
                .bind("id", id.value())
                .mapTo(UUID.class)
                .one());
    }

    static Optional<Requested> find(Tx tx, ReleaseId id) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", id.value())
                .map((row, context) -> requested(row))
                .findOne();
    }

    static Optional<Listed> ofCopy(Tx tx, CopyId copy, HolderId holder) {
        return tx.sql()
                .createQuery(OF_COPY)
                .bind("copy", copy.value())
                .bind("holder", holder.value())
                .map((row, context) -> listed(row))
                .findOne();
    }

    static List<Listed> firstPage(Tx tx, int max) {
        return tx.sql()
                .createQuery(FIRST_PAGE)
                .bind("max", max)
                .map((row, context) -> listed(row))
                .list();
    }

    static List<Listed> nextPage(Tx tx, ReleaseId after, int max) {
        return tx.sql()
                .createQuery(NEXT_PAGE)
                .bind("after", after.value())
                .bind("max", max)
                .map((row, context) -> listed(row))
                .list();
    }

    static List<Listed> publishedTo(Tx tx, HolderId holder, int max) {
        return tx.sql()
                .createQuery(PUBLISHED_TO)
                .bind("holder", holder.value())
                .bind("max", max)
                .map((row, context) -> listed(row))
                .list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Requested requested = requested(row);
        int major = row.getInt("major");
        if (row.wasNull()) {
            return new Listed(requested, Optional.empty());
        }
        return new Listed(
                requested,
                Optional.of(new Published(
                        new ReleaseVersion(major, row.getInt("minor")),
                        row.getString("manifest_sha256"),
                        row.getLong("size_bytes"),
                        row.getTimestamp("published_at").toInstant())));
    }

    private static Requested requested(ResultSet row) throws SQLException {
        return new Requested(
                new ReleaseId(row.getObject("id", UUID.class)),
                new CopyId(row.getObject("copy", UUID.class)),
                new ReleaseRequest(
                        row.getString("line"),
                        ReleaseKind.valueOf(row.getString("kind")),
                        new HolderId(row.getObject("holder", UUID.class)),
                        media(row),
                        filter(row)),
                new RunId(row.getObject("run", UUID.class)),
                row.getTimestamp("requested_at").toInstant());
    }

    private static ReleaseMedia media(ResultSet row) throws SQLException {
        int fps = row.getInt("fps");
        boolean named = !row.wasNull();
        return switch (ReleaseMedia.Kind.valueOf(row.getString("media"))) {
            case PICTURES ->
                named
                        ? new ReleaseMedia.Pictures(
                                Optional.of(new GridSpec(fps, row.getInt("width"), row.getInt("height"))))
                        : ReleaseMedia.Pictures.USUAL;
            case MOTION -> new ReleaseMedia.Motion(new CopyMedia.Motion(fps));
        };
    }

    private static ReleaseFilter filter(ResultSet row) throws SQLException {
        return new ReleaseFilter(
                Arrays.stream((UUID[]) row.getArray("filter_tasks").getArray())
                        .map(TaskId::new)
                        .collect(Collectors.toSet()),
                day(row, "filter_from"),
                day(row, "filter_to"),
                Arrays.stream((String[]) row.getArray("filter_outcomes").getArray())
                        .map(Outcome::valueOf)
                        .collect(Collectors.toSet()),
                Optional.ofNullable(row.getString("filter_worst")).map(Level::valueOf));
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getDate(column)).map(Date::toLocalDate);
    }
}
