package dev.firsthand.bench.people;

import java.util.List;

/// Who may decide what. A thing that is somebody's is theirs to decide about; the rest is for those who run the home.
public record Authority(List<Person> people) {
    public Authority {
        people = List.copyOf(people);
    }

    public boolean mayDecide(Person person, int thing) {
        boolean isTheirs = person.belongings().contains(thing);
        boolean isSomebodyElses = people.stream()
                .anyMatch(other ->
                        other.entity() != person.entity() && other.belongings().contains(thing));
        return isTheirs || (person.role().decides() && !isSomebodyElses);
    }
}
