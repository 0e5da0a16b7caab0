package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.publiclog.LogAudit.Finding;
import dev.firsthand.engine.publiclog.LogAudit.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Somebody inside may do everything in the database and in the log's folder. A witness signed a checkpoint before.
class GameDayTest extends OnGameDay {
    @Test
    void an_untouched_house_gives_no_finding() throws IOException {
        assertThat(day.audit()).isEqualTo(new Report(288, 0, List.of()));
        assertThat(day.auditor().check().findings()).isEmpty();

        day.house.recorded(day.house.person());
        day.house.log.commit();
        assertThat(day.audit().findings()).isEmpty();
    }

    @Test
    void rows_that_wait_to_be_told_of_their_places_give_no_finding() throws IOException {
        day.superuser("update provenance_outbox set log_index = null where log_index > 100");

        assertThat(day.audit().findings()).isEmpty();
    }

    @Test
    void deleted_rows_are_found_by_their_index() throws IOException {
        day.superuser("delete from provenance_entry where id in"
                + " (select entry from provenance_outbox where log_index in (%d, %d))".formatted(day.first, day.last));
        day.superuser("delete from provenance_link where id in"
                + " (select entry from provenance_outbox where log_index in (%d, %d))".formatted(day.first, day.last));
        day.assertFound("deleted", day.first, day.last);

        day.superuser("delete from provenance_outbox where log_index in (%d, %d)".formatted(day.first, day.last));
        day.assertFound("No row", day.first, day.last);
    }

    @Test
    void an_edited_statement_is_found_by_its_index_also_with_its_commitment_and_log_bytes() throws IOException {
        long index = day.indexOfTask();
        day.superuser("update provenance_entry set statement ="
                + " convert_to(replace(convert_from(statement, 'UTF8'), 'fold', 'hold'), 'UTF8') where subject = '%s'"
                        .formatted(day.task));
        day.assertFound("edited", index);

        day.superuser(
                "update provenance_entry set commitment = sha256(statement) where subject = '%s'".formatted(day.task));
        day.assertFound("edited", index);

        day.superuser("update provenance_outbox set log_entry = convert_to(E'hdlog/1\\natt\\n' ||"
                + " encode(sha256(statement), 'base64') || E'\\n', 'UTF8') from provenance_entry"
                + " where id = entry and subject = '%s'".formatted(day.task));
        day.assertFound("other bytes", index);
    }

    @Test
    void an_edit_that_reaches_into_the_folder_of_the_log_is_found() throws IOException {
        Path bundle = day.house.logFolder().resolve("tile/entries/000");
        String entries = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        String entry =
                day.one("select convert_from(log_entry, 'UTF8') from provenance_outbox where log_index = " + day.first);
        String edited = entry.substring(0, 20) + (entry.charAt(20) == 'a' ? 'b' : 'a') + entry.substring(21);
        Files.writeString(bundle, entries.replace(entry, edited), StandardCharsets.ISO_8859_1);
        assertThat(day.audit().findings().getFirst().index()).hasValue(day.first);

        day.superuser("update provenance_outbox set log_entry = convert_to('%s', 'UTF8') where log_index = %d"
                .formatted(edited, day.first));
        assertThat(day.audit().findings()).extracting(Finding::what).anyMatch(what -> what.contains("have the root"));
    }

    @Test
    void a_statement_that_is_shown_as_another_kind_or_about_another_subject_is_found() throws IOException {
        long index = day.indexOfTask();
        String columns = "update provenance_entry set type = '%s', subject = '%s' where subject in ('%s', '%s')";
        UUID other = UUID.randomUUID();

        day.superuser(columns.formatted("staff-added", day.task, day.task, other));
        day.assertFound("edited", index);
        day.superuser(columns.formatted("task-published", other, day.task, other));
        day.assertFound("edited", index);
        day.superuser(columns.formatted("task-published", day.task, day.task, other));
        assertThat(day.audit().findings()).isEmpty();
    }

    @Test
    void rows_that_changed_places_are_found_by_both_indices() throws IOException {
        day.swapPlaces();
        day.assertFound("changed its place", day.first, day.last);
    }

    @Test
    void statements_that_changed_places_under_the_right_bytes_are_found_too() throws IOException {
        day.swapPlaces();
        day.superuser("update provenance_outbox one set log_entry = other.log_entry from provenance_outbox other"
                + " where (one.log_index, other.log_index) in ((%1$d, %2$d), (%2$d, %1$d))"
                        .formatted(day.first, day.last));
        day.assertFound("edited", day.first, day.last);
    }

    @Test
    void a_second_statement_under_the_name_of_the_first_does_not_hide_an_edit() throws IOException {
        day.superuser("insert into provenance_link (id, step, subject, stated_at, payload_sha256, envelope)"
                + " select id, 'qc', subject, recorded_at, commitment, statement from provenance_entry"
                + " where subject = '%s'".formatted(day.task));
        assertThat(day.audit().findings()).hasSize(1);
        day.superuser("update provenance_entry set statement = ''::bytea where subject = '%s'".formatted(day.task));
        day.assertFound("edited", day.indexOfTask());
    }

    @Test
    void at_most_a_hundred_findings_are_listed() throws IOException {
        day.superuser("delete from provenance_outbox");

        assertThat(day.audit().findings()).hasSize(LogAudit.FINDINGS_MAX);
    }
}
