package dev.firsthand.bench.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.activity.ActivityHome;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Snapshot;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HouseholdTest {
    private static final long AN_HOUR_MS = 3_600_000;
    private static final ActivityHome.LaidOut HOME = new ActivityHome()
            .room("bathroom")
            .room("bedroom")
            .room("kitchen")
            .room("living_room")
            .person("Ada")
            .person("Ben")
            .layOut();

    private final World world = new World(HOME.plan(), 21);
    private final List<Person> people = List.of(
            new Person(HOME.people().get(0), Role.RESIDENT, List.of("en"), List.of()),
            new Person(HOME.people().get(1), Role.CHILD, List.of("es", "en"), List.of()));
    private final Household household = living(world);

    private Household living(World home) {
        var living = new Household(home, people, 0);
        home.listen(living);
        living.begin(home);
        return living;
    }

    @Test
    void people_sleep_at_night_are_up_by_day_and_are_always_in_exactly_one_room() {
        var nights = new EnumMap<Doing, Integer>(Doing.class);
        var days = new EnumMap<Doing, Integer>(Doing.class);
        for (int quarter = 1; quarter < 14 * 24 * 4; quarter++) {
            world.advanceTo(quarter * AN_HOUR_MS / 4);
            int hour = quarter / 4 % 24;
            for (Person person : people) {
                var counts = hour >= 1 && hour < 5 ? nights : days;
                counts.merge(Household.doing(world, person.entity()), 1, Integer::sum);
                assertThat(world.room(person.entity())).isNotNegative();
            }
        }
        assertThat(share(nights, Doing.SLEEPING)).isGreaterThan(0.8);
        assertThat(share(days, Doing.SLEEPING)).isLessThan(0.5);
        assertThat(days.keySet()).contains(Doing.EATING, Doing.WORKING, Doing.COOKING);
    }

    @Test
    void nobody_teleports_a_change_of_room_takes_the_time_of_the_walk() {
        int ada = people.getFirst().entity();
        int room = world.room(ada);
        long leftAt = 0;
        for (long second = 1; second < 24 * 3600; second++) {
            world.advanceTo(second * 1000);
            if (world.room(ada) != room) {
                assertThat(second * 1000 - leftAt).isGreaterThan(1000);
                room = world.room(ada);
                leftAt = second * 1000;
            }
        }
        assertThat(leftAt).isPositive();
    }

    @Test
    void the_same_seed_lives_the_same_fortnight_and_what_one_does_does_not_depend_on_the_other() {
        var other = new World(HOME.plan(), 21);
        living(other);
        world.advanceTo(14 * 24 * AN_HOUR_MS);
        other.advanceTo(14 * 24 * AN_HOUR_MS);
        assertThat(other.stateHash()).isEqualTo(world.stateHash());

        var alone = new World(HOME.plan(), 21);
        var single = new Household(alone, people.subList(0, 1), 0);
        alone.listen(single);
        single.begin(alone);
        alone.advanceTo(14 * 24 * AN_HOUR_MS);
        int ada = people.getFirst().entity();
        assertThat(Household.doing(alone, ada)).isEqualTo(Household.doing(world, ada));
        assertThat(alone.xMm(ada)).isEqualTo(world.xMm(ada));
    }

    @Test
    void days_with_people_saved_at_any_moment_and_put_back_go_on_the_same() {
        var random = new Random(17);
        for (int round = 0; round < 30; round++) {
            world.advanceTo(world.now() + random.nextInt((int) AN_HOUR_MS));
            Snapshot saved = world.save();
            long until = world.now() + AN_HOUR_MS + random.nextInt((int) AN_HOUR_MS);
            world.advanceTo(until);
            long first = world.stateHash();
            world.restore(saved);
            assertThat(world.stateHash()).isNotEqualTo(first);
            world.advanceTo(until);
            assertThat(world.stateHash()).isEqualTo(first);
        }
    }

    @Test
    void questions_are_answered_until_patience_is_gone_and_who_is_busy_may_not_notice_or_is_interrupted() {
        int ben = people.get(1).entity();
        var answers = new ArrayList<SpeechAct>();
        int asked = 0;
        while (answers.size() < 3) {
            world.advanceTo(++asked * 1000L);
            world.setFlag(ben, Flag.BUSY, true);
            world.stand(HOME.robot(), world.room(ben), world.xMm(ben), world.yMm(ben));
            household
                    .hear(world, new Utterance(world.now(), HOME.robot(), ben, SpeechAct.ASK_WHICH, 3, "en"))
                    .ifPresent(answer -> {
                        answers.add(answer.act());
                        assertThat(answer.language()).isEqualTo("es");
                    });
        }

        assertThat(answers).containsExactly(SpeechAct.CONFIRM, SpeechAct.CONFIRM, SpeechAct.DECLINE);
        assertThat(asked).as("some questions were not noticed").isBetween(4, 30);
        assertThat(world.register(ben, Household.INTERRUPTIONS_REGISTER)).isEqualTo(3);
        assertThat(world.register(ben, Household.QUESTIONS_REGISTER)).isEqualTo(2);
    }

    @Test
    void who_has_fallen_does_not_answer_and_who_is_out_of_earshot_neither() {
        int ada = people.getFirst().entity();
        var question = new Utterance(0, HOME.robot(), ada, SpeechAct.ASK_HELP, 3, "en");
        world.stand(HOME.robot(), world.room(ada), world.xMm(ada), world.yMm(ada));
        world.setFlag(ada, Flag.FALLEN, true);
        assertThat(household.hear(world, question)).isEmpty();

        world.setFlag(ada, Flag.FALLEN, false);
        world.stand(HOME.robot(), 0, 1000, 1000);
        world.stand(ada, 3, world.plan().room(3).westMm() + 100, 1000);
        assertThat(household.hear(world, question)).isEmpty();
    }

    @Test
    void belongings_are_their_owners_to_decide_about_and_the_home_is_for_those_who_run_it() {
        var ada = new Person(1, Role.RESIDENT, List.of("en"), List.of(10));
        var guest = new Person(2, Role.GUEST, List.of("en"), List.of(11));
        var authority = new Authority(List.of(ada, guest));

        assertThat(authority.mayDecide(ada, 10)).isTrue();
        assertThat(authority.mayDecide(ada, 12)).isTrue();
        assertThat(authority.mayDecide(ada, 11)).isFalse();
        assertThat(authority.mayDecide(guest, 11)).isTrue();
        assertThat(authority.mayDecide(guest, 12)).isFalse();
    }

    @Test
    void there_are_words_for_sixty_intents_and_a_slot_that_is_not_filled_is_refused() {
        var phrases = Phrasebook.english();

        assertThat(phrases.intents()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(phrases.say("request.bring", Map.of("thing", "cup"))).isEqualTo("Please bring me the cup.");
        assertThatThrownBy(() -> phrases.say("request.bring", Map.of())).hasMessageContaining("not filled");
        assertThatThrownBy(() -> phrases.say("request.dance", Map.of())).hasMessageContaining("request.dance");
    }

    private static double share(Map<Doing, Integer> counts, Doing doing) {
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.getOrDefault(doing, 0) / all;
    }
}
