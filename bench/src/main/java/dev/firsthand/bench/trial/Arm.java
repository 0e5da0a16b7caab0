package dev.firsthand.bench.trial;

import dev.firsthand.bench.policy.Wording;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;

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
    CALM_NO_OP;

    private static final Arm[] ALL = values();

    static Arm of(int code) {
        return ALL[code];
    }

    /// The day of this life, before anybody acts.
    Stage open(Scenario scenario, Library library) {
        return switch (this) {
            case POLICY, NO_OP, ORACLE, SWAPPED -> Stage.open(scenario, library);
            case CALM, CALM_NO_OP -> Stage.open(scenario.calm(), library);
            case HUMAN_ONLY -> Stage.ofPeopleAlone(scenario, library);
            case OTHER_REQUESTER -> Stage.open(scenario.askedByOthers(), library);
        };
    }

    Wording wording(Scenario scenario) {
        return this == SWAPPED ? Wording.swapped(scenario) : Wording.plain(scenario);
    }

    /// Whether the policy lives the day once more, which a person who knows it by now can't.
    public boolean isOfPolicyAgain() {
        return switch (this) {
            case CALM, SWAPPED, OTHER_REQUESTER -> true;
            case POLICY, NO_OP, ORACLE, HUMAN_ONLY, CALM_NO_OP -> false;
        };
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
