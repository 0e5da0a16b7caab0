package dev.firsthand.engine.consent;

import dev.firsthand.engine.consent.NoticeWords.Worded;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The texts that operators write: kept as drafts, signed by who speaks the language, published, never changed.
public final class NoticeTexts {
    /// How many texts are listed.
    public static final int LISTED_MAX = 200;

    /// The largest sound that is kept.
    public static final int SOUND_BYTES_MAX = 16 << 20;

    /// Says in its message what is missing.
    private static final String INCOMPLETE = "notice-incomplete";

    private static final Set<String> SOUND_TYPES = Set.of("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav");

    private static final Set<Purpose> USED = EnumSet.of(
            Purpose.CAPTURE_FOR_PAY,
            Purpose.QUALITY_AND_LABELLING,
            Purpose.TRAIN_ROBOT_POLICY,
            Purpose.SELL_TO_NAMED_BUYERS,
            Purpose.BIOMETRIC_TEMPLATE);

    private final Provenance provenance;
    private final InstantSource clock;
    private final Map<String, NoticeForm> shipped = new HashMap<>();

    public NoticeTexts(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
        NoticeForm.LANGUAGES.forEach(language -> shipped.put(language, read(language)));
    }

    /// What came of signing, publishing, or adding sound.
    public sealed interface TextResult {
        record Done(NoticeText text) implements TextResult {}

        /// Codes: `notice-text-missing`, `notice-unsigned`, `notice-published`, `notice-incomplete`,
        /// `notice-overtaken`, `notice-behind`, `notice-changed-since`, `sound-unreadable`.
        record Refused(String code, String message) implements TextResult {}
    }

    /// The newest first, all languages, at most [#LISTED_MAX].
    public List<NoticeText> all(Tx tx) {
        return NoticeTextRows.all(tx, LISTED_MAX);
    }

    public Optional<NoticeText> find(Tx tx, UUID text) {
        return NoticeTextRows.find(tx, text);
    }

    /// What an operator begins with: the newest text in this language, or the one that ships with Firsthand.
    public NoticeForm newestForm(Tx tx, String language) {
        return NoticeTextRows.newest(tx, language).map(NoticeText::form).orElseGet(() -> shipped(language));
    }

    /// Keeps a text that tells all that a notice has to, else [NoticeFault], under the next number of its language.
    /// Nobody is shown it yet.
    public NoticeText write(Tx tx, StaffId by, NoticeForm form) {
        UUID id = UUID.randomUUID();
        NoticeTextRows.insert(tx, id, form.whole(), new NoticeText.Hand(by, now()));
        return find(tx, id).orElseThrow();
    }

    /// Somebody who speaks the language says that the text says what the English one says that is shown now.
    public TextResult sign(Tx tx, UUID id, StaffId speaker) {
        return unpublished(tx, id, text -> {
            NoticeTextRows.sign(tx, id, new NoticeText.Hand(speaker, now()), leadWords(tx));
            return done(tx, id);
        });
    }

    /// From now on contributors are shown this text. `same`: by whose word it says what the one before said.
    TextResult publish(Tx tx, UUID id, Optional<OtherWords> same) {
        return unpublished(tx, id, text -> {
            if (text.isDraft()) {
                return refused(
                        "notice-unsigned",
                        "A translation is a draft until somebody who speaks the language has signed it.");
            }
            Optional<TextResult> unfit = unfit(tx, text);
            if (unfit.isPresent()) {
                return unfit.get();
            }
            if (!text.leads() && isBehind(tx, text)) {
                return refused(
                        "notice-behind",
                        "This text was not signed for the English one that is shown: it asks for something else, or that"
                                + " one was changed since. Write it anew from there, then sign and publish it.");
            }
            Optional<Worded> before = before(tx, text.form().language());
            if (same.isPresent() && !same.map(OtherWords::than).equals(before.map(NoticeTexts::digest))) {
                return refused(
                        "notice-changed-since",
                        "Another text was published since you compared it with this one. Look what changed now.");
            }
            NoticeTextRows.publish(tx, id, words(before, text.form(), same.isPresent()), same, now());
            return published(tx, find(tx, id).orElseThrow());
        });
    }

    /// A draft from before all was asked for that a notice has to tell, or one that a newer text has overtaken.
    private static Optional<TextResult> unfit(Tx tx, NoticeText text) {
        try {
            text.form().whole();
        } catch (NoticeFault fault) {
            return Optional.of(refused(INCOMPLETE, fault.getMessage() + "."));
        }
        return NoticeTextRows.newestPublished(tx, text.form().language())
                .filter(newest -> newest.number() > text.number())
                .map(newest -> refused(
                        "notice-overtaken",
                        "Text %d is published, and this one is older. Write the next one from it."
                                .formatted(newest.number())));
    }

