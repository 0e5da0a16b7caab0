package dev.firsthand.engine.consent;

import dev.firsthand.engine.consent.NoticeTerms.Change;
import dev.firsthand.engine.consent.NoticeTextRows.Meant;
import dev.firsthand.engine.consent.NoticeTexts.TextResult;
import dev.firsthand.engine.consent.NoticeWords.Worded;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Makes and keeps the notices that are shown before asking. The text names the controller and every buyer,
/// so a change of either is a new version with a digest of its own. English leads: what it asks for is what counts.
public final class Notices {
    /// The language that leads.
    public static final String LANGUAGE = "en";

    private final Holders holders;
    private final Controller controller;
    private final NoticeTexts texts;
    private final NoticeRows rows;
    private final InstantSource clock;

    public Notices(Holders holders, Controller controller, NoticeTexts texts, InstantSource clock) {
        this.holders = holders;
        this.controller = controller;
        this.texts = texts;
        this.rows = new NoticeRows(controller);
        this.clock = clock;
    }

    /// The texts that notices are made from.
    public NoticeTexts texts() {
        return texts;
    }

    /// The notice to show now, in the language that leads.
    public Notice current(Tx tx) {
        NoticeWords words = texts.leadWords(tx);
        return current(tx, new Written(texts.shown(tx, LANGUAGE).map(NoticeText::id), texts.lead(tx), words, words));
    }

    /// The notice to show to who reads this language: in English as long as none is published in it.
    public Notice current(Tx tx, String language) {
        Notice lead = current(tx);
        return language.equals(LANGUAGE)
                ? lead
                : texts.shown(tx, language)
                        .map(text -> current(tx, translated(tx, text)))
                        .orElse(lead);
    }

    /// From now on contributors are shown this text, and who said yes to what reads otherwise is asked again.
    public TextResult publish(Tx tx, UUID text) {
        return publish(tx, text, Optional.empty());
    }

    /// As above, but nobody is asked again for the words alone: somebody answers for it that they say the same.
    public TextResult publish(Tx tx, UUID text, OtherWords same) {
        return publish(tx, text, Optional.of(same));
    }

    private TextResult publish(Tx tx, UUID text, Optional<OtherWords> same) {
        TextResult result = texts.publish(tx, text, same);
        if (result instanceof TextResult.Done(var published)) {
            current(tx, published.form().language()); // marks each yes that is not enough any more
        }
        return result;
    }

    /// What publishing a text changes.
    public NoticeImpact impact(Tx tx, NoticeForm form) {
        Optional<Worded> before = texts.before(tx, form.language());
        var next = new Next(form.language(), terms(form), NoticeTexts.words(before, form, false));
        var same = new Next(form.language(), terms(form), NoticeTexts.words(before, form, true));
        Map<Purpose, Set<Change>> changes = before.map(
                        earlier -> next.outgrows(next.language(), terms(earlier.form()), earlier.words()))
                .orElse(Map.of());
        return new NoticeImpact(
                changes,
                people(tx, next),
                people(tx, same),
                NoticeImpact.parts(before, form),
                before.map(NoticeTexts::digest));
    }

    private int people(Tx tx, Next next) {
        Set<UUID> people = new HashSet<>();
        outgrown(tx, next).forEach((notice, changes) -> {
            boolean adds = changes.values().stream().anyMatch(why -> why.contains(Change.PURPOSE_ADDED));
            people.addAll(GrantRows.standingUnder(tx, notice, adds ? EnumSet.allOf(Purpose.class) : changes.keySet()));
        });
        return people.size();
    }

    public Optional<Notice> find(Tx tx, NoticeDigest digest) {
        return rows.find(tx, digest);
    }

    /// Whether this is what its readers are shown now.
    public boolean isShown(Tx tx, Notice notice) {
        return current(tx, notice.language()).digest().equals(notice.digest());
    }

    /// The digest of what is read aloud of this notice, if there is any.
    public Optional<String> sound(Tx tx, NoticeDigest digest) {
        return NoticeRows.sound(tx, digest);
    }

    /// Whom the notices name.
    public Controller controller() {
        return controller;
    }

