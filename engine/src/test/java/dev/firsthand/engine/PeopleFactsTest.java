package dev.firsthand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.Derived;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.task.Draft;
import dev.firsthand.engine.task.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Each fact of the people rooms has its one row, and what changes no fact has none.
class PeopleFactsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(11, DATABASE.database(), work);
    }

    @Test
    void a_member_of_staff_is_added_once() {
        assertThat(facts(house.operator().id().value())).containsExactly(FactType.STAFF_ADDED);
    }

    @Test
    void a_contributor_joins_once() {
        Contributor joined = house.joins();

        assertThat(facts(joined.id().value())).containsExactly(FactType.CONTRIBUTOR_JOINED);
    }

    @Test
    void a_holder_is_registered_once_and_a_refused_one_leaves_nothing() {
        Holder buyer = house.registersBuyer("Once Only");
        long before = rows();

        house.within(tx -> house.holders().registerOwn(tx, house.ownHolder().form()));

        assertThat(facts(buyer.id().value())).containsExactly(FactType.HOLDER_REGISTERED);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void each_version_of_a_task_is_published_once() {
        Task first = house.publishes("sweep the floor");
        house.within(tx -> house.tasks()
                .revise(tx, first.id(), house.operator().id(), new Draft.Wording(first.offer(), "Nothing.")));
        house.within(tx -> house.tasks().close(tx, first.id()));

        assertThat(facts(first.id().value())).containsExactly(FactType.TASK_PUBLISHED, FactType.TASK_PUBLISHED);
    }

    @Test
    void each_purpose_answered_is_one_fact_and_asking_is_none() {
        Contributor joined = house.joins();
        int asked = house.within(tx -> house.consent().notices().current(tx))
                .purposes()
                .size();
        long before = rows();

        house.answers(joined.id(), true);
        long after = before + asked + 1; // and that it was understood
        assertThat(rows()).isEqualTo(after);
        house.permit(joined.id(), Purpose.CAPTURE_FOR_PAY);
        house.within(tx -> house.consent().permitForShare(tx, joined.id(), Purpose.CAPTURE_FOR_PAY));
        assertThat(rows()).isEqualTo(after);

        house.within(tx -> house.consent().withdraw(tx, joined.id(), Purpose.CAPTURE_FOR_PAY));
        house.within(tx -> house.consent().withdraw(tx, joined.id(), Purpose.CAPTURE_FOR_PAY));
        assertThat(rows()).isEqualTo(after + 1);
        for (Grant grant : house.within(tx -> house.consent().standing(tx, joined.id()))) {
            assertThat(facts(grant.id().value())).startsWith(FactType.CONSENT_GIVEN);
        }
    }

    @Test
    void a_look_at_raw_bytes_is_a_fact_and_the_work_of_a_step_is_none() throws IOException {
        Derived derived = house.custody().derive(house.contributor().id().person());
        ObjectId object = derived.seal(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        house.database().inTransactionDo(derived::keep);
        house.custody()
                .open(house.permit(Purpose.QUALITY_AND_LABELLING), object)
                .close();
        house.custody().lay(house.permit(Purpose.QUALITY_AND_LABELLING), object).close();
        assertThat(facts(object.value())).isEmpty();

        house.custody()
                .view(
                        house.permit(Purpose.QUALITY_AND_LABELLING),
                        object,
                        new Custody.Look(house.operator().id().person(), Personal.of("the proxy flickers")))
                .close();

        assertThat(facts(object.value())).containsExactly(FactType.RAW_VIEWED);
    }

    private static List<FactType> facts(UUID subject) {
        return house.within(tx -> house.provenance().entries(tx, subject)).stream()
                .map(ProvenanceEntry::type)
                .toList();
    }

    private static long rows() {
        return house.within(tx -> tx.sql()
                .createQuery("SELECT count(*) FROM provenance_entry")
                .mapTo(Long.class)
                .one());
    }
}
