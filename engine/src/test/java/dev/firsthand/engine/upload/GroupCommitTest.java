package dev.firsthand.engine.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupCommitTest {
    private static final int CHANGES = 400;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final GroupCommit commits = new GroupCommit(DATABASE.database());

    @BeforeAll
    static void table() {
        DATABASE.database()
                .inTransactionDo(tx -> tx.sql().execute("CREATE TABLE change (n int PRIMARY KEY, xid xid8 NOT NULL)"));
    }

    private static int insert(Tx tx, int number) {
        tx.sql().execute("INSERT INTO change VALUES (?, pg_current_xact_id())", number);
        return number;
    }

    @Test
    void changes_that_wait_together_share_transactions_and_each_gets_its_own_answer() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CHANGES; i++) {
                int number = i;
                answers.add(threads.submit(() -> commits.commit(tx -> insert(tx, number))));
            }
        }
        for (int i = 0; i < CHANGES; i++) {
            assertThat(answers.get(i).get()).isEqualTo(i);
        }
        assertThat(count("SELECT count(*) FROM change WHERE n BETWEEN 0 AND 399"))
                .isEqualTo(CHANGES);
        assertThat(count("SELECT count(DISTINCT xid) FROM change WHERE n BETWEEN 0 AND 399"))
                .isLessThan(CHANGES);
    }

    @Test
    void a_change_that_fails_spoils_no_other() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                int number = 1000 + (i % 10 == 0 ? 0 : i);
                answers.add(threads.submit(() -> commits.commit(tx -> insert(tx, number))));
            }
        }
        long failed = answers.stream()
                .filter(answer -> answer.state() == Future.State.FAILED)
                .count();

        assertThat(failed).isEqualTo(9);
        assertThat(count("SELECT count(*) FROM change WHERE n BETWEEN 1000 AND 1099"))
                .isEqualTo(91);
    }

    @Test
    void a_change_alone_that_fails_says_why() {
        assertThatThrownBy(() -> commits.commit(tx -> {
                    throw new UploadGoneException(UploadId.random());
                }))
                .isInstanceOf(UploadGoneException.class);
    }

    private static int count(String query) {
        return DATABASE.database()
                .inTransaction(
                        tx -> tx.sql().createQuery(query).mapTo(Integer.class).one());
    }
}
