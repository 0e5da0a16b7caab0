package dev.firsthand.app.me;

import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.household.Household;
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.MayRecordResult;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.household.TellResult;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.me.JtehouseholdGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who lives with a contributor, the links to hand over, and whether recording is allowed. Never what anybody said.
final class HouseholdPages {
    private final MyRooms rooms;

    HouseholdPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        speak(contributor, context);
        page(contributor, context, Map.of());
    }

    void tell(Contributor contributor, Context context) throws IOException {
        speak(contributor, context);
        Form.send(context, () -> send(contributor, context), () -> show(contributor, context));
    }

    /// For somebody whose link was lost. They are asked anew.
    void renewLink(Contributor contributor, Context context) {
        speak(contributor, context);
        var resident = new ResidentId(Page.id(context, "resident"));
        SecretToken link = rooms.database()
                .inTransaction(tx -> rooms.households().renewLink(tx, contributor.id(), resident))
                .orElseThrow(Refusal.missing());
        page(contributor, context, Map.of(resident, link));
    }

    private static void speak(Contributor contributor, Context context) {
        Texts.speakConsent(context, contributor.language().reveal());
    }

    private void send(Contributor contributor, Context context) {
        var form = new HouseholdForm(adults(context), children(context));
        switch (rooms.database().inTransaction(tx -> rooms.households().tell(tx, contributor.id(), form))) {
            case TellResult.Told(var household, var links)
            when links.isEmpty() ->
                Page.goTo(
                        context,
                        household.adults().isEmpty() && may(contributor)
                                ? "/me"
                                : "/me/household?lang=" + Texts.of(context).language());
            case TellResult.Told(var _, var links) -> page(contributor, context, links);
            case TellResult.Refused(var code, var message) ->
                throw Refusal.badRequest(code, message).at(code.equals("household-adults") ? "adults" : "children");
        }
    }

    private static List<Personal<String>> adults(Context context) {
        return switch (Page.field(context, "home")) {
            case "alone" -> List.of();
            case "others" -> {
                List<Personal<String>> words = Page.field(context, "adults")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(Personal::of)
                        .toList();
                if (words.isEmpty()) {
                    throw Refusal.badRequest("household-adults", "Write a word for each adult, one in a line.")
                            .at("adults");
                }
                yield words;
            }
            default ->
                throw Refusal.badRequest("household-missing", "Say whether you live alone.")
                        .at("home");
        };
    }

    private static int children(Context context) {
        String typed = Page.field(context, "children");
        return typed.isEmpty() ? 0 : typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : -1;
    }

    /// With everybody at home.
    private boolean may(Contributor contributor) {
        return rooms.database().inTransaction(tx -> rooms.households().mayRecord(tx, contributor.id(), Set.of()))
                instanceof MayRecordResult.May;
    }

    private void page(Contributor contributor, Context context, Map<ResidentId, SecretToken> links) {
        Map<ResidentId, String> addresses = new HashMap<>();
        links.forEach((resident, link) -> addresses.put(resident, Links.to(context, "/household/" + link.reveal())));
        Optional<Household> household =
                rooms.database().inTransaction(tx -> rooms.households().find(tx, contributor.id()));
        boolean may = may(contributor);
        var frame = MyPages.frame(context, "household.title").after(Form.before(context));
        Page.show(context, output -> JtehouseholdGenerated.render(output, null, frame, household, may, addresses));
    }
}
