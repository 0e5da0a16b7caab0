package dev.firsthand.engine.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What recordings may be used for. Each purpose has its own switch; none implies another, and none is asked for that
/// the notice does not offer.
public enum Purpose {
    /// Recording tasks and keeping the files so that the work can be paid.
    CAPTURE_FOR_PAY("dpv:PersonnelPayment"),
    /// Measuring, checking and labelling by programs and people.
    QUALITY_AND_LABELLING("ai:DataAnnotation", "ai:DataLabelling"),
    /// Training programs that steer robots.
    TRAIN_ROBOT_POLICY("ai:ModelTraining"),
    /// Copies for the buyers that the notice names.
    SELL_TO_NAMED_BUYERS("dpv:SellDataToThirdParties"),
    /// Copies for research at universities and the like.
    ACADEMIC_RELEASE("dpv:ScientificResearch"),
    /// Putting into copies by what a person can be known again: how the body moves, and its measures.
    BIOMETRIC_TEMPLATE("fh:BiometricTemplating"),
    /// Use of sound in which the person speaks.
    VOICE("fh:VoiceUse"),
    /// Finding out whether people are who they say they are.
    IDENTITY_AND_FRAUD("dpv:IdentityVerification", "dpv:FraudPreventionAndDetection"),
    /// Writing to the person about further uses.
    CONTACT_FOR_REUSE("dpv:CommunicationManagement");

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

    /// Without these two nothing can be recorded or accepted; the others change nothing else.
    public boolean isNeeded() {
        return this == CAPTURE_FOR_PAY || this == QUALITY_AND_LABELLING;
    }

    /// The terms of the Data Privacy Vocabulary 2.3, or our own, that say the same.
    List<String> terms() {
        return terms;
    }

    /// Which personal data it is about, in the same terms.
    List<String> data() {
        return switch (this) {
            case CAPTURE_FOR_PAY, QUALITY_AND_LABELLING, TRAIN_ROBOT_POLICY, SELL_TO_NAMED_BUYERS, ACADEMIC_RELEASE ->
                List.of("pd:Picture", "pd:Household", "pd:Behavioural", "pd:DeviceBased", "fh:Video", "fh:Motion");
            case BIOMETRIC_TEMPLATE -> List.of("pd:Biometric", "fh:Gait", "fh:HandPose", "fh:BodyMeasures");
            case VOICE -> List.of("pd:VoiceCommunicationRecording");
            case IDENTITY_AND_FRAUD -> List.of("pd:Identifying");
            case CONTACT_FOR_REUSE -> List.of("pd:EmailAddress");
        };
    }
}
