package dev.firsthand.app.desk;

import dev.firsthand.app.desk.Shown.Doors;
import dev.firsthand.app.desk.Shown.Impact;
import dev.firsthand.app.desk.Shown.Part;
import dev.firsthand.app.desk.Shown.Text;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.NoticeFault;
import dev.firsthand.engine.consent.NoticeForm;
import dev.firsthand.engine.consent.NoticeImpact;
import dev.firsthand.engine.consent.NoticeText;
import dev.firsthand.engine.consent.NoticeTexts;
import dev.firsthand.engine.consent.NoticeTexts.TextResult;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.consent.OtherWords;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.RecipientClass;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import gg.jte.generated.precompiled.desk.JtenoticeGenerated;
import gg.jte.generated.precompiled.desk.JtenoticeformGenerated;
import gg.jte.generated.precompiled.desk.JtenoticesGenerated;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What contributors are shown before they answer: written per language, signed by who speaks it, published.
final class NoticePages {
    private static final String LIST = "/desk/notices";

    private final DeskRooms rooms;

    NoticePages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void list(StaffMember member, Context context) {
        Function<StaffId, String> names = names();
        Texts words = Texts.of(context);
        List<Text> all = rooms.database().inTransaction(texts()::all).stream()
                .map(text -> text(text, names, words))
                .toList();
        var frame = DeskGuard.frame(context, "notices.title");
        Page.show(context, output -> JtenoticesGenerated.render(output, null, frame, all, NoticeForm.LANGUAGES));
    }

    /// A form that holds the newest text of the language, or the one that ships with Firsthand.
    void form(StaffMember operator, Context context) {
        String language = language(context);
        NoticeForm form = rooms.database().inTransaction(tx -> texts().newestForm(tx, language));
        List<String> purposes =
                Arrays.stream(Purpose.values()).map(Purpose::wireName).toList();
        List<String> recipients =
                Arrays.stream(RecipientClass.values()).map(Enum::name).toList();
        var frame = DeskGuard.frame(context, "notices.write", Texts.of(context).say("language." + language));
        Page.show(context, output -> JtenoticeformGenerated.render(output, null, frame, form, purposes, recipients));
    }

    void write(StaffMember operator, Context context) {
        try {
            NoticeForm form = typed(context);
            NoticeText text = rooms.database().inTransaction(tx -> texts().write(tx, operator.id(), form));
            Page.goTo(context, path(text.id()));
        } catch (NoticeFault fault) {
            throw Form.refusal("notice-incomplete", fault.part(), fault);
        }
    }

    void show(StaffMember member, Context context) {
        NoticeText text = wanted(context);
        Texts words = Texts.of(context);
        boolean open = text.publishedAt().isEmpty();
        Optional<Impact> impact = open
                ? Optional.of(impact(
                        rooms.database().inTransaction(tx -> notices().impact(tx, text.form())), words))
                : Optional.empty();
        var frame = DeskGuard.frame(
                context, "notices.text", words.say("language." + text.form().language()), text.number());
        boolean signs = !text.leads() && open && member.role().covers(Role.REVIEWER);
        var doors = new Doors(frame.operates() && open, signs);
        Page.show(
                context,
                output -> JtenoticeGenerated.render(
                        output, null, frame, text(text, names(), words), text, impact, doors));
    }

    private static Impact impact(NoticeImpact impact, Texts words) {
        List<String> reasons = impact.changes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(change -> change.getValue().stream()
                        .sorted()
                        .map(why -> words.say(
                                "notices.change",
                                words.say("purpose." + change.getKey().wireName()),
                                words.say("notices." + why.name()))))
                .toList();
        List<Part> parts = impact.parts().stream()
                .map(part -> new Part(
                        words.sayOr("purpose." + part.name(), words.sayOr("notices." + part.name(), part.name())),
                        part.earlier(),
                        part.now()))
                .toList();
        return new Impact(impact, reasons, parts);
    }

    void sign(StaffMember speaker, Context context) {
        if (context.formParam("speaks") == null) {
            throw Refusal.badRequest("notice-speaker-missing", "Say that you speak the language and read the text.")
                    .at("speaks");
        }
        UUID id = wanted(context).id();
        finish(context, id, rooms.database().inTransaction(tx -> texts().sign(tx, id, speaker.id())));
    }

