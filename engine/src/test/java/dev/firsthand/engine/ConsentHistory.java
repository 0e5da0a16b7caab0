package dev.firsthand.engine;

import dev.firsthand.engine.consent.AnswerResult;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.HolderForm;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What random contributors say, take back and let run out, while buyers come and the clock jumps; beside it a model
/// of a few lines that says what stands. Each consent of `sides` is that of another process of one installation.
public final class ConsentHistory {
    private static final int BUYERS_MAX = 4;

    private final Rooms rooms;
    private final List<Purpose> purposes;
    private final SplittableRandom random;
    private final Map<Purpose, Answer> model = new EnumMap<>(Purpose.class);
    private int buyers;

    /// Where it takes place.
    public record Rooms(Database database, List<Consent> sides, Holders holders, MovableClock clock) {}

    /// A yes or a no, as somebody remembers it who was there; until when it counts.
    private record Answer(boolean yes, Instant until) {}

    public ConsentHistory(Rooms rooms, List<Purpose> purposes, SplittableRandom random) {
        this.rooms = rooms;
        this.purposes = purposes;
        this.random = random;
    }

    /// Of somebody who has said nothing yet.
    public void begin() {
        model.clear();
    }

    /// Something, which may be about this purpose.
    public void happens(ContributorId person, Purpose purpose) {
        Consent side = rooms.sides().get(random.nextInt(rooms.sides().size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> answers(side, person, purpose, true);
            case 3 -> answers(side, person, purpose, false);
            case 4 -> withdraws(side, person, purpose);
            case 5 -> rooms.clock().advance(Duration.ofDays(random.nextInt(150)));
            case 6 -> rooms.clock().advance(Duration.ofSeconds(random.nextInt(100) - 10L));
            default -> buyerComes();
        }
    }

    public Purpose purpose() {
        return purposes.get(random.nextInt(purposes.size()));
    }

    public boolean stands(Purpose purpose) {
        Answer answer = model.get(purpose);
        return answer != null && answer.yes() && rooms.clock().instant().isBefore(answer.until());
    }

    private void answers(Consent side, ContributorId person, Purpose purpose, boolean yes) {
        AnswerResult result = rooms.database().inTransaction(tx -> {
            NoticeDigest shown = side.notices().current(tx).digest();
            return side.answer(tx, person, shown, Map.of(purpose, yes));
        });
        Instant end = rooms.clock()
                .instant()
                .atOffset(ZoneOffset.UTC)
                .plus(Consent.VALIDITY)
                .toInstant();
        if (result instanceof AnswerResult.Recorded) { // or the notice does not ask for it
            model.put(purpose, new Answer(yes, end));
        }
    }

    private void withdraws(Consent side, ContributorId person, Purpose purpose) {
        rooms.database().inTransaction(tx -> side.withdraw(tx, person, purpose));
        model.remove(purpose);
    }

    private void buyerComes() {
        if (buyers < BUYERS_MAX && random.nextInt(50) == 0) {
            buyers++;
            var form = new HolderForm("Buyer %d %d".formatted(buyers, random.nextInt()), "DE", "training");
            rooms.database().inTransaction(tx -> rooms.holders().registerBuyer(tx, form));
        }
    }
}
