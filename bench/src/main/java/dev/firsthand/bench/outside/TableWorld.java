package dev.firsthand.bench.outside;

import dev.firsthand.bench.activity.Literal;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.dialect.ActionChunk;
import dev.firsthand.bench.dialect.NumpyArray;
import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The smallest world: a table seen from above, and one hand that moves, closes and carries. It is there to try the
/// connection to a policy without a simulator, and to show what a world has to do.
///
/// An action is three numbers: how far to go east and north in metres, at most a tenth each, and how far to close the
/// hand; beyond a half it is closed. Each takes a tenth of a second.
public final class TableWorld implements OutsideWorld {
    static final String PROFILE = "table";
    static final String TWIST = "target_moved";

    private static final Stream PLACES = Stream.named("table.places");
    private static final Stream MOVES = Stream.named("table.moves");
    private static final int CELLS = 5;
    private static final double CELL_METRES = 0.2;
    private static final double STEP_METRES_MAX = 0.1;
    private static final double GRASP_METRES = 0.04;
    private static final double WITHIN_METRES = 0.08;
    private static final double NEXT_METRES = 0.15;
    private static final long STEP_MS = 100;
    private static final int WIDTH = 3;
    private static final int NOTHING = -1;
    private static final Pattern HOLDS_THINGS =
            Pattern.compile("(basket|box|tray|bowl|bin|crate|sack|hamper|cabinet|shelf|table|sink|bed|sofa).*");
    private static final Pattern NOT_ON_A_TABLE = Pattern.compile("(floor|agent|lawn|driveway)\\..*");

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> categories = new ArrayList<>();
    private double[][] places = new double[0][];
    private Chance chance = new Chance(0);
    private String instruction = "";
    private double[] hand = {0.5, 0.5};
    private boolean isClosed;
    private int carried = NOTHING;
    private long timeMs;

    @Override
    public Hello hello() {
        return new Hello(
                "table",
                "firsthand table 1",
                Map.of(ActionChunk.WHOLE, WIDTH),
                List.of(PROFILE),
                "bit",
                Map.of(TWIST, "teleport"),
                List.of(Predicate.INSIDE.word(), Predicate.ONTOP.word(), Predicate.NEXTTO.word()),
                true);
    }

    @Override
    public List<String> reset(Setting setting) {
        numbers.clear();
        categories.clear();
        chance = new Chance(setting.seed());
        instruction = setting.instruction();
        hand = new double[] {0.5, 0.5};
        isClosed = false;
        carried = NOTHING;
        timeMs = 0;
        var unplaced = new ArrayList<String>();
        setting.definition().categories().forEach((name, category) -> {
            if (categories.size() == CELLS * CELLS
                    || NOT_ON_A_TABLE.matcher(category).matches()) {
                unplaced.add(name);
            } else {
                numbers.put(name, categories.size());
                categories.add(category);
            }
        });
        places = new double[categories.size()][];
        List<Integer> cells = shuffledCells();
        for (int thing = 0; thing < places.length; thing++) {
            places[thing] = middle(cells.get(thing));
            places[thing][0] = setting.isMirrored() ? 1 - places[thing][0] : places[thing][0];
        }
        setting.definition().beginning().forEach(this::lay);
        return unplaced;
    }

