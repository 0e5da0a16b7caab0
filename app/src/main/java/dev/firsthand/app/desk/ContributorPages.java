package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SentForms;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Country;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.AgeCheck;
import dev.firsthand.engine.contributor.AgeChecks;
import dev.firsthand.engine.contributor.CarriedToken;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.ContributorPage;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;
import gg.jte.generated.precompiled.desk.JtecontributorGenerated;
import gg.jte.generated.precompiled.desk.JtecontributorsGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who joined, without a name: nobody here knows one. And what to do for somebody who lost a phone.
final class ContributorPages {
    private static final List<AgeCheck.Method> SEEN =
            List.of(AgeCheck.Method.SEEN_IN_PERSON, AgeCheck.Method.DOCUMENT_SHOWN);

    private final DeskRooms rooms;

    ContributorPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void list(StaffMember member, Context context) {
        Optional<ContributorId> after = Page.mark(context, "after").map(ContributorId::new);
        var frame = DeskGuard.frame(context, "contributors.title");
        ContributorPage page = rooms.database()
                .inTransaction(
                        tx -> after.map(mark -> rooms.people().contributors().all(tx, mark))
                                .orElseGet(() -> rooms.people().contributors().all(tx)));
        List<ContributorShown> shown = rooms.database()
                .inTransaction(
                        tx -> shown(tx, page.contributors(), frame.texts().locale()));
        Page.show(context, output -> JtecontributorsGenerated.render(output, null, frame, shown, page.after()));
    }

    void show(StaffMember member, Context context) {
        Contributor contributor = contributor(context);
        var frame = DeskGuard.frame(
                context,
                "contributor.title",
                contributor.id().value().toString().substring(0, 8));
        ContributorShown shown = rooms.database()
                .inTransaction(
                        tx -> shown(tx, List.of(contributor), frame.texts().locale()))
                .getFirst();
        List<CarriedToken> running = rooms.database()
                .inTransaction(tx -> rooms.people().contributors().tokens().running(tx, contributor.id()));
        AgeChecks ages = rooms.people().contributors().ages();
        String age = rooms.database()
                .inTransaction(tx -> ages.find(tx, contributor.id()))
                .map(check -> age(check, frame.texts()))
                .orElse("");
        long years = rooms.database()
                .inTransaction(tx -> ages.asked(tx, Set.of(contributor.home())))
                .amount();
        Page.show(context, output -> JtecontributorGenerated.render(output, null, frame, shown, running, age, years));
    }

    private static String age(AgeCheck check, Texts words) {
        return words.say("contributor.age." + check.method().name(), words.date(check.at()));
    }

    /// That somebody of the desk saw that the person is of age, and how; nothing else is kept.
    void seeAge(StaffMember member, Context context) {
        Contributor contributor = contributor(context);
        AgeCheck.Method method = SEEN.stream()
                .filter(known -> known.name().equals(context.formParam("age")))
                .findFirst()
                .orElseThrow(Refusal.missing());
        rooms.database()
                .inTransactionDo(tx -> rooms.people()
                        .contributors()
                        .ages()
                        .seen(tx, contributor, method, member.id().person()));
        Page.goTo(context, path(contributor));
    }

    /// A link for somebody who lost every other way in. A fact, and the contributor sees it.
    void makeLink(StaffMember member, Context context) {
        Contributor contributor = contributor(context);
        SecretToken link = rooms.database()
                .inTransaction(tx -> rooms.people()
                        .contributors()
                        .tokens()
                        .linkFromDesk(tx, member.id().person(), contributor.id()));
        SentForms.goTo(context, path(contributor), Links.to(context, "/back/" + link.reveal()));
    }

    void endLinks(StaffMember member, Context context) {
        Contributor contributor = contributor(context);
        rooms.database()
                .inTransactionDo(tx -> rooms.people()
                        .contributors()
                        .tokens()
                        .endFromDesk(tx, member.id().person(), contributor.id()));
        Page.goTo(context, path(contributor));
    }

    private static String path(Contributor contributor) {
        return "/desk/contributors/" + contributor.id().value();
    }

    private List<ContributorShown> shown(Tx tx, List<Contributor> contributors, Locale reader) {
        List<ContributorId> ids = contributors.stream().map(Contributor::id).toList();
        var sessions = rooms.recorded().capture().counts(tx, ids);
        var episodes = rooms.recorded().episodes().ofContributors(tx, ids);
        var accepted = rooms.recorded()
                .reviews()
                .accepted(
                        tx,
                        episodes.values().stream().flatMap(Collection::stream).toList());
        var standing = rooms.recorded().listed().standing(tx, ids);
        return contributors.stream()
                .map(one -> new ContributorShown(
                        one,
                        Country.of(one.country().reveal(), reader).name(),
                        Locale.forLanguageTag(one.language().reveal()).getDisplayName(reader),
                        sessions.getOrDefault(one.id(), 0),
                        length(episodes.getOrDefault(one.id(), List.of()), accepted),
                        standing.getOrDefault(one.id(), Set.of()).stream()
                                .map(purpose -> purpose.wireName())
                                .toList()))
                .toList();
    }

    private static Duration length(List<EpisodeId> episodes, Map<EpisodeId, List<TimeSpan>> accepted) {
        return episodes.stream()
                .flatMap(episode -> accepted.getOrDefault(episode, List.of()).stream())
                .map(TimeSpan::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Contributor contributor(Context context) {
        var id = new ContributorId(Page.id(context, "contributor"));
        return rooms.database()
                .inTransaction(tx -> rooms.people().contributors().find(tx, id))
                .orElseThrow(Refusal.missing());
    }
}
