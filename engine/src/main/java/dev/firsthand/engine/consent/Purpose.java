package dev.firsthand.engine.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What recordings may be used for. Each purpose has its own switch; none implies another.
public enum Purpose {
    /// Recording tasks and keeping the files so that the work can be paid.
    CAPTURE_FOR_PAY("dpv:PersonnelPayment"),
    /// Measuring, checking and labelling by programs and people.
    QUALITY_AND_LABELLING("ai:DataAnnotation", "ai:DataLabelling"),
    /// Training programs that steer robots.
    TRAIN_ROBOT_POLICY("ai:ModelTraining"),
    /// Copies for the buyers that the notice names.
    SELL_TO_NAMED_BUYERS("dpv:SellDataToThirdParties");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of: it cannot change
    private final List<String> terms;

    Purpose(String... terms) {
        this.terms = List.of(terms);
    }

    /// The name in records, pages and doors, for example `capture_for_pay`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Purpose> named(String wireName) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.wireName().equals(wireName))
                .findFirst();
    }

    /// The terms of the Data Privacy Vocabulary 2.3 that say the same.
    List<String> terms() {
        return terms;
    }
}
