package dev.firsthand.engine.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All rules, in the order in which they are shipped.
public record RuleTable(List<Rule> rules) {
    private static final String RESOURCE = "rules.json";

    private static final RuleTable SHIPPED = read();

    public RuleTable {
        rules = List.copyOf(rules);
    }

    /// The rules that ship with Firsthand, below which nobody goes.
    public static RuleTable shipped() {
        return SHIPPED;
    }

    public Optional<Rule> find(RuleId id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /// Who has rules of their own, whenever they hold.
    public SortedSet<Jurisdiction> jurisdictions() {
        return jurisdictions(rules.stream());
    }

    /// Who has rules of their own of which one at least holds on that day.
    SortedSet<Jurisdiction> inForce(LocalDate day) {
        return jurisdictions(rules.stream().filter(rule -> rule.holdsOn(day)));
    }

    private static SortedSet<Jurisdiction> jurisdictions(Stream<Rule> rules) {
        return rules.map(Rule::jurisdiction)
                .filter(one -> !one.equals(Jurisdiction.DEFAULT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What whoever touches these places has to keep on that day: the defaults of the product, the rules of every
    /// place, and all rules in force where one place has none in force: a law to come permits nothing yet.
    public Obligations obligations(Set<Jurisdiction> touched, LocalDate day) {
        return under(
                touched.stream().flatMap(one -> one.laws().stream()).collect(Collectors.toCollection(TreeSet::new)),
                day);
    }

    /// The same by whose rules hold there, each taken by itself: not those of a country where a part of it is
    /// meant.
    Obligations under(Set<Jurisdiction> laws, LocalDate day) {
        SortedSet<Jurisdiction> known = inForce(day);
        SortedSet<Jurisdiction> withoutRules =
                laws.stream().filter(law -> !known.contains(law)).collect(Collectors.toCollection(TreeSet::new));
        Map<Topic, List<Rule>> binding = rules.stream()
                .filter(rule -> rule.holdsOn(day))
                .filter(rule -> rule.jurisdiction().equals(Jurisdiction.DEFAULT)
                        || !withoutRules.isEmpty()
                        || laws.contains(rule.jurisdiction()))
                .collect(Collectors.groupingBy(Rule::topic));
        return new Obligations(
                binding.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> new Obligation(one.getKey(), one.getValue()))),
                withoutRules);
    }

    /// What the law of a place itself asks about something on that day; nothing where it has no rule in force.
    Optional<Obligation> asksItself(Jurisdiction place, Topic topic, LocalDate day) {
        List<Rule> own = rules.stream()
                .filter(rule -> rule.topic() == topic && rule.holdsOn(day) && place.isUnder(rule.jurisdiction()))
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(new Obligation(topic, own));
    }

    /// The same table with some values changed.
    RuleTable with(Map<RuleId, RuleValue> changed) {
        return new RuleTable(rules.stream()
                .map(rule -> Optional.ofNullable(changed.get(rule.id()))
                        .map(rule::with)
                        .orElse(rule))
                .toList());
    }

    /// Names these rules with their values and the table that they stand in.
    RulesUsed used(Collection<Rule> some) {
        return new RulesUsed(
                some.stream().collect(Collectors.toMap(Rule::id, Rule::certainty, (one, same) -> one, TreeMap::new)),
                sha256());
    }

    /// The same for the same rules with the same values.
    private String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            rules.forEach(rule -> digest.update("%s %s %s %s\n"
                    .formatted(rule.id().value(), rule.value().text(), rule.from(), rule.certainty())
                    .getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static RuleTable read() {
        try (var table = RuleTable.class.getResourceAsStream(RESOURCE)) {
            if (table == null) {
                throw new IllegalStateException("the rules %s are not in this program".formatted(RESOURCE));
            }
            return new RuleTable(RuleReader.read(table));
        } catch (IOException fault) {
            throw new UncheckedIOException("the rules %s cannot be read".formatted(RESOURCE), fault);
        }
    }
}