    /// Keeps what is read aloud: an MP3, MPEG-4, Ogg or WAV file of the whole text.
    public TextResult addSound(Tx tx, UUID id, String type, byte[] sound) {
        if (!SOUND_TYPES.contains(type) || sound.length == 0 || sound.length > SOUND_BYTES_MAX) {
            return refused(
                    "sound-unreadable",
                    "Choose an MP3, MPEG-4, Ogg or WAV file of at most %d MB.".formatted(SOUND_BYTES_MAX >> 20));
        }
        return unpublished(tx, id, text -> {
            NoticeTextRows.keepSound(tx, id, new Sound(type, sound));
            return done(tx, id);
        });
    }

    public Optional<Sound> sound(Tx tx, String digest) {
        return NoticeTextRows.sound(tx, digest);
    }

    /// The text in this language that is shown; a translation of other words than those of the English text
    /// is not.
    Optional<NoticeText> shown(Tx tx, String language) {
        Optional<NoticeText> newest = NoticeTextRows.newestPublished(tx, language);
        return language.equals(Notices.LANGUAGE) ? newest : newest.filter(text -> !isBehind(tx, text));
    }

    /// What the English text asks for that is shown, the shipped one if no other was published.
    NoticeForm lead(Tx tx) {
        return before(tx, Notices.LANGUAGE).orElseThrow().form();
    }

    NoticeWords leadWords(Tx tx) {
        return before(tx, Notices.LANGUAGE).orElseThrow().words();
    }

    /// What the next text in this language takes the place of. Translations that ship were shown to nobody.
    Optional<Worded> before(Tx tx, String language) {
        Optional<Worded> published = NoticeTextRows.newestPublished(tx, language)
                .map(text ->
                        worded(text.form(), NoticeTextRows.meant(tx, text.id()).words()));
        return published.isPresent() || !language.equals(Notices.LANGUAGE)
                ? published
                : Optional.of(worded(shipped(language), NoticeWords.UNKNOWN));
    }

    /// A text from before there were digests stands for what it says.
    private static Worded worded(NoticeForm form, NoticeWords kept) {
        return new Worded(form, kept.equals(NoticeWords.UNKNOWN) ? NoticeWords.of(form) : kept);
    }

    /// What a text stands for after this one.
    static NoticeWords words(Optional<Worded> before, NoticeForm form, boolean same) {
        return before.map(earlier -> same ? NoticeWords.sameAs(earlier, form) : NoticeWords.following(earlier, form))
                .orElseGet(() -> NoticeWords.of(form));
    }

    static NoticeDigest digest(Worded text) {
        return NoticeDigest.of(text.form().body());
    }

    private boolean isBehind(Tx tx, NoticeText translation) {
        return !translation.form().asksTheSameAs(lead(tx))
                || !NoticeTextRows.meant(tx, translation.id()).lead().equals(leadWords(tx));
    }

    private NoticeForm shipped(String language) {
        return Optional.ofNullable(shipped.get(language))
                .orElseThrow(() -> new IllegalArgumentException("no notice ships in " + language));
    }

    @ChangesFact(FactType.NOTICE_PUBLISHED)
    TextResult published(Tx tx, NoticeText text) {
        Map<String, Object> said = new HashMap<>(Map.of(
                "language", text.form().language(),
                "number", text.number(),
                "sha256", NoticeDigest.of(text.form().body()).hex(),
                "purposes",
                        text.form().purposes().keySet().stream()
                                .sorted()
                                .map(Purpose::wireName)
                                .toList(),
                "written_by", text.written().by().value()));
        text.signed().ifPresent(hand -> said.put("signed_by", hand.by().value()));
        text.otherWords()
                .ifPresent(same -> said.put(
                        "other_words",
                        Map.of(
                                "than", same.than().hex(),
                                "by", same.by().value(),
                                "reason", same.reason())));
        provenance.recordImpersonal(tx, new Statement(FactType.NOTICE_PUBLISHED, text.id(), said));
        return new TextResult.Done(text);
    }

    @FunctionalInterface
    private interface Change {
        TextResult of(NoticeText text);
    }

    private TextResult unpublished(Tx tx, UUID id, Change change) {
        Optional<NoticeText> found = NoticeTextRows.lock(tx, id).flatMap(locked -> find(tx, locked));
        if (found.isEmpty()) {
            return refused("notice-text-missing", "There is no such text.");
        }
        if (found.get().publishedAt().isPresent()) {
            return refused(
                    "notice-published", "This text is published, so it stays as it is. Write the next one from it.");
        }
        return change.of(found.get());
    }

    private TextResult done(Tx tx, UUID id) {
        return new TextResult.Done(find(tx, id).orElseThrow());
    }

    private static TextResult refused(String code, String message) {
        return new TextResult.Refused(code, message);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static NoticeForm read(String language) {
        String name = "notice-%s.txt".formatted(language);
        try (var in = NoticeTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the notice " + name + " is not in this program");
            }
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var terms = new NoticeTerms(USED, Set.of(RecipientClass.NAMED_BUYERS), Set.of(), Period.ZERO);
            return NoticeForm.of(language, body, terms);
        } catch (IOException e) {
            throw new UncheckedIOException("the notice " + name + " cannot be read", e);
        }
    }
}
