package dev.firsthand.engine.consent;

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

    private static final Set<String> SOUND_TYPES = Set.of("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav");

    private static final Set<Purpose> USED = EnumSet.range(Purpose.CAPTURE_FOR_PAY, Purpose.SELL_TO_NAMED_BUYERS);

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

        /// Codes: `notice-text-missing`, `notice-unsigned`, `notice-published`, `notice-behind`, `sound-unreadable`.
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

    /// Keeps a text under the next number of its language. Nobody is shown it yet.
    public NoticeText write(Tx tx, StaffId by, NoticeForm form) {
        UUID id = UUID.randomUUID();
        NoticeTextRows.insert(tx, id, form, new NoticeText.Hand(by, now()));
        return find(tx, id).orElseThrow();
    }

    /// Somebody who speaks the language says that the text is right.
    public TextResult sign(Tx tx, UUID id, StaffId speaker) {
        return unpublished(tx, id, text -> {
            NoticeTextRows.sign(tx, id, new NoticeText.Hand(speaker, now()));
            return done(tx, id);
        });
    }

    /// From now on contributors are shown this text.
    public TextResult publish(Tx tx, UUID id) {
        return unpublished(tx, id, text -> {
            if (text.isDraft()) {
                return refused(
                        "notice-unsigned",
                        "A translation is a draft until somebody who speaks the language has signed it.");
            }
            if (!text.leads() && !text.form().asksTheSameAs(lead(tx))) {
                return refused(
                        "notice-behind",
                        "This text does not ask for the same as the English one that is shown: same purposes, kinds of"
                                + " recipients and countries. Write it anew from there, then sign and publish it.");
            }
            return publish(tx, text);
        });
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

    /// The text in this language that is shown; a translation that asks for something else than the English text is
    /// not shown.
    Optional<NoticeText> shown(Tx tx, String language) {
        Optional<NoticeText> newest = NoticeTextRows.newestPublished(tx, language);
        return language.equals(Notices.LANGUAGE)
                ? newest
                : newest.filter(text -> text.form().asksTheSameAs(lead(tx)));
    }

    /// What the English text asks for that is shown, the shipped one if no other was published.
    NoticeForm lead(Tx tx) {
        return shown(tx, Notices.LANGUAGE).map(NoticeText::form).orElseGet(() -> shipped(Notices.LANGUAGE));
    }

    private NoticeForm shipped(String language) {
        return Optional.ofNullable(shipped.get(language))
                .orElseThrow(() -> new IllegalArgumentException("no notice ships in " + language));
    }

    @ChangesFact(FactType.NOTICE_PUBLISHED)
    TextResult publish(Tx tx, NoticeText text) {
        NoticeTextRows.publish(tx, text.id(), now());
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
        provenance.recordImpersonal(tx, new Statement(FactType.NOTICE_PUBLISHED, text.id(), said));
        return done(tx, text.id());
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
