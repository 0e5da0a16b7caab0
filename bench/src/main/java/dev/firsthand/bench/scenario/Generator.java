package dev.firsthand.bench.scenario;

import dev.firsthand.bench.people.Role;
import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws scenarios and keeps those that [Acceptance] finds fair. What is not fair in one is left out of it.
public final class Generator {
    private static final Stream ACTIVITY = Stream.named("generator/activity");
    private static final Stream COUNT = Stream.named("generator/count");
    private static final Stream WHEN = Stream.named("generator/when");
    private static final Stream WHO = Stream.named("generator/who");
    private static final Stream HOME = Stream.named("generator/home");
    private static final Stream TWIST = Stream.named("generator/twist");

    private static final List<TwistKind.Family> FAMILIES = List.of(TwistKind.Family.values());
    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<Twist.Trigger> TRIGGERS = List.of(Twist.Trigger.values());
    private static final List<String> LANGUAGES = List.of("en", "es", "fr", "pt", "de", "hi", "sw", "tl", "ar", "zh");
    private static final List<String> ROOMS = List.of("bathroom", "bedroom", "dining_room", "kitchen", "living_room");
    private static final int PEOPLE_MAX = 4;
    private static final int ROUNDS_MAX = 12;
    private static final int START_HOUR = 7;
    private static final long A_MINUTE_MS = 60_000;
    private static final long SLACK_MS = 20 * A_MINUTE_MS;
    private static final long HOLD_MS = 2 * A_MINUTE_MS;

    private final Library library;
    private final Acceptance acceptance;
    private final List<int[]> rows;
    private final Optional<Deployment> deployment;

    public Generator(Library library) {
        this(library, Optional.empty());
    }

    /// @param deployment whose homes, people and weights are drawn from
    public Generator(Library library, Optional<Deployment> deployment) {
        this.library = library;
        this.deployment = deployment;
        acceptance = new Acceptance(library);
        int[] levels = {FAMILIES.size(), LANGUAGES.size(), PEOPLE_MAX, ROLES.size()};
        rows = inTurn(CoveringArray.pairwise(levels, 0));
    }

    /// A row of each family, then the next of each: a short suite has something of all.
    private static List<int[]> inTurn(List<int[]> rows) {
        var families = rows.stream()
                .collect(Collectors.groupingBy(row -> row[0], TreeMap::new, Collectors.toList()))
                .values();
        return IntStream.range(0, rows.size())
                .boxed()
                .flatMap(round ->
                        families.stream().filter(of -> round < of.size()).map(of -> of.get(round)))
                .toList();
    }

    /// A fair scenario; none if what was drawn could not be made fair.
    public Optional<Scenario> generate(Tier tier, long seed) {
        return fair(draw(tier, seed, rows));
    }

    /// One whose twists are mostly of a family.
    public Optional<Scenario> generate(Tier tier, long seed, TwistKind.Family family) {
        return fair(draw(
                tier,
                seed,
                rows.stream().filter(row -> FAMILIES.get(row[0]) == family).toList()));
    }

    private Optional<Scenario> fair(Scenario drawn) {
        Scenario scenario = drawn;
        for (int round = 0; round < ROUNDS_MAX && !scenario.tasks().isEmpty(); round++) {
            Acceptance.Checked checked = acceptance.check(scenario);
            if (checked.isFair()) {
                return Optional.of(scenario);
            }
            scenario = without(scenario, checked);
        }
        return Optional.empty();
    }

    private Scenario draw(Tier tier, long seed, List<int[]> among) {
        var chance = new Chance(seed);
        int[] row = among.get((int) Long.remainderUnsigned(seed, among.size()));
        List<Resident> residents = residentsOf(row, chance);
        List<Task> tasks = tasks(tier, residents.size(), chance);
        TwistKind.Family family = FAMILIES.get(row[0]);
        List<Twist> twists = twists(tier, family, tasks, chance);
        var drawn = new Scenario(seed, tier, family.name(), START_HOUR, rooms(chance), residents, tasks, twists, 0);
        return deployment.map(one -> one.weigh(drawn)).orElse(drawn);
    }

    private List<String> rooms(Chance chance) {
        List<List<String>> homes = deployment.map(Deployment::homes).orElse(List.of());
        return homes.isEmpty() ? ROOMS : homes.get(chance.below(homes.size(), HOME, 0, 0));
    }

    private List<Resident> residentsOf(int[] row, Chance chance) {
        List<List<Deployment.Lodger>> households =
                deployment.map(Deployment::households).orElse(List.of());
        if (households.isEmpty()) {
            return residents(row, chance);
        }
        List<Deployment.Lodger> drawn = households.get(chance.below(households.size(), HOME, 1, 0));
        return IntStream.range(0, drawn.size())
                .mapToObj(i -> new Resident(
                        "person_" + i, drawn.get(i).role(), drawn.get(i).language()))
                .toList();
    }

