package dev.firsthand.app.episode;

import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.provenance.Chains;
import java.util.List;

/// The signed steps of an episode, each made from the one before.
final class SignedSteps {
    private SignedSteps() {}

    static List<Shown.Link> of(List<Chains.Link> chain, EpisodeId episode, Texts texts) {
        return chain.stream()
                .map(link -> new Shown.Link(
                        texts.say("step." + link.step().wireName()),
                        link.logIndex().isPresent()
                                ? texts.say(
                                        "episode.logged",
                                        texts.date(link.at()),
                                        link.logIndex().getAsLong())
                                : texts.say("episode.waits-for-log", texts.date(link.at())),
                        "/desk/episodes/%s/steps/%s"
                                .formatted(episode.value(), link.step().wireName())))
                .toList();
    }
}
