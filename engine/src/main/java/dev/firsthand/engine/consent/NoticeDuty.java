package dev.firsthand.engine.consent;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;

/// What every notice tells besides its purposes, each in a paragraph that begins with its heading; whether the words
/// under it are right is its author's to answer for. What the law of the EU calls a right of the reader is named by
/// article.
public enum NoticeDuty {
    CONTROLLER(NoticeForm.BEFORE),
    RECORDED(NoticeForm.BEFORE),
    STORAGE(NoticeForm.BEFORE),
    ROBOTS(NoticeForm.BEFORE),
    OWNERSHIP(NoticeForm.AFTER),
    WITHDRAWAL(NoticeForm.AFTER, "A7-3"),
    RIGHTS(NoticeForm.AFTER, "A15", "A16", "A17", "A21", "A77");

    /// What is shorter tells nothing. Who is responsible may have a short name.
    private static final int LENGTH_MIN = 50;

    private static final String WORDS = "dev.firsthand.engine.consent.notice-words";
    private static final Pattern BETWEEN = Pattern.compile("\n\n");

    private final String part;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of: it cannot change
    private final List<String> articles;

    NoticeDuty(String part, String... articles) {
        this.part = part;
        this.articles = List.of(articles);
    }

    /// In which part of a [NoticeForm] it is told.
    public String part() {
        return part;
    }

    /// The articles of the GDPR with the rights that it tells of.
    List<String> articles() {
        return articles;
    }

    /// The words with which its paragraph begins.
    public String heading(String language) {
        return words(language).getString(name());
    }

    /// What a text in this language tells of.
    static Set<NoticeDuty> told(String language, String text) {
        Set<NoticeDuty> told = EnumSet.noneOf(NoticeDuty.class);
        for (String paragraph : BETWEEN.split(text.strip(), -1)) {
            for (NoticeDuty duty : values()) {
                String heading = duty.heading(language);
                if (paragraph.startsWith(heading) && duty.isTold(paragraph.substring(heading.length()))) {
                    told.add(duty);
                }
            }
        }
        return told;
    }

    private boolean isTold(String words) {
        String bare = words.strip();
        return bare.codePointCount(0, bare.length()) >= (this == CONTROLLER ? 1 : LENGTH_MIN);
    }

    static ResourceBundle words(String language) {
        return ResourceBundle.getBundle(
                WORDS,
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
