package dev.firsthand.recording.lerobot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads back the numbers of a set that [LeRobotWriter] wrote, one episode after the other: each is a row group.
public final class LeRobotReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<Feature> features;
    private TableReader table;
    private int file;
    private int group;

    private LeRobotReader(Path folder, List<Feature> features, TableReader first) {
        this.folder = folder;
        this.features = List.copyOf(features);
        this.table = first;
    }

    /// `features` are those of the set's specification.
    public static LeRobotReader open(Path folder, List<Feature> features) throws IOException {
        return new LeRobotReader(folder, features, table(folder, 0));
    }

    /// The features of the specification by which a set was written.
    public static List<Feature> features(Path folder) throws IOException {
        JsonNode said =
                JSON.readTree(folder.resolve(DatasetLayout.INFO).toFile()).path("features");
        List<Feature> features = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : said.properties()) {
            for (ElementType type : ElementType.values()) {
                if (type.wireName().equals(one.getValue().path("dtype").asText())) {
                    features.add(new Feature(one.getKey(), type, elements(one)));
                }
            }
        }
        features.removeIf(Feature::taken);
        return features;
    }

    /// LeRobot has no name for the one element of a plain column.
    private static List<String> elements(Map.Entry<String, JsonNode> feature) {
        List<String> names = feature.getValue()
                .path("names")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return names.isEmpty() ? List.of(feature.getKey()) : names;
    }

    private static TableReader table(Path folder, int number) throws IOException {
        return TableReader.open(folder.resolve(DatasetLayout.Place.of(number).data()));
    }

    /// What a [LeRobotEpisode] takes beside pictures and names.
    @SuppressWarnings("ArrayRecordComponent") // one number per frame
    public record Rows(long[] captureTimesNanos, Map<String, Column> columns) {
        public Rows {
            columns = Map.copyOf(columns);
        }
    }

    /// The next episode. Whoever asks knows how many there are.
    public Rows next() throws IOException {
        goOn();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Feature feature : features) {
            columns.put(feature.name(), column(feature));
        }
        Column times = column(Feature.CAPTURE_TIME);
        group++;
        return new Rows(((Column.Longs) times).values(), columns);
    }

    /// Passes over the next episode.
    public void skip() throws IOException {
        goOn();
        group++;
    }

    private void goOn() throws IOException {
        if (group == table.groups()) {
            table.close();
            table = table(folder, ++file);
            group = 0;
        }
    }

    private Column column(Feature feature) throws IOException {
        return table.read(group, feature.name(), feature.column().dims())
                .filter(Cells::sound)
                .map(Cells::values)
                .filter(values -> values.type() == feature.type())
                .orElseThrow(() -> new IOException(
                        "the data table %d does not hold %s as it was written".formatted(file, feature.name())));
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
