package dev.firsthand.app.release;

import dev.firsthand.app.page.Form;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.release.ReleaseFilter;
import dev.firsthand.engine.release.ReleaseMedia;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.recording.video.GridSpec;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What an operator filled in to ask for a release, as it came: the page shows it again beside its counts.
public record ReleaseForm(
        String name,
        String kind,
        String holder,
        String media,
        Set<String> tasks,
        String from,
        String to,
        Set<String> outcomes,
        String worst,
        String grid) {
    /// Frame grids that are offered: rate, width and height. Any other is asked for through the API.
    public static final List<String> GRIDS = List.of("30 640 480", "30 640 360", "30 1280 720", "15 640 480");

    /// Levels that findings may be held to; FAIL would hold nothing back.
    public static final List<Level> LEVELS = List.of(Level.NOTE, Level.WARN);

    static ReleaseForm of(Context context) {
        boolean sent = context.method().name().equals("POST");
        Function<String, List<String>> values = sent ? context::formParams : context::queryParams;
        Function<String, String> value = name ->
                values.apply(name).stream().findFirst().map(String::strip).orElse("");
        return new ReleaseForm(
                value.apply("name"),
                value.apply("kind"),
                value.apply("holder"),
                value.apply("media"),
                Set.copyOf(values.apply("task")),
                value.apply("from"),
                value.apply("to"),
                Set.copyOf(values.apply("outcome")),
                value.apply("worst"),
                value.apply("grid"));
    }

    public ReleaseForm {
        tasks = Set.copyOf(tasks);
        outcomes = Set.copyOf(outcomes);
    }

    ReleaseRequest request() {
        ReleaseKind asked = one(ReleaseKind.values(), kind)
                .orElseThrow(() -> Refusal.badRequest("release-kind-missing", "Choose what the release is for.")
                        .at("kind"));
        HolderId receiver = new HolderId(uuid(holder).orElseThrow(ReleaseForm::holderMissing));
        Optional<LocalDate> first = checked("from", () -> day(from));
        Optional<LocalDate> last = checked("to", () -> day(to));
        ReleaseFilter filter = checked("to", () -> filter(first, last));
        return checked("name", () -> new ReleaseRequest(name, asked, receiver, shown(), filter));
    }

    static Refusal holderMissing() {
        return Refusal.badRequest("release-holder-missing", "Choose who receives the copy.")
                .at("holder");
    }

    private static <T> T checked(String field, Supplier<T> value) {
        return Form.checked("release-form-invalid", field, value);
    }

    private ReleaseFilter filter(Optional<LocalDate> first, Optional<LocalDate> last) {
        return new ReleaseFilter(
                tasks.stream()
                        .map(ReleaseForm::uuid)
                        .flatMap(Optional::stream)
                        .map(TaskId::new)
                        .collect(Collectors.toSet()),
                first,
                last,
                outcomes.stream()
                        .map(outcome -> one(Outcome.values(), outcome))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                one(Level.values(), worst));
    }

    /// A grid says nothing of motion: the page offers sizes of pictures.
    private ReleaseMedia shown() {
        return switch (asked()) {
            case PICTURES -> new ReleaseMedia.Pictures(gridSpec());
            case MOTION -> ReleaseMedia.Motion.USUAL;
        };
    }

    /// Pictures, where nothing was chosen.
    public ReleaseMedia.Kind asked() {
        return one(ReleaseMedia.Kind.values(), media).orElse(ReleaseMedia.Kind.PICTURES);
    }

    private Optional<GridSpec> gridSpec() {
        if (!GRIDS.contains(grid)) {
            return Optional.empty();
        }
        int[] numbers =
                Arrays.stream(grid.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        return Optional.of(new GridSpec(numbers[0], numbers[1], numbers[2]));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("a day is written like 2026-11-21, this is " + text, malformed);
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> one(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }
}
