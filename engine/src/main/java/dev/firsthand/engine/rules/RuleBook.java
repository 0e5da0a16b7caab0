package dev.firsthand.engine.rules;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.TypedText;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// The rules as they are in force in this installation: those that ship, made stricter by the operator, with what
/// was signed and what covers a transfer.
public final class RuleBook {
    /// The longest reason, in characters.
    public static final int REASON_LENGTH_MAX = 500;

    /// By whose calendar the people are counted of whom recordings leave in a year.
    private static final ZoneOffset COUNTED_IN = ZoneOffset.ofHours(8);

    private static final String NOT_YET =
            "Recording is not possible where you are yet: what the law asks for there is not arranged. Ask the people who"
                    + " invited you when it will be.";

    private static final String CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int CODE_LENGTH = 8;

    private final RuleTable shipped = RuleTable.shipped();
    private final SecureRandom random = new SecureRandom();
    private final Provenance provenance;
    private final Jurisdiction storage;
    private final InstantSource clock;

    /// `storage` is where the recordings of this installation are kept.
    public RuleBook(Provenance provenance, Jurisdiction storage, InstantSource clock) {
        this.provenance = provenance;
        this.storage = storage;
        this.clock = clock;
    }

    /// What leaves this room with a person. How many people's recordings left a country in a year stays.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("rules_exported", "UPDATE rules_exported SET person = gen_random_uuid() WHERE person = :person")
                .from("rules_used", "DELETE FROM rules_used WHERE subject = any(:things)");
    }

    public RuleTable shipped() {
        return shipped;
    }

    /// The rules with the values that were set last. Where a newer version ships a stricter one, or fixed the
    /// topic, that holds.
    public RuleTable table(Tx tx) {
        SortedMap<RuleId, RuleValue> changed = new TreeMap<>();
        RuleRows.newest(tx)
                .forEach((id, text) -> shipped.find(id).ifPresent(rule -> {
                    RuleValue value = rule.topic().kind().read(text);
                    if (!rule.topic().isFixed() && rule.topic().kind().atLeastAsStrict(value, rule.value())) {
                        changed.put(id, value);
                    }
                }));
        return shipped.with(changed);
    }

    /// No rule at all, of the table as it is now.
    public RulesUsed none(Tx tx) {
        return table(tx).used(List.of());
    }

    /// What whoever touches these places has to keep today.
    public Obligations obligations(Tx tx, Set<Jurisdiction> touched) {
        return table(tx).obligations(touched, today());
    }

    /// What the law of a place itself asks about something today. A country without rules in force asks nothing by
    /// itself: whoever keeps or withholds something because a law says so needs one that does.
    public Optional<Obligation> asksItself(Tx tx, Jurisdiction place, Topic topic) {
        return table(tx).asksItself(place, topic, today());
    }

    /// From which age somebody takes part who touches these places, by the law there and where recordings are kept.
    public Obligation ageAsked(Tx tx, Set<Jurisdiction> touched) {
        var places = new TreeSet<>(touched);
        places.add(storage);
        return obligations(tx, places).about(Topic.CONTRIBUTOR_AGE).orElseThrow(); // the default of the product
    }

    /// Where the recordings of this installation are kept.
    public Jurisdiction storage() {
        return storage;
    }

    /// Whether somebody may begin to record there, to be kept where recordings are kept.
    public Ruling mayCapture(Tx tx, Beginning beginning) {
        RuleTable table = table(tx);
        return beginning
                .judge(table, storage, today())
                .and(() -> notYet(signedFor(tx, table, beginning.touched())
                        .and(() -> mayMove(tx, table, Move.intoStorage(beginning.touched(), storage)))));
    }

    /// What is left for the operator to do is said to whoever would record in words of theirs.
    private static Ruling notYet(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Permitted permitted -> permitted;
            case Ruling.Refused(var code, var _, var used) -> Beginning.refused(code, NOT_YET, used);
        };
    }

    private Ruling signedFor(Tx tx, RuleTable table, Set<Jurisdiction> touched) {
        RulesUsed used = table.used(List.of());
        for (Jurisdiction law : Moves.laws(touched)) {
            Obligations duties = table.under(Set.of(law), today());
            List<Rule> opening = duties.naming(Topic.OPENING, "signature");
            used = used.and(table.used(opening));
            if ((!opening.isEmpty() || !duties.reviewed())
                    && RuleRows.signatures(tx, law).isEmpty()) {
                return new Ruling.Refused(
                        "rules-not-signed", "Nobody has signed that recording may begin there.", used);
            }
        }
        return new Ruling.Permitted(used);
    }

    /// Whether a recording may go where it is to go, by the rules of this moment.
    public Ruling mayMove(Tx tx, Move move) {
        return mayMove(tx, table(tx), move);
    }

    private Ruling mayMove(Tx tx, RuleTable table, Move move) {
        return new Moves(table, RuleRows.grounds(tx), today()).judge(move);
    }

    /// Nobody changes a rule, a signature or a ground until the transaction ends.
    public void holdStill(Tx tx) {
        RuleRows.holdStill(tx);
    }

    /// Counts people whose recordings leave a place for one where its law does not hold, each once in a calendar
    /// year; refused, nobody is counted.
    public Ruling mayLeave(Tx tx, Jurisdiction law, Jurisdiction holder, Collection<UUID> people) {
        RuleTable table = table(tx);
        Optional<Obligation> most =
                table.under(Set.of(law), today()).about(Topic.EXPORTED_PEOPLE).filter(any -> !holder.isUnder(law));
        if (most.isEmpty()) {
            return new Ruling.Permitted(table.used(List.of()));
        }
        RulesUsed used = table.used(most.get().rules());
        int year = clock.instant().atOffset(COUNTED_IN).getYear();
        long after = RuleRows.exportedAfter(tx, law, year, people);
        if (after > most.get().amount()) {
            return new Ruling.Refused(
                    "rules-people-exported",
                    "With this copy recordings of %d people would have left one country this year, at most %d may."
                            .formatted(after, most.get().amount()),
                    used);
        }
        RuleRows.countExported(tx, law, year, people);
        return new Ruling.Permitted(used);
    }

    /// Keeps what a decision about this subject rests on.
    public void keep(Tx tx, UUID subject, RulesUsed used) {
        RuleRows.keep(tx, subject, used);
    }

    /// What a decision about this subject rests on; empty where nothing was asked.
    public SortedMap<RuleId, Certainty> kept(Tx tx, UUID subject) {
        return RuleRows.kept(tx, subject);
    }

    /// What was decided by this rule, newest first.
    public List<UUID> decidedBy(Tx tx, RuleId rule, int max) {
        return RuleRows.decidedBy(tx, rule, max);
    }

    /// Whose rules are in force today; every other country is one without rules.
    public SortedSet<Jurisdiction> inForce() {
        return shipped.inForce(today());
    }

    /// Under which laws a recording is touched by a rule: its own, and every law of which no rule is in force. A
    /// default touches all.
    public Set<Jurisdiction> touching(Rule rule) {
        Set<Jurisdiction> known = inForce();
        Set<Jurisdiction> laws =
                new TreeSet<>(rule.jurisdiction().equals(Jurisdiction.DEFAULT) ? known : Set.of(rule.jurisdiction()));
        Jurisdiction.places().stream()
                .flatMap(place -> new Jurisdiction(place).laws().stream())
                .filter(law -> !known.contains(law))
                .forEach(laws::add);
        return laws;
    }

    /// Sets a value that is as strict as the shipped one or stricter.
    public EditResult edit(Tx tx, StaffId by, RuleId id, Wish wish) {
        Optional<Rule> floor = shipped.find(id);
        if (floor.isEmpty()) {
            return new EditResult.Refused("rule-unknown", "There is no such rule.");
        }
        Topic topic = floor.get().topic();
        if (topic.isFixed()) {
            return new EditResult.Refused(
                    "rule-fixed", "Nothing would follow from another value: what the program does here is fixed.");
        }
        RuleKind kind = topic.kind();
        RuleValue value;
        try {
            value = topic.read(wish.value());
        } catch (IllegalArgumentException fault) {
            return new EditResult.Refused(
                    "rule-value-invalid", "That is no value of this rule: " + fault.getMessage() + ".");
        }
        if (!kind.atLeastAsStrict(value, floor.get().value())) {
            return new EditResult.Refused(
                    "rule-below-floor",
                    "'%s' is laxer than '%s', which ships with Firsthand and below which nobody goes."
                            .formatted(value.text(), floor.get().value().text()));
        }
        if (table(tx).find(id).orElseThrow().value().equals(value)) {
            return new EditResult.Refused("rule-unchanged", "The rule has this value already.");
        }
        var edit = new RuleEdit(id, value, wish.reason(), by, now());
        UUID change = UUID.randomUUID();
        RuleRows.insert(tx, change, edit);
        state(
                tx,
                by,
                change,
                Map.of("change", "value", "rule", id.value(), "value", value.text(), "reason", wish.reason()));
        return new EditResult.Changed(edit);
    }

    /// A value, and why.
    public record Wish(String value, String reason) {
        public Wish {
            reason = TypedText.line("a reason", reason, REASON_LENGTH_MAX);
        }
    }

    /// What was set for a rule, newest first.
    public List<RuleEdit> history(Tx tx, RuleId id) {
        return RuleRows.history(tx, shipped.find(id).orElseThrow());
    }

    /// Somebody signs for the law of a place; where it has no rules, or recording is off, recording may begin.
    public Signature sign(Tx tx, StaffId by, Jurisdiction place, String why) {
        String reason = TypedText.reason("a reason", why, REASON_LENGTH_MAX);
        if (!Jurisdiction.isPlace(place.code()) && !place.equals(Jurisdiction.EU)) {
            throw new IllegalArgumentException("a place is a code such as KE, DE or US-IL, this is " + place.code());
        }
        Signature last = new Signature(place.laws().first(), reason, by, now(), Optional.empty());
        for (Jurisdiction law : place.laws()) {
            var signature = new Signature(law, reason, by, last.at(), Optional.empty());
            UUID change = UUID.randomUUID();
            RuleRows.insert(tx, change, signature);
            state(tx, by, change, Map.of("change", "signature", "jurisdiction", law.code(), "reason", reason));
        }
        return last;
    }

    /// Who signed for what, newest first.
    public List<Signature> signatures(Tx tx) {
        return RuleRows.signatures(tx);
    }

    /// What covers transfers from now on. Said twice, it stands once.
    public void add(Tx tx, StaffId by, TransferGround ground) {
        TypedText.reason("a reference", ground.reference(), TransferGround.REFERENCE_LENGTH_MAX);
        UUID change = UUID.randomUUID();
        if (RuleRows.insert(tx, change, ground, now())) {
            state(tx, by, change, fields("ground", ground));
        }
    }

    /// What covered transfers covers them no more.
    public void end(Tx tx, StaffId by, TransferGround ground) {
        if (RuleRows.end(tx, ground, now())) {
            state(tx, by, UUID.randomUUID(), fields("ground-ended", ground));
        }
    }

    public List<TransferGround> grounds(Tx tx) {
        return RuleRows.grounds(tx);
    }

    /// Registers a place that is nobody's home, whose owner agreed.
    public PlaceRecord addPlace(Tx tx, StaffId by, Jurisdiction where, String owner) {
        String reference = TypedText.line("a reference", owner, TransferGround.REFERENCE_LENGTH_MAX);
        if (!Jurisdiction.isPlace(where.code())) {
            throw new IllegalArgumentException("a place is a code such as KE, DE or US-IL, this is " + where.code());
        }
        var code = new StringBuilder();
        random.ints(CODE_LENGTH, 0, CODE_SIGNS.length()).forEach(sign -> code.append(CODE_SIGNS.charAt(sign)));
        var place = new PlaceRecord(code.toString(), where, reference, now(), Optional.empty());
        UUID change = UUID.randomUUID();
        RuleRows.insert(tx, change, place);
        state(tx, by, change, Map.of("change", "place", "code", place.code(), "jurisdiction", where.code()));
        return place;
    }

    /// The place whose owner agrees, by its code.
    public Optional<PlaceRecord> place(Tx tx, String code) {
        return RuleRows.places(tx).stream()
                .filter(place -> place.code().equals(code) && place.ending().isEmpty())
                .findFirst();
    }

    /// The owner agrees no more: nobody begins to record there. False when that was ended before.
    public boolean endPlace(Tx tx, StaffId by, PlaceRecord place, String why) {
        Ending ending = ending(by, why);
        boolean ended = RuleRows.end(tx, place, ending);
        if (ended) {
            state(
                    tx,
                    by,
                    UUID.randomUUID(),
                    Map.of("change", "place-ended", "code", place.code(), "reason", ending.reason()));
        }
        return ended;
    }

    /// Nobody answers any more for recording under this law: who begins to needs another signature. False when none
    /// stood.
    public boolean endSignature(Tx tx, StaffId by, Jurisdiction law, String why) {
        Ending ending = ending(by, why);
        boolean ended = RuleRows.end(tx, law, ending);
        if (ended) {
            state(
                    tx,
                    by,
                    UUID.randomUUID(),
                    Map.of("change", "signature-ended", "jurisdiction", law.code(), "reason", ending.reason()));
        }
        return ended;
    }

    private Ending ending(StaffId by, String why) {
        return new Ending(by, TypedText.line("a reason", why, REASON_LENGTH_MAX), now());
    }

    /// All that were made, newest first.
    public List<PlaceRecord> places(Tx tx) {
        return RuleRows.places(tx);
    }

    private static Map<String, Object> fields(String change, TransferGround ground) {
        return Map.of(
                "change", change,
                "from", ground.from().code(),
                "to", ground.to().code(),
                "basis", ground.basis().wireName(),
                "reference", ground.reference());
    }

    /// Reasons are a member's own words, so they are sealed under that member's key.
    @ChangesFact(FactType.RULE_CHANGED)
    private void state(Tx tx, StaffId by, UUID change, Map<String, Object> fields) {
        provenance.record(tx, by.person(), new Statement(FactType.RULE_CHANGED, change, fields));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