    void publish(StaffMember operator, Context context) {
        UUID id = wanted(context).id();
        if (!Page.field(context, "words").equals("same")) {
            finish(context, id, rooms.database().inTransaction(tx -> notices().publish(tx, id)));
            return;
        }
        OtherWords same = Form.checked(
                "notice-reason-missing",
                "reason",
                () -> new OtherWords(
                        new NoticeDigest(Page.field(context, "than")), operator.id(), Page.field(context, "reason")));
        finish(context, id, rooms.database().inTransaction(tx -> notices().publish(tx, id, same)));
    }

    void addSound(StaffMember operator, Context context) throws IOException {
        UUID id = wanted(context).id();
        UploadedFile file = context.uploadedFile("sound");
        if (file == null || file.size() > NoticeTexts.SOUND_BYTES_MAX) {
            throw Refusal.badRequest("sound-unreadable", "Choose an MP3, MPEG-4, Ogg or WAV file.")
                    .at("sound");
        }
        try (InputStream sound = file.content()) {
            byte[] bytes = sound.readAllBytes();
            String type = String.valueOf(file.contentType());
            finish(context, id, rooms.database().inTransaction(tx -> texts().addSound(tx, id, type, bytes)));
        }
    }

    private static void finish(Context context, UUID id, TextResult result) {
        switch (result) {
            case TextResult.Done done -> Page.goTo(context, path(id));
            case TextResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        }
    }

    private static NoticeForm typed(Context context) {
        Map<Purpose, String> purposes = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            String paragraph = Page.field(context, purpose.wireName());
            if (!paragraph.isEmpty()) {
                purposes.put(purpose, paragraph);
            }
        }
        List<String> ticked = context.formParams("recipients");
        Set<RecipientClass> recipients = Arrays.stream(RecipientClass.values())
                .filter(kind -> ticked.contains(kind.name()))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> countries = Arrays.stream(Page.field(context, "countries").split("[ ,]+", -1))
                .filter(country -> !country.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new NoticeForm(
                language(context),
                Page.field(context, "before"),
                purposes,
                Page.field(context, "after"),
                recipients,
                countries);
    }

    private static String language(Context context) {
        String asked = String.valueOf(context.queryParam("language"));
        if (!NoticeForm.LANGUAGES.contains(asked)) {
            throw Refusal.missing().get();
        }
        return asked;
    }

    private NoticeText wanted(Context context) {
        UUID id = Page.id(context, "text");
        return rooms.database().inTransaction(tx -> texts().find(tx, id)).orElseThrow(Refusal.missing());
    }

    private static Text text(NoticeText text, Function<StaffId, String> names, Texts words) {
        String state = text.publishedAt()
                .map(at -> words.say("notices.published", words.date(at)))
                .orElseGet(() -> words.say(text.isDraft() ? "notices.draft" : "notices.ready"));
        String hands = words.say(
                        "notices.written",
                        names.apply(text.written().by()),
                        words.date(text.written().at()))
                + text.signed()
                        .map(hand -> " " + words.say("notices.signed", names.apply(hand.by()), words.date(hand.at())))
                        .orElse("")
                + text.otherWords()
                        .map(same -> " " + words.say("notices.same-by", names.apply(same.by()), same.reason()))
                        .orElse("");
        return new Text(text.id(), words.say("language." + text.form().language()), text.number(), state, hands);
    }

    /// Who left the desk is nobody that can be named.
    private Function<StaffId, String> names() {
        Map<StaffId, String> names = rooms
                .database()
                .inTransaction(rooms.people().staff()::members)
                .stream()
                .collect(Collectors.toMap(
                        StaffMember::id, member -> member.name().reveal()));
        return id -> names.getOrDefault(id, "–");
    }

    private static String path(UUID text) {
        return LIST + "/" + text;
    }

    private Notices notices() {
        return rooms.recorded().consent().notices();
    }

    private NoticeTexts texts() {
        return notices().texts();
    }
}
