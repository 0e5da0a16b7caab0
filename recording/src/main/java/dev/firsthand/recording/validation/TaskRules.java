package dev.firsthand.recording.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.TableReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Rules of `meta/tasks.parquet`: LeRobot reads it with pandas and finds a sentence by its row.
final class TaskRules {
    private static final String PLACE = DatasetLayout.TASKS;
    private static final String ARROW = "ARROW:schema";

    private final Findings findings;

    TaskRules(Findings findings) {
        this.findings = findings;
    }

    /// The sentences in order, as far as they can be read.
    List<String> read(Path folder) {
        try (var table = TableReader.open(folder.resolve(PLACE))) {
            checkPandas(table.keyValues());
            if (!checkColumns(table)) {
                return List.of();
            }
            return sentences(table);
        } catch (IOException broken) {
            findings.add(Rule.TASKS_UNREADABLE, PLACE, "it cannot be read: " + broken.getMessage());
            return List.of();
        }
    }

    private void checkPandas(Map<String, String> keyValues) {
        String pandas = keyValues.getOrDefault("pandas", "");
        if (!findings.check(
                !pandas.isEmpty(),
                Rule.TASKS_PANDAS,
                PLACE,
                "the footer has no key 'pandas': every task becomes a number in LeRobot")) {
            return;
        }
        try {
            JsonNode index = new ObjectMapper().readTree(pandas).path("index_columns");
            findings.check(
                    index.size() == 1 && index.get(0).asText().equals(DatasetLayout.TASKS_INDEX),
                    Rule.TASKS_PANDAS,
                    PLACE,
                    "the pandas index is %s: Rerun 0.36 looks for %s".formatted(index, DatasetLayout.TASKS_INDEX));
        } catch (JsonProcessingException broken) {
            findings.add(Rule.TASKS_PANDAS, PLACE, "the key 'pandas' holds no JSON");
        }
        if (keyValues.containsKey(ARROW)) {
            findings.check(
                    arrowHoldsPandas(keyValues.getOrDefault(ARROW, "")),
                    Rule.TASKS_PANDAS,
                    PLACE,
                    "pandas reads its key from inside %s, which is there without it".formatted(ARROW));
        }
    }

    private static boolean arrowHoldsPandas(String arrow) {
        try {
            String inside = new String(Base64.getDecoder().decode(arrow), StandardCharsets.ISO_8859_1);
            return inside.contains("index_columns");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private boolean checkColumns(TableReader table) throws IOException {
        List<TableReader.Physical> columns = table.columns();
        boolean numbered = columns.stream()
                .anyMatch(column ->
                        column.name().equals("task_index") && column.physical().equals("INT64") && column.depth() == 0);
        boolean named = columns.stream()
                .anyMatch(column -> column.name().equals(DatasetLayout.TASKS_INDEX)
                        && column.physical().equals("TEXT")
                        && column.depth() == 0);
        findings.check(numbered, Rule.TASKS_COLUMNS, PLACE, "there is no int64 column task_index");
        findings.check(
                named,
                Rule.TASKS_COLUMNS,
                PLACE,
                "there is no text column %s: Rerun 0.36 shows no task".formatted(DatasetLayout.TASKS_INDEX));
        return numbered && named;
    }

    private List<String> sentences(TableReader table) throws IOException {
        var sentences = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (int group = 0; group < table.groups(); group++) {
            Cells numbers = table.read(group, "task_index", List.of()).orElseThrow(IOException::new);
            Cells texts =
                    table.read(group, DatasetLayout.TASKS_INDEX, List.of()).orElseThrow(IOException::new);
            for (int row = 0; row < texts.texts().length; row++) {
                String place = PLACE + " row " + sentences.size();
                findings.check(
                        numbers.nullRow() != row && numbers.longs()[row] == sentences.size(),
                        Rule.TASKS_ORDER,
                        place,
                        "task_index is %d: LeRobot takes the row number".formatted(numbers.longs()[row]));
                String sentence = texts.texts()[row];
                findings.check(!sentence.isBlank(), Rule.TASKS_SENTENCE, place, "the sentence is blank or missing");
                findings.check(seen.add(sentence), Rule.TASKS_SENTENCE, place, "the sentence stands here twice");
                sentences.add(sentence);
            }
        }
        return sentences;
    }
}
