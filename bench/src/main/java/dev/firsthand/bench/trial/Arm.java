package dev.firsthand.bench.trial;

import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.policy.Wording;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The lives of one scenario that are compared: the policy's own and those of its twins.
public enum Arm {
    POLICY,
    /// Nobody does anything but the people: what comes true then is nobody's credit.
    NO_OP,
    /// Everything is done.
    ORACLE,
    /// The policy, and nothing goes otherwise.
    CALM,
    /// The policy, and each request is worded as another.
    SWAPPED,
    /// No robot to ask: people do themselves what they would have asked for.
    HUMAN_ONLY,
    /// The policy, and somebody else of the home asks for each thing.
    OTHER_REQUESTER,
    /// Nobody, and nothing goes otherwise: what the calm life is set against.
    CALM_NO_OP,
    /// The policy, and whoever says something is heard without a word.
    BLANK,
    /// The policy, and everything has another handle.
    RENAMED,
    /// The policy, and east and west are changed in all that it is shown.
    MIRRORED,
    /// The policy, a week later.
    LATER;

    private static final Arm[] ALL = values();
    private static final long OTHER_SALT = 0x5bd1e995L;
    private static final int A_WEEK_HOURS = 7 * 24;

    /// The lives of every run.
    public static final List<Arm> USUAL =
            Arrays.stream(ALL).filter(arm -> !arm.isProbe()).toList();
    /// The lives that are only lived where somebody asks whether a policy learned its days by heart.
    public static final List<Arm> PROBES =
            Arrays.stream(ALL).filter(Arm::isProbe).toList();
    /// All of them.
    public static final List<Arm> PROBED =
            Stream.concat(USUAL.stream(), PROBES.stream()).toList();

    static Arm of(int code) {
        return ALL[code];
    }

    /// The day of this life, before anybody acts.
    Stage open(Scenario scenario, Library library) {
        return switch (this) {
            case POLICY, NO_OP, ORACLE, SWAPPED, BLANK, RENAMED, MIRRORED -> Stage.open(scenario, library);
            case LATER -> Stage.open(scenario.later(A_WEEK_HOURS), library);
            case CALM, CALM_NO_OP -> Stage.open(scenario.calm(), library);
            case HUMAN_ONLY -> Stage.ofPeopleAlone(scenario, library);
            case OTHER_REQUESTER -> Stage.open(scenario.askedByOthers(), library);
        };
    }

    Handles handles(Scenario scenario, Stage stage) {
        long salt = this == RENAMED ? scenario.seed() ^ OTHER_SALT : scenario.seed();
        return new Handles(stage.world().plan().entities(), salt);
    }

    View view(Scenario scenario, Stage stage, Handles handles) {
        return switch (this) {
            case SWAPPED -> new View(stage, handles, Wording.swapped(scenario));
            case BLANK -> new View(stage, handles, Wording.blank(scenario));
            case MIRRORED -> View.mirrored(stage, handles, Wording.plain(scenario));
            case POLICY, NO_OP, ORACLE, CALM, HUMAN_ONLY, OTHER_REQUESTER, CALM_NO_OP, RENAMED, LATER ->
                new View(stage, handles, Wording.plain(scenario));
        };
    }

    /// Whether the policy lives the day once more, which a person who knows it by now can't.
    public boolean isOfPolicyAgain() {
        return switch (this) {
            case CALM, SWAPPED, OTHER_REQUESTER, BLANK, RENAMED, MIRRORED, LATER -> true;
            case POLICY, NO_OP, ORACLE, HUMAN_ONLY, CALM_NO_OP -> false;
        };
    }

    /// Whether it is lived only where it is asked for.
    public boolean isProbe() {
        return this == BLANK || this == RENAMED || this == MIRRORED || this == LATER;
    }

    /// Whether the policy that is judged lives it; the others are ours.
    public boolean isOfPolicy() {
        return this == POLICY || isOfPolicyAgain();
    }

    /// Whether the robot does nothing in it.
    public boolean isIdle() {
        return this == NO_OP || this == HUMAN_ONLY || this == CALM_NO_OP;
    }

    /// Whether there is such a life of a scenario: who lives alone has nobody else to ask.
    public boolean isOf(Scenario scenario) {
        return this != OTHER_REQUESTER || scenario.residents().size() > 1;
    }

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    int code() {
        return ordinal();
    }
}
