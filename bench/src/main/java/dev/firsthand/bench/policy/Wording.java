package dev.firsthand.bench.policy;

import dev.firsthand.bench.people.Phrasebook;
import dev.firsthand.bench.people.Saying;
import dev.firsthand.bench.people.Utterance;
import dev.firsthand.bench.scenario.Scenario;
import java.util.HashMap;
import java.util.Map;

/// The words in which a robot hears what is said. Swapped, each request is worded as another one of the same
/// day: who then does the same as before does not listen.
public final class Wording {
    private static final Phrasebook ENGLISH = Phrasebook.english();

    private final Scenario scenario;
    private final int shift;
    private final boolean isBlank;

    private Wording(Scenario scenario, int shift, boolean isBlank) {
        this.scenario = scenario;
        this.shift = shift;
        this.isBlank = isBlank;
    }

    public static Wording plain(Scenario scenario) {
        return new Wording(scenario, 0, false);
    }

    public static Wording swapped(Scenario scenario) {
        return new Wording(scenario, scenario.tasks().size() / 2, false);
    }

    /// Somebody speaks, and there is no word in it.
    public static Wording blank(Scenario scenario) {
        return new Wording(scenario, 0, true);
    }

    String words(Utterance heard) {
        return isBlank ? "" : spoken(heard);
    }

    private String spoken(Utterance heard) {
        return heard.saying().isPresent() ? words(heard.saying().get(), heard.about()) : ofAct(heard);
    }

    private String words(Saying saying, int about) {
        var slots = new HashMap<>(saying.slots());
        if (about >= 0) {
            slots.put("activity", activity(about));
        }
        return ENGLISH.say(saying.intent(), slots);
    }

    private String ofAct(Utterance heard) {
        boolean isOfTask =
                heard.about() >= 0 && heard.about() < scenario.tasks().size();
        return switch (heard.act()) {
            case REQUEST ->
                isOfTask ? activity("request.activity", heard.about()) : ENGLISH.say("request.wait", Map.of());
            case CANCEL ->
                isOfTask ? activity("cancel.activity", heard.about()) : ENGLISH.say("request.stop", Map.of());
            case CONFIRM -> ENGLISH.say("answer.yes", Map.of());
            case DECLINE -> ENGLISH.say("answer.busy", Map.of());
            // what people do not say yet
            case GREET,
                    TALK,
                    THANK,
                    OFFER,
                    WARN,
                    REPORT_ERROR,
                    INFORM_DONE,
                    INFORM_FAILED,
                    INFORM_DELAYED,
                    INFORM_FOUND,
                    INFORM_MISSING,
                    INFORM_HAZARD,
                    ASK_WHICH,
                    ASK_WHERE,
                    ASK_PERMISSION,
                    ASK_CLARIFY,
                    ASK_HELP -> ENGLISH.say("greet", Map.of());
        };
    }

    private String activity(String intent, int task) {
        return ENGLISH.say(intent, Map.of("activity", activity(task)));
    }

    private String activity(int task) {
        int said = (task + shift) % scenario.tasks().size();
        String name = scenario.tasks().get(said).activity();
        return name.replaceFirst("-\\d+$", "").replace('_', ' ');
    }
}