    private static List<Resident> residents(int[] row, Chance chance) {
        var residents = new ArrayList<Resident>();
        for (int i = 0; i <= row[2]; i++) {
            Role role = i == 0 ? Role.RESIDENT : ROLES.get((row[3] + i - 1) % ROLES.size());
            int language = i == 0 ? row[1] : chance.below(LANGUAGES.size(), WHO, i, 0);
            residents.add(new Resident("person_" + i, role, LANGUAGES.get(language)));
        }
        return residents;
    }

    /// Spread over the tier, the last early enough to be done.
    private List<Task> tasks(Tier tier, int people, Chance chance) {
        List<String> names = new ArrayList<>(library.names());
        int count = tier.tasksMin() + chance.below(tier.tasksMax() - tier.tasksMin() + 1, COUNT, 0, 0);
        long spanMs = Math.max(A_MINUTE_MS, tier.lengthMs() - SLACK_MS - HOLD_MS - A_MINUTE_MS);
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < count; i++) {
            if (names.isEmpty()) {
                names.addAll(library.names()); // in longer stretches the same is asked for again
            }
            String activity = names.remove(chance.below(names.size(), ACTIVITY, i, 0));
            long releaseMs = spanMs * i / count + chance.below(60, WHEN, i, 0) * 1000L;
            long deadlineMs = releaseMs + SLACK_MS;
            int requester = chance.below(people, WHO, i, 1);
            tasks.add(new Task(
                    "t" + i, activity, releaseMs, deadlineMs, HOLD_MS, 1, requester, library.humanRefMs(activity)));
        }
        return tasks;
    }

    /// Two of the row's family and one of any, each about a task and at a time while that is under way.
    private static List<Twist> twists(Tier tier, TwistKind.Family family, List<Task> tasks, Chance chance) {
        var twists = new ArrayList<Twist>();
        List<TwistKind> ofFamily = IntStream.range(0, TwistKind.values().length)
                .mapToObj(TwistKind::of)
                .filter(kind -> kind.family() == family)
                .toList();
        int count = Math.max(3, tasks.size() / 3);
        for (int i = 0; i < count && !tasks.isEmpty(); i++) {
            boolean isOfFamily = i % 3 < 2;
            TwistKind kind = isOfFamily
                    ? ofFamily.get(chance.below(ofFamily.size(), TWIST, i, 0))
                    : TwistKind.of(chance.below(TwistKind.values().length, TWIST, i, 1));
            int task = chance.below(tasks.size(), TWIST, i, 2);
            // no policy may choose when a task is void or what it is judged by
            boolean isOfGoal = kind == TwistKind.REQUEST_CANCELLED || kind == TwistKind.GOAL_CHANGED;
            Twist.Trigger trigger =
                    isOfGoal ? Twist.Trigger.FIXED : TRIGGERS.get(chance.below(TRIGGERS.size(), TWIST, i, 3));
            long atMs = tasks.get(task).releaseMs() + chance.below(180, TWIST, i, 4) * 1000L;
            twists.add(new Twist(kind, trigger, Math.min(atMs, tier.lengthMs() - A_MINUTE_MS), task));
        }
        return twists;
    }

    /// Leaves out what was found unfair: tasks nobody solves or everybody gets for nothing, then the twists.
    private static Scenario without(Scenario scenario, Acceptance.Checked checked) {
        var bad = new ArrayList<>(checked.unsolved());
        bad.addAll(checked.doneByNobody());
        if (bad.isEmpty()) {
            int worst = checked.unsolvedWithTwists().getFirst();
            List<Twist> others = scenario.twists().stream()
                    .filter(twist -> twist.task() != worst)
                    .toList();
            boolean isAboutIt = others.size() < scenario.twists().size();
            return scenario.withTwists(
                    isAboutIt
                            ? others
                            : scenario.twists().subList(1, scenario.twists().size()));
        }
        return withoutTasks(scenario, bad);
    }

    private static Scenario withoutTasks(Scenario scenario, List<Integer> bad) {
        List<Integer> kept = IntStream.range(0, scenario.tasks().size())
                .filter(task -> !bad.contains(task))
                .boxed()
                .toList();
        List<Twist> twists = scenario.twists().stream()
                .filter(twist -> kept.contains(twist.task()))
                .map(twist -> new Twist(twist.kind(), twist.trigger(), twist.atMs(), kept.indexOf(twist.task())))
                .toList();
        return scenario.withTasks(kept.stream().map(scenario.tasks()::get).toList())
                .withTwists(twists);
    }
}
