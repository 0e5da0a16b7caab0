package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Country;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.rules.Certainty;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.PlaceRecord;
import dev.firsthand.engine.rules.Rule;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.rules.Signature;
import dev.firsthand.engine.rules.TransferGround;
import dev.firsthand.engine.rules.TransferGround.Basis;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.desk.JterulesGenerated;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the law of which place asks, how sure that is, who signed for it, what covers transfers, and whose places
/// may be recorded in.
public final class RulePages {
    private final DeskRooms rooms;

    RulePages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    /// The rules of one law, and whether one of them is in force.
    public record Law(String name, List<Rule> rules, boolean inForce) {
        public Law {
            rules = List.copyOf(rules);
        }

        public long unverified() {
            return rules.stream()
                    .filter(rule -> rule.certainty() == Certainty.UNVERIFIED)
                    .count();
        }
    }

    /// Who signed for which law, when and why.
    public record Signed(String name, String by, Signature signature) {}

    /// Everything on the page.
    public record Listing(
            List<Law> laws,
            Map<Certainty, Long> shares,
            List<Signed> signatures,
            List<TransferGround> grounds,
            List<PlaceRecord> places,
            List<Country> countries) {}

    void list(StaffMember member, Context context) {
        var frame = DeskGuard.frame(context, "rules.title");
        Locale reader = frame.texts().locale();
        Listing listing = rooms.database().inTransaction(tx -> listing(tx, reader, frame.say("rules.default")));
        Page.show(context, output -> JterulesGenerated.render(output, null, frame, listing));
    }

    private Listing listing(Tx tx, Locale reader, String everywhere) {
        List<Rule> rules = rules().table(tx).rules();
        SortedMap<Certainty, Long> shares =
                rules.stream().collect(Collectors.groupingBy(Rule::certainty, TreeMap::new, Collectors.counting()));
        List<Law> laws = rules.stream()
                .collect(Collectors.groupingBy(rule -> rule.jurisdiction().code(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(law -> new Law(name(law.getKey(), reader, everywhere), law.getValue(), inForce(law.getKey())))
                .toList();
        return new Listing(
                laws, shares, signed(rooms, tx, reader), rules().grounds(tx), rules().places(tx), Country.all(reader));
    }

    private boolean inForce(String law) {
        return law.equals("default") || rules().inForce().contains(new Jurisdiction(law));
    }

    static String name(String law, Locale reader, String everywhere) {
        return law.equals("default") ? everywhere : Country.of(law, reader).name();
    }

    /// Who signed for which law, newest first.
    static List<Signed> signed(DeskRooms rooms, Tx tx, Locale reader) {
        return rooms.recorded().rules().signatures(tx).stream()
                .map(one -> new Signed(
                        Country.of(one.jurisdiction().code(), reader).name(), member(rooms, tx, one.by()), one))
                .toList();
    }

    /// Who that was; empty when nothing legible is left.
    static String member(DeskRooms rooms, Tx tx, StaffId id) {
        return rooms.people()
                .staff()
                .find(tx, id)
                .map(StaffMember::name)
                .map(Personal::reveal)
                .orElse("");
    }

    void sign(StaffMember member, Context context) {
        Jurisdiction place = place(context, "place");
        String why = Page.field(context, "reason");
        Form.checked(
                "rule-signature-invalid",
                "reason",
                () -> rooms.database().inTransaction(tx -> rules().sign(tx, member.id(), place, why)));
        Page.goTo(context, "/desk/rules");
    }

    void addGround(StaffMember member, Context context) {
        TransferGround ground = ground(context);
        Form.checked("rule-ground-invalid", "reference", () -> {
            rooms.database().inTransactionDo(tx -> rules().add(tx, member.id(), ground));
            return ground;
        });
        Page.goTo(context, "/desk/rules");
    }

    void endGround(StaffMember member, Context context) {
        TransferGround ground = ground(context);
        rooms.database().inTransactionDo(tx -> rules().end(tx, member.id(), ground));
        Page.goTo(context, "/desk/rules");
    }

    void addPlace(StaffMember member, Context context) {
        Jurisdiction where = place(context, "where");
        String owner = Page.field(context, "owner");
        Form.checked(
                "place-invalid",
                "owner",
                () -> rooms.database().inTransaction(tx -> rules().addPlace(tx, member.id(), where, owner)));
        Page.goTo(context, "/desk/rules");
    }

    private static TransferGround ground(Context context) {
        Jurisdiction from = place(context, "from");
        Jurisdiction to = place(context, "to");
        Basis basis = Arrays.stream(Basis.values())
                .filter(one -> one.name().equals(Page.field(context, "basis")))
                .findFirst()
                .orElseThrow(Refusal.missing());
        return Form.checked(
                "rule-ground-invalid",
                "reference",
                () -> new TransferGround(from.laws().first(), to, basis, Page.field(context, "reference")));
    }

    private static Jurisdiction place(Context context, String field) {
        String code = Page.field(context, field);
        return Form.checked("place-unknown", field, () -> {
            if (!Jurisdiction.isPlace(code) && !code.equals(Jurisdiction.EU.code())) {
                throw new IllegalArgumentException("choose a place of the list");
            }
            return new Jurisdiction(code);
        });
    }

    private RuleBook rules() {
        return rooms.recorded().rules();
    }
}
