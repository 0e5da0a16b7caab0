package dev.firsthand.engine.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a rule is about. All rules about one thing are of one kind, so that they can be held against each other.
///
/// A topic is asked, or it is fixed: `docs/concepts/rules.md` says by whom and where, or why the program asks
/// nobody. One that is fixed cannot be set, because nothing would follow from it.
public enum Topic {
    CONTRIBUTOR_AGE(RuleKind.MIN_YEARS, Binding.ASKED),
    CHILD(RuleKind.REQUIRED, Binding.FIXED),
    CONSENT_FORM(RuleKind.REQUIRED, Binding.FIXED),
    NOTICE(RuleKind.REQUIRED, Binding.FIXED),
    BIOMETRIC_CONSENT(RuleKind.REQUIRED, Binding.FIXED),
    BIOMETRIC_SALE(RuleKind.PROHIBITED, Binding.ASKED, "biometric_identifiers"),
    SEPARATE_CONSENT(RuleKind.REQUIRED, Binding.FIXED),
    COMMERCIAL_USE(RuleKind.REQUIRED, Binding.FIXED),
    DISCLOSURE(RuleKind.REQUIRED, Binding.FIXED),
    OPENING(RuleKind.REQUIRED, Binding.ASKED, "signature"),
    PLACE(RuleKind.PROHIBITED, Binding.ASKED, "care", "elsewhere", "home"),
    PLACE_RECORD(RuleKind.REQUIRED, Binding.ASKED, "owner_record"),
    LOCALISATION(RuleKind.PROHIBITED, Binding.ASKED, "storage_abroad", "strategic_processing_abroad"),
    TRANSFER(RuleKind.PERMITTED, Binding.ASKED, "adequacy", "approval", "certification", "safeguards", "unrestricted"),
    TRANSFER_CONSENT(RuleKind.REQUIRED, Binding.ASKED, "consent"),
    TRANSFER_COPY(RuleKind.MAX_DAYS, Binding.FIXED),
    EXPORTED_PEOPLE(RuleKind.MAX_PEOPLE, Binding.ASKED),
    ACCESS(RuleKind.MAX_DAYS, Binding.FIXED),
    PORTABILITY(RuleKind.MAX_DAYS, Binding.FIXED),
    RIGHTS_STOP(RuleKind.MAX_DAYS, Binding.FIXED),
    GRIEVANCE(RuleKind.MAX_DAYS, Binding.FIXED),
    ERASURE(RuleKind.MAX_DAYS, Binding.FIXED),
    ERASURE_NOTICE(RuleKind.MIN_HOURS, Binding.FIXED),
    RETENTION_END(RuleKind.MAX_DAYS, Binding.FIXED),
    RETENTION_LOG(RuleKind.MIN_DAYS, Binding.FIXED),
    RETENTION_SCHEDULE(RuleKind.REQUIRED, Binding.FIXED),
    BREACH_AUTHORITY(RuleKind.MAX_HOURS, Binding.FIXED),
    BREACH_CONTROLLER(RuleKind.MAX_HOURS, Binding.FIXED),
    BREACH_PERSON(RuleKind.MAX_HOURS, Binding.FIXED),
    BREACH_PUBLIC(RuleKind.MIN_DAYS, Binding.FIXED);

    private enum Binding {
        ASKED,
        FIXED
    }

    private final RuleKind kind;
    private final Binding binding;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of: it cannot change
    private final Set<String> words;

    Topic(RuleKind kind, Binding binding, String... words) {
        this.kind = kind;
        this.binding = binding;
        this.words = Set.of(words);
    }

    public RuleKind kind() {
        return kind;
    }

    /// Whether setting another value would change nothing.
    public boolean isFixed() {
        return binding == Binding.FIXED;
    }

    /// Reads a value that somebody sets: of words, only those that somebody asks for.
    RuleValue read(String text) {
        RuleValue value = kind.read(text);
        if (!words.isEmpty() && !words.containsAll(RuleKind.words(value))) {
            throw new IllegalArgumentException("its words are " + String.join(", ", new TreeSet<>(words)));
        }
        return value;
    }

    /// As the table of rules names it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Topic> named(String wireName) {
        return Arrays.stream(values())
                .filter(topic -> topic.wireName().equals(wireName))
                .findFirst();
    }
}
