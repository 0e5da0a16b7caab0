package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionPlaces;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.Move;
import dev.firsthand.engine.rules.Move.Handing;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.rules.Ruling;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.sensor.SensorKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Whether the law of the places that recordings touch lets them go to a holder.
record ReleaseMoves(RuleBook rules, SessionPlaces places, Holder holder, ReleaseMedia media) {
    /// One of a session of which nothing legible is left is not in it.
    Map<SessionId, Ruling> rulings(Tx tx, Collection<SessionId> sessions) {
        return rulings(tx, sessions, sold());
    }

    /// The same of the motion of a body in them.
    Map<SessionId, Ruling> motionRulings(Tx tx, Collection<SessionId> sessions) {
        return rulings(tx, sessions, Handing.SOLD_WITH_BIOMETRICS);
    }

    private Map<SessionId, Ruling> rulings(Tx tx, Collection<SessionId> sessions, Handing sold) {
        Map<Set<Jurisdiction>, Ruling> known = new HashMap<>();
        Map<SessionId, Ruling> rulings = new HashMap<>();
        places.touched(tx, sessions)
                .forEach((session, touched) -> rulings.put(
                        session, known.computeIfAbsent(touched, some -> rules.mayMove(tx, move(some, sold)))));
        return rulings;
    }

    /// All rules that were asked about the sessions of a copy.
    RulesUsed used(Tx tx, Collection<SessionId> sessions) {
        rules.holdStill(tx); // all are asked of one table
        return rulings(tx, sessions).values().stream()
                .map(Ruling::used)
                .distinct()
                .reduce(rules.none(tx), RulesUsed::and);
    }

    /// Counts whose recordings leave which country with a copy; empty where all of them may.
    Optional<Ruling.Refused> leave(Tx tx, Map<SessionId, UUID> people) {
        SortedMap<Jurisdiction, Set<UUID>> byLaw = new TreeMap<>();
        places.touched(tx, people.keySet())
                .forEach((session, touched) -> touched.stream()
                        .flatMap(place -> place.laws().stream())
                        .forEach(law -> byLaw.computeIfAbsent(law, one -> new TreeSet<>())
                                .add(people.get(session))));
        return byLaw.entrySet().stream()
                .map(law -> rules.mayLeave(tx, law.getKey(), there(), law.getValue()))
                .filter(Ruling.Refused.class::isInstance)
                .map(Ruling.Refused.class::cast)
                .findFirst();
    }

    /// A buyer's contributors agreed to this buyer, whose country the notice named.
    private Move move(Set<Jurisdiction> touched, Handing sold) {
        return switch (holder.kind()) {
            case OWN -> new Move(touched, places.storage(), there(), Set.of(places.storage()), Handing.KEPT);
            case BUYER ->
                new Move(touched, places.storage(), there(), Set.copyOf(List.of(places.storage(), there())), sold);
        };
    }

    private Jurisdiction there() {
        return new Jurisdiction(holder.form().country());
    }

    private Handing sold() {
        return switch (media) {
            case ReleaseMedia.Pictures pictures -> soldPictures();
            case ReleaseMedia.Motion alone -> Handing.SOLD_WITH_BIOMETRICS;
        };
    }

    /// A copy may hold every kind of stream that there is. The motion of a body beside pictures is none, and
    /// asked about apart.
    private static Handing soldPictures() {
        return Arrays.stream(SensorKind.values()).anyMatch(ReleaseMoves::tellsPerson)
                ? Handing.SOLD_WITH_BIOMETRICS
                : Handing.SOLD;
    }

    /// Whether a stream is a scan of hand or face, a voice, or made from one. Points of hands will be.
    private static boolean tellsPerson(SensorKind kind) {
        return switch (kind) {
            case IMU, CAMERA_POSE -> false;
        };
    }
}
