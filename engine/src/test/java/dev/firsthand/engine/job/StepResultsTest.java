package dev.firsthand.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StepResultsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final byte[] INPUTS = "digest".getBytes(StandardCharsets.UTF_8);
    private static final FunctionVersion PROBE = new FunctionVersion("probe", 1);

    private final MemoryVault vault = new MemoryVault();
    private final StepResults results = new StepResults(DATABASE.database(), vault, InstantSource.system());
    private final PersonId ada = person();
    private final PersonId bob = person();

    @Test
    void a_result_is_recalled_for_the_same_owner_function_version_and_inputs_alone() {
        remember(ada, "{\"frames\":3}");

        assertThat(results.recall(ada, PROBE, INPUTS)).contains("{\"frames\":3}");
        assertThat(results.recall(bob, PROBE, INPUTS)).isEmpty();
        assertThat(results.recall(ada, new FunctionVersion("probe", 2), INPUTS)).isEmpty();
        assertThat(results.recall(ada, new FunctionVersion("scrub", 1), INPUTS)).isEmpty();
        assertThat(results.recall(ada, PROBE, new byte[1])).isEmpty();
    }

    @Test
    void of_two_that_made_the_same_the_first_result_stands() {
        assertThat(remember(ada, "{\"frames\":3}")).isTrue();
        assertThat(remember(ada, "{\"frames\":4}")).isFalse();

        assertThat(results.recall(ada, PROBE, INPUTS)).contains("{\"frames\":3}");
    }

    @Test
    void a_result_goes_with_its_owners_key_or_data() {
        remember(ada, "1");
        remember(bob, "2");
        DATABASE.database().inTransactionDo(tx -> results.forget(tx, bob));
        assertThat(results.recall(bob, PROBE, INPUTS)).isEmpty();
        assertThat(results.recall(ada, PROBE, INPUTS)).contains("1");

        vault.destroy(ada);
        assertThat(results.recall(ada, PROBE, INPUTS)).isEmpty();
    }

    @Test
    void nothing_that_is_kept_can_be_read_or_compared_between_people() {
        remember(ada, "the same result");
        remember(bob, "the same result");

        List<byte[]> kept = DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery("select key || result from job_step_result where owner in (:ada, :bob)")
                        .bind("ada", ada.value())
                        .bind("bob", bob.value())
                        .mapTo(byte[].class)
                        .list());
        assertThat(kept).hasSize(2);
        assertThat(kept.getFirst()).isNotEqualTo(kept.getLast());
        for (var bytes : kept) {
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("the same result");
        }
    }

    private PersonId person() {
        var id = PersonId.random();
        vault.create(id);
        return id;
    }

    private boolean remember(PersonId owner, String result) {
        return DATABASE.database().inTransaction(tx -> results.remember(tx, owner, PROBE, INPUTS, result));
    }
}