    /// True if this is what is shown now to who reads its language; no newer one comes before the transaction ends,
    /// so that an answer to this one is there to be outgrown by it.
    boolean holdsCurrent(Tx tx, Notice notice) {
        NoticeDigest lead = current(tx).digest();
        if (!isShown(tx, notice)) {
            return false;
        }
        NoticeRows.hold(tx);
        return NoticeRows.newest(tx, LANGUAGE).equals(Optional.of(lead))
                && NoticeRows.newest(tx, notice.language()).equals(Optional.of(notice.digest()));
    }

    /// A text of which notices are made, what it stands for, and what the English one does; the shipped one
    /// has no row.
    private record Written(Optional<UUID> id, NoticeForm form, NoticeWords words, NoticeWords lead) {
        Meant meant() {
            return new Meant(words, lead);
        }
    }

    private Written translated(Tx tx, NoticeText text) {
        NoticeWords words = NoticeTextRows.meant(tx, text.id()).words();
        return new Written(Optional.of(text.id()), text.form(), words, texts.leadWords(tx));
    }

    private Notice current(Tx tx, Written written) {
        List<Holder> buyers = holders.buyers(tx);
        NoticeForm form = written.form();
        String text = new NoticePlaces(controller, buyers).fill(form);
        var made = new NoticeRows.Made(written.id(), form.language(), text, terms(form), written.meant());
        if (!isNewest(tx, made)) {
            NoticeRows.lock(tx);
            if (!isNewest(tx, made)) {
                NoticeRows.insert(tx, made, buyers, moment());
                outdate(tx, new Next(form.language(), made.terms(), written.words()));
            }
        }
        return find(tx, made.digest()).orElseThrow();
    }

    private static boolean isNewest(Tx tx, NoticeRows.Made made) {
        return NoticeRows.newest(tx, made.language()).equals(Optional.of(made.digest()))
                && NoticeRows.meant(tx, made.digest()).equals(Optional.of(made.meant()));
    }

    /// What is asked for next. The English text decides on the terms, and its words count for every reader;
    /// those of a translation count for its own.
    private record Next(String language, NoticeTerms terms, NoticeWords words) {
        boolean leads() {
            return language.equals(LANGUAGE);
        }

        /// For which purposes a yes that was given in this language for this is not enough, and why.
        Map<Purpose, Set<Change>> outgrows(String givenIn, NoticeTerms given, NoticeWords meant) {
            if (!leads() && !language.equals(givenIn)) {
                return Map.of();
            }
            Map<Purpose, Set<Change>> changes = new EnumMap<>(Purpose.class);
            changes.putAll(leads() ? given.outgrownBy(terms) : Map.of());
            Set<Purpose> both = new HashSet<>(terms.purposes());
            both.retainAll(given.purposes());
            meant.changedBy(words, both)
                    .forEach(purpose -> changes.computeIfAbsent(purpose, none -> EnumSet.noneOf(Change.class))
                            .add(Change.WORDS_CHANGED));
            return changes;
        }
    }

    private void outdate(Tx tx, Next next) {
        outgrown(tx, next).forEach((notice, changes) -> GrantRows.outdate(tx, notice, changes.keySet(), moment()));
    }

    private Map<NoticeDigest, Map<Purpose, Set<Change>>> outgrown(Tx tx, Next next) {
        Map<NoticeDigest, Map<Purpose, Set<Change>>> outgrown = new HashMap<>();
        for (NoticeDigest digest : GrantRows.noticesOfStanding(tx)) {
            Notice given = find(tx, digest).orElseThrow();
            Meant meant = NoticeRows.meant(tx, digest).orElseThrow();
            var changes = next.outgrows(given.language(), given.terms(), next.leads() ? meant.lead() : meant.words());
            if (!changes.isEmpty()) {
                outgrown.put(digest, changes);
            }
        }
        return outgrown;
    }

    private NoticeTerms terms(NoticeForm form) {
        Set<String> countries = new HashSet<>(form.countries());
        countries.add(controller.country());
        return new NoticeTerms(form.purposes().keySet(), form.recipients(), countries, controller.retention());
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