    private List<Integer> shuffledCells() {
        var cells = new ArrayList<Integer>();
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            cells.add(chance.below(cell + 1, PLACES, cell, 0), cell);
        }
        return cells;
    }

    private static double[] middle(int cell) {
        int row = cell / CELLS;
        return new double[] {(cell % CELLS + 0.5) * CELL_METRES, (row + 0.5) * CELL_METRES};
    }

    private void lay(Literal literal) {
        Integer first = numbers.get(literal.first());
        Integer second = numbers.get(literal.second());
        if (literal.holds() && first != null && second != null && isPlacing(literal.predicate())) {
            places[first] = places[second].clone();
        }
    }

    private static boolean isPlacing(Predicate predicate) {
        return predicate == Predicate.INSIDE || predicate == Predicate.ONTOP;
    }

    @Override
    public Map<?, ?> observe() {
        float[] positions = new float[2 * places.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (float) places[i / 2][i % 2];
        }
        var observation = new LinkedHashMap<String, Object>();
        observation.put(
                "observation/state",
                NumpyArray.singles(List.of(WIDTH), (float) hand[0], (float) hand[1], isClosed ? 1 : 0));
        observation.put("observation/positions", NumpyArray.singles(List.of(places.length, 2), positions));
        observation.put("observation/objects", List.copyOf(categories));
        observation.put("prompt", instruction);
        return observation;
    }

    @Override
    public Moment act(ActionChunk actions) {
        NumpyArray rows = actions.parts().get(ActionChunk.WHOLE);
        if (rows == null || rows.shape().getLast() != WIDTH) {
            return new Moment(false, timeMs, List.of());
        }
        for (int row = 0; row < rows.rows(); row++) {
            step(rows.at(WIDTH * row), rows.at(WIDTH * row + 1), rows.at(WIDTH * row + 2) > 0.5);
        }
        return new Moment(true, timeMs, List.of());
    }

    private void step(double east, double north, boolean closes) {
        hand[0] = Math.clamp(hand[0] + Math.clamp(east, -STEP_METRES_MAX, STEP_METRES_MAX), 0, 1);
        hand[1] = Math.clamp(hand[1] + Math.clamp(north, -STEP_METRES_MAX, STEP_METRES_MAX), 0, 1);
        if (closes && !isClosed) {
            carried = nearest();
        } else if (!closes) {
            carried = NOTHING;
        }
        isClosed = closes;
        if (carried != NOTHING) {
            places[carried] = hand.clone();
        }
        timeMs += STEP_MS;
    }

    private int nearest() {
        int nearest = NOTHING;
        for (int thing = 0; thing < places.length; thing++) {
            boolean isNearer = distance(places[thing], hand)
                    < (nearest == NOTHING ? GRASP_METRES : distance(places[nearest], hand));
            nearest = isNearer && !holdsThings(thing) ? thing : nearest;
        }
        return nearest;
    }

    private boolean holdsThings(int thing) {
        return HOLDS_THINGS.matcher(categories.get(thing)).matches();
    }

    private static double distance(double[] one, double[] other) {
        return Math.hypot(one[0] - other[0], one[1] - other[1]);
    }

    @Override
    public Moment hold(Duration time) {
        timeMs += time.toMillis();
        return new Moment(true, timeMs, List.of());
    }

    @Override
    public List<NamedGoal.Truth> query(List<NamedGoal.Fact> facts) {
        return facts.stream().map(this::truth).toList();
    }

    private NamedGoal.Truth truth(NamedGoal.Fact fact) {
        Integer first = numbers.get(fact.first());
        Integer second = numbers.get(fact.second());
        boolean isNear = fact.predicate() == Predicate.NEXTTO;
        if (first == null || second == null || !(isNear || isPlacing(fact.predicate()))) {
            return NamedGoal.Truth.UNKNOWN;
        }
        boolean isPlace = isNear || holdsThings(second);
        double reach = isNear ? NEXT_METRES : WITHIN_METRES;
        boolean isSo =
                isPlace && carried != first && !first.equals(second) && distance(places[first], places[second]) < reach;
        return isSo ? NamedGoal.Truth.TRUE : NamedGoal.Truth.FALSE;
    }

    /// Something loose lies elsewhere all of a sudden.
    @Override
    public Twisted twist(String kind) {
        List<Integer> loose = IntStream.range(0, places.length)
                .filter(thing -> !holdsThings(thing) && thing != carried)
                .boxed()
                .toList();
        if (!kind.equals(TWIST) || loose.isEmpty()) {
            return Twisted.REFUSED;
        }
        places[loose.get(chance.below(loose.size(), MOVES, 0, 0))] = middle(chance.below(CELLS * CELLS, MOVES, 1, 0));
        return Twisted.APPLIED;
    }

    @Override
    public void stop() {
        carried = NOTHING;
        isClosed = false;
    }

    @Override
    public void close() {
        stop();
    }
}
