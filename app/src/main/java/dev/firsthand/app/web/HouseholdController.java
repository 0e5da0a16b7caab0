package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.household.MayRecordResult;
import dev.firsthand.engine.household.TellResult;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Personal;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who lives where a contributor records.
@Controller("/api/v1/me/household")
final class HouseholdController {
    private final Database database;
    private final Access access;
    private final Households households;

    HouseholdController(Database database, Access access, Households households) {
        this.database = database;
        this.access = access;
        this.households = households;
    }

    /// `adults` has a word for each other adult, none for who lives alone.
    public record HomeForm(List<String> adults, int children) {}

    /// `link` is the private link of somebody new: a path on this server, to be handed over. It is shown this once.
    public record ResidentView(
            UUID id, String word, @Nullable String link) {}

    /// `mayRecord` tells whether everybody has said yes, and of nobody what they said.
    public record HomeView(List<ResidentView> adults, int children, boolean mayRecord) {}

    /// Says who lives there, all of them at once.
    @Post
    HomeView tell(HomeForm form, Context context) {
        Contributor contributor = access.contributor(context);
        List<Personal<String>> adults = Forms.present("adults", form.adults()).stream()
                .map(word -> Personal.of(Forms.text("adults", word)))
                .toList();
        return database.inTransaction(tx -> switch (households.tell(
                tx, contributor.id(), new HouseholdForm(adults, form.children()))) {
            case TellResult.Told told ->
                view(told, households.mayRecord(tx, contributor.id(), Set.of()) instanceof MayRecordResult.May);
            case TellResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
        });
    }

    private static HomeView view(TellResult.Told told, boolean mayRecord) {
        List<ResidentView> adults = told.household().adults().stream()
                .map(resident -> new ResidentView(
                        resident.id().value(),
                        resident.word().reveal(),
                        Optional.ofNullable(told.links().get(resident.id()))
                                .map(link -> "/household/" + link.reveal())
                                .orElse(null)))
                .toList();
        return new HomeView(adults, told.household().children(), mayRecord);
    }
}
