package dev.firsthand.recording.lerobot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.parquet.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our tables, read by DuckDB, which shares no code with our writer.
class OtherReaderTest {
    @TempDir
    Path work;

    private Path set;
    private Connection connection;

    @BeforeEach
    void a_set_and_a_database() throws IOException, SQLException {
        set = SmallSet.write(work, 12, 7, 9);
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<String> ask(String sql, String file) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql.formatted(set.resolve(file)))) {
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    @Test
    void columns_of_the_data_have_their_types_in_the_order_of_the_features() throws SQLException {
        assertThat(ask(
                        "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '%s')",
                        "data/chunk-000/file-000.parquet"))
                .containsExactly(
                        "observation.state FLOAT[]",
                        "action FLOAT[]",
                        "observation.imu FLOAT[]",
                        "capture_time_ns BIGINT",
                        "timestamp FLOAT",
                        "frame_index BIGINT",
                        "episode_index BIGINT",
                        "index BIGINT",
                        "task_index BIGINT");
    }

    @Test
    void each_episode_is_one_snappy_row_group_with_its_least_and_greatest() throws SQLException {
        assertThat(ask(
                        "SELECT row_group_id, row_group_num_rows, stats_min_value, stats_max_value, compression FROM parquet_metadata('%s') WHERE path_in_schema = 'index' ORDER BY 1",
                        "data/chunk-000/file-000.parquet"))
                .containsExactly("0 12 0 11 SNAPPY", "1 7 12 18 SNAPPY", "2 9 19 27 SNAPPY");
    }

    @Test
    void values_are_those_that_were_given() throws SQLException {
        var action = (Column.Floats) SmallSet.episode(1, 7, work).column(Feature.action(SmallSet.JOINTS));
        float second = action.values()[4];

        assertThat(ask(
                        "SELECT action[2], timestamp, frame_index, episode_index, task_index FROM '%s' WHERE index = 13",
                        "data/chunk-000/file-000.parquet"))
                .containsExactly(second + " " + 1 / 30f + " 1 1 1");
    }

    @Test
    void tasks_have_the_pandas_key_and_no_arrow_schema() throws SQLException {
        assertThat(ask("SELECT * FROM '%s'", "meta/tasks.parquet"))
                .containsExactly("0 fold the towel", "1 wipe the table");
        assertThat(ask("SELECT decode(key) FROM parquet_kv_metadata('%s')", "meta/tasks.parquet"))
                .containsExactly("pandas");
        assertThat(ask(
                        "SELECT decode(value)::JSON->>'index_columns' FROM parquet_kv_metadata('%s')",
                        "meta/tasks.parquet"))
                .containsExactly("[\"__index_level_0__\"]");
    }

    @Test
    void episodes_have_all_columns_in_the_order_of_lerobot() throws SQLException {
        List<String> columns = ask(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '%s')",
                "meta/episodes/chunk-000/file-000.parquet");

        assertThat(columns.subList(0, 11))
                .containsExactly(
                        "episode_index BIGINT",
                        "tasks VARCHAR[]",
                        "length BIGINT",
                        "data/chunk_index BIGINT",
                        "data/file_index BIGINT",
                        "dataset_from_index BIGINT",
                        "dataset_to_index BIGINT",
                        "videos/observation.images.head/chunk_index BIGINT",
                        "videos/observation.images.head/file_index BIGINT",
                        "videos/observation.images.head/from_timestamp DOUBLE",
                        "videos/observation.images.head/to_timestamp DOUBLE");
        assertThat(columns)
                .contains(
                        "stats/observation.images.head/q50 DOUBLE[][][]",
                        "stats/action/mean DOUBLE[]",
                        "stats/index/min BIGINT[]",
                        "stats/index/count BIGINT[]",
                        "prov/consent_receipt VARCHAR")
                .endsWith("meta/episodes/chunk_index BIGINT", "meta/episodes/file_index BIGINT");
        assertThat(columns).hasSize(11 + 10 * 10 + 2 + 2);
    }

    @Test
    void statistics_of_an_episode_are_those_that_the_database_computes() throws SQLException {
        String computed = ask("""
                        SELECT min(s), max(s), round(avg(s), 9), round(stddev_pop(s), 9), count(s),
                               round(quantile_cont(s, 0.1), 9), round(quantile_cont(s, 0.99), 9)
                          FROM (SELECT ("observation.state"[1])::DOUBLE s FROM '%s' WHERE episode_index = 2)
                        """, "data/chunk-000/file-000.parquet").getFirst();
        String stored = ask("""
                        SELECT s."stats/observation.state/min"[1], s."stats/observation.state/max"[1],
                               round(s."stats/observation.state/mean"[1], 9), round(s."stats/observation.state/std"[1], 9),
                               s."stats/observation.state/count"[1],
                               round(s."stats/observation.state/q10"[1], 9), round(s."stats/observation.state/q99"[1], 9)
                          FROM '%s' s WHERE episode_index = 2
                        """, "meta/episodes/chunk-000/file-000.parquet").getFirst();

        assertThat(stored).isEqualTo(computed);
    }
}
