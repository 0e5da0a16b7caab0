package dev.firsthand.bench.world;

import static dev.firsthand.bench.world.TinyHome.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldTest {
    private final World world = TinyHome.world();
    private final Actions actions = new Actions(world, Slips.none());

    @Test
    void a_cup_is_carried_to_another_room_with_what_is_in_it() {
        does(Op.GO, CUP, 0, 0);
        does(Op.PICK, CUP, 0, 0);
        does(Op.GO, BENCH, 0, 0);
        does(Op.PLACE, CUP, BENCH, Relation.ON.code());

        assertThat(world.room(CUP)).isEqualTo(HALL);
        assertThat(world.amount(Layer.WITHIN, CUP, WATER)).isEqualTo(Layer.FULL_UNITS);
        assertThat(world.now()).as("two picks and places, and two walks").isBetween(10_000L, 30_000L);
    }

    @Test
    void what_is_in_a_closed_fridge_can_neither_be_seen_nor_taken_until_it_is_opened() {
        does(Op.GO, FRIDGE, 0, 0);
        assertThat(sees(EGG)).isFalse();
        assertThat(actions.act(ROBOT, Op.PICK, EGG, 0, 0)).isEqualTo(Reason.OCCLUDED);

        does(Op.OPEN, FRIDGE, 0, 0);
        assertThat(sees(EGG)).isTrue();
        does(Op.PICK, EGG, 0, 0);
    }

    @Test
    void through_an_open_door_only_what_a_straight_line_reaches_is_seen() {
        world.stand(ROBOT, KITCHEN, 3000, 2000);
        world.stand(PERSON, HALL, 6000, 2000);
        assertThat(sees(PERSON)).isTrue();

        world.stand(PERSON, HALL, 4500, 3900);
        assertThat(sees(PERSON)).as("behind the wall beside the door").isFalse();

        world.stand(PERSON, HALL, 6000, 2000);
        world.setFlag(DOOR, Flag.OPEN, false);
        assertThat(sees(PERSON)).isFalse();
    }

    @Test
    void in_the_dark_only_what_is_near_is_seen() {
        world.setFlag(KITCHEN, Flag.DARK, true);
        world.stand(ROBOT, KITCHEN, 1000, 600);

        assertThat(sees(TABLE)).isTrue();
        assertThat(sees(STOVE)).isFalse();
    }

    @Test
    void speech_is_heard_in_the_next_room_through_an_open_door_unless_it_is_loud() {
        assertThat(Hearing.hears(world, ROBOT, PERSON)).isTrue();
        world.setRegister(HALL, Hearing.NOISE_REGISTER, 6);
        assertThat(Hearing.hears(world, ROBOT, PERSON)).isFalse();
        world.setRegister(HALL, Hearing.NOISE_REGISTER, 0);
        world.setFlag(DOOR, Flag.OPEN, false);
        assertThat(Hearing.hears(world, ROBOT, PERSON)).isFalse();
    }

    @Test
    void a_locked_door_leaves_no_way_and_an_unlocked_one_does() {
        world.setFlag(DOOR, Flag.LOCKED, true);
        assertThat(actions.act(ROBOT, Op.GO, BENCH, 0, 0)).isEqualTo(Reason.UNREACHABLE);
        does(Op.GO, DOOR, 0, 0);
        does(Op.UNLOCK, DOOR, 0, 0);
        does(Op.GO, BENCH, 0, 0);
    }

    @Test
    void an_egg_on_a_stove_that_is_on_is_cooked_after_some_minutes_and_cools_afterwards() {
        world.put(EGG, Relation.ON, STOVE);
        does(Op.GO, STOVE, 0, 0);
        does(Op.TOGGLE, STOVE, 0, 0);
        does(Op.WAIT, 20 * 60_000, 0, 0);
        assertThat(world.is(EGG, Flag.COOKED)).isTrue();
        int hot = world.temperature(EGG);

        does(Op.TOGGLE, STOVE, 0, 0);
        does(Op.WAIT, 3_600_000, 0, 0);
        assertThat(world.temperature(EGG)).isLessThan(hot).isGreaterThanOrEqualTo(World.AMBIENT_DECI_CELSIUS);
        assertThat(world.is(EGG, Flag.COOKED)).isTrue();
    }

    @Test
    void milk_spoils_outside_the_fridge_and_not_in_it() {
        world.advanceTo(10 * 3_600_000);
        assertThat(world.is(EGG, Flag.SPOILED)).isFalse();
        assertThat(world.temperature(EGG)).isNegative();

        world.put(EGG, Relation.ON, TABLE);
        world.advanceTo(20 * 3_600_000);
        assertThat(world.is(EGG, Flag.SPOILED)).isTrue();
    }

    @Test
    void an_egg_is_cut_with_a_knife_only_and_its_halves_are_real_then() {
        world.put(EGG, Relation.ON, TABLE);
        does(Op.GO, TABLE, 0, 0);
        assertThat(actions.act(ROBOT, Op.CUT, EGG, RAG, 0)).isEqualTo(Reason.WRONG_TOOL);
        does(Op.PICK, KNIFE, 0, 0);
        does(Op.CUT, EGG, KNIFE, 0);

        assertThat(world.is(EGG, Flag.REAL)).isFalse();
        assertThat(world.room(EGG)).isEqualTo(World.NONE);
        assertThat(world.parent(HALVES)).isEqualTo(TABLE);
    }

    @Test
    void water_is_poured_without_loss_and_dirt_wiped_with_a_cleaner() {
        does(Op.GO, CUP, 0, 0);
        does(Op.POUR, CUP, POT, Pouring.portion(WATER, Layer.WITHIN, Layer.FULL_UNITS));
        assertThat(world.amount(Layer.WITHIN, CUP, WATER)).isZero();
        assertThat(world.amount(Layer.WITHIN, POT, WATER)).isEqualTo(Layer.FULL_UNITS);

        assertThat(actions.act(ROBOT, Op.WIPE, TABLE, World.NONE, 0)).isEqualTo(Reason.WRONG_TOOL);
        world.put(RAG, Relation.HELD, ROBOT);
        does(Op.WIPE, TABLE, RAG, 0);
        assertThat(world.amount(Layer.UPON, TABLE, DIRT)).isZero();
    }

    @Test
    void three_things_do_not_fit_in_two_hands_and_nothing_goes_into_itself() {
        does(Op.GO, TABLE, 0, 0);
        does(Op.PICK, CUP, 0, 0);
        assertThat(actions.act(ROBOT, Op.PLACE, CUP, CUP, Relation.IN.code())).isEqualTo(Reason.UNSUITED);
        does(Op.PICK, POT, 0, 0);
        assertThat(actions.act(ROBOT, Op.PICK, KNIFE, 0, 0)).isEqualTo(Reason.HAND_FULL);
        assertThatThrownBy(() -> world.put(TABLE, Relation.ON, TABLE)).hasMessageContaining("into itself");
    }

    @Test
    void a_slip_drops_the_cup_and_breaks_it() {
        does(Op.GO, CUP, 0, 0);
        assertThat(new Actions(world, Slips.perMille(1000)).act(ROBOT, Op.PICK, CUP, 0, 0))
                .isEqualTo(Reason.SLIPPED);
        assertThat(world.is(CUP, Flag.BROKEN)).isTrue();
        assertThat(world.parent(CUP)).isEqualTo(KITCHEN);
    }

    @Test
    void what_changed_while_an_action_took_its_time_is_told() {
        does(Op.GO, CUP, 0, 0);
        world.listen((home, kind, entity, detail) -> home.put(CUP, Relation.HELD, PERSON));
        world.wakeAt(world.now() + 1000, World.FIRST_ACTOR_KIND, PERSON, 0);

        assertThat(actions.act(ROBOT, Op.PICK, CUP, 0, 0)).isEqualTo(Reason.CHANGED_UNDERFOOT);
    }

    @Test
    void a_wait_ends_when_somebody_interrupts() {
        world.listen((home, kind, entity, detail) -> home.interrupt());
        world.wakeAt(5000, World.FIRST_ACTOR_KIND, PERSON, 0);
        does(Op.WAIT, 3_600_000, 0, 0);

        assertThat(world.now()).isEqualTo(5000);
    }

    @Test
    void save_and_restore_at_any_moment_continues_identically() {
        var random = new java.util.Random(3);
        for (int round = 0; round < 20; round++) {
            Fuzz.act(world, actions, random.nextLong(), 100);
            Snapshot saved = world.save();
            long seed = random.nextLong();
            Fuzz.act(world, actions, seed, 200);
            long first = world.stateHash();
            world.restore(saved);
            Fuzz.act(world, actions, seed, 200);
            assertThat(world.stateHash()).isEqualTo(first);
        }
    }

    @Test
    void one_tree_no_cycle_quantities_conserved_places_kept_and_the_hash_holds_after_ten_million_random_actions() {
        int water = units(WATER);
        for (int round = 0; round < 10_000; round++) {
            Fuzz.act(world, actions, round, 1000);
            for (int e = world.plan().firstThing(); e < world.plan().entities(); e++) {
                assertThat(world.room(e) == World.NONE).isEqualTo(!world.is(e, Flag.REAL));
                assertThat(world.isBelow(e, e)).isFalse();
                assertThat(world.children(e, Relation.IN))
                        .isLessThanOrEqualTo(world.plan().thing(e).places());
            }
            assertThat(childrenCounted()).isEqualTo(withParents());
            assertThat(units(WATER)).isEqualTo(water);
            assertThat(world.children(ROBOT, Relation.HELD)).isLessThanOrEqualTo(2);
        }
        assertThat(world.hashHolds()).isTrue();
    }

    @Test
    void the_same_seed_gives_the_same_hash_and_another_seed_other_chances() {
        var other = TinyHome.world();
        Fuzz.act(world, new Actions(world, Slips.perMille(100)), 11, 5000);
        Fuzz.act(other, new Actions(other, Slips.perMille(100)), 11, 5000);
        assertThat(other.stateHash()).isEqualTo(world.stateHash());

        var third = new World(TinyHome.plan(), 8);
        Fuzz.act(third, new Actions(third, Slips.perMille(100)), 11, 5000);
        assertThat(third.stateHash()).isNotEqualTo(world.stateHash());
    }

    @Test
    void draws_of_one_stream_do_not_depend_on_draws_of_another_and_fill_their_range_evenly() {
        var chance = new Chance(1);
        int[] counts = new int[10];
        for (int time = 0; time < 100_000; time++) {
            counts[chance.below(10, Stream.named("a"), 4, time)]++;
        }
        assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
        assertThat(chance.bits(Stream.named("a"), 1, 2)).isNotEqualTo(chance.bits(Stream.named("b"), 1, 2));
        assertThat(chance.bits(Stream.named("a"), 1, 2)).isEqualTo(new Chance(1).bits(Stream.named("a"), 1, 2));
    }

    private void does(Op op, int a, int b, int c) {
        assertThat(actions.act(ROBOT, op, a, b, c))
                .as("%s %d %d %d", op, a, b, c)
                .isEqualTo(Reason.DONE);
    }

    private boolean sees(int entity) {
        var sight = new Sight(world);
        sight.look(ROBOT);
        return IntStream.range(0, sight.count()).map(sight::seen).anyMatch(seen -> seen == entity);
    }

    private int units(int substance) {
        return IntStream.range(0, world.plan().entities())
                .map(e -> world.amount(Layer.WITHIN, e, substance)
                        + world.amount(Layer.UPON, e, substance)
                        + world.amount(Layer.SOAKED, e, substance))
                .sum();
    }

    private long withParents() {
        return IntStream.range(0, world.plan().entities())
                .filter(e -> world.parent(e) != World.NONE)
                .count();
    }

    private long childrenCounted() {
        long count = 0;
        for (int e = 0; e < world.plan().entities(); e++) {
            for (int c = world.firstChild(e); c != World.NONE; c = world.nextSibling(c)) {
                count++;
            }
        }
        return count;
    }
}
