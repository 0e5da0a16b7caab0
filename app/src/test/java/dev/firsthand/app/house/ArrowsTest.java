package dev.firsthand.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowsTest {
    private static final HouseTable SMALL = HouseTable.read("""
            | module | for whom | may use |
            | --- | --- | --- |
            | `low` | anyone | - |
            | `high` | somebody | `low` |

            ```rooms
            low.ground   ->
            low.floor    -> low.ground
            high.wall    ->
            high.roof    -> high.wall
            high.tower   -> high.roof (later)
            ```
            """.lines().toList());

    @Test
    void every_import_of_the_house_is_an_arrow_of_the_table() throws IOException {
        var house = Repository.here();
        var table = HouseTable.read(Files.readAllLines(house.at("ARCHITECTURE.md")));
        assertThat(table.faults()).isEmpty();
        assertThat(house.modules()).hasSameElementsAs(table.modules().keySet());

        var classes = new TreeSet<String>();
        var imports = new ArrayList<Import>();
        for (String module : house.modules()) {
            readSources(house.at(module).resolve("src/main/java"), imports);
            readClasses(house.at(module).resolve("target/classes"), classes, imports);
        }
        assertThat(classes).as("classes compiled before this test").isNotEmpty();
        assertThat(new ArrowRules(table).faults(classes, imports)).isEmpty();
    }

    /// Whoever judges, ranks, labels, pays or releases can't be led by what does not reach them.
    @Test
    void strain_is_known_to_nobody_but_the_person_and_who_erases() throws IOException {
        var house = Repository.here();
        var table = HouseTable.read(Files.readAllLines(house.at("ARCHITECTURE.md")));
        var imports = new ArrayList<Import>();
        for (String module : List.of("engine", "app")) {
            readSources(house.at(module).resolve("src/main/java"), imports);
            readClasses(house.at(module).resolve("target/classes"), new TreeSet<>(), imports);
        }
        var knowing = new TreeSet<String>();
        for (Import one : imports) {
            String to = table.roomOf(one.to()).orElse("");
            if (to.equals("engine.strain") || to.equals("motion.ergonomics")) {
                table.roomOf(one.from()).ifPresent(knowing::add);
            }
        }

        assertThat(knowing)
                .as(
                        "rooms that know of strain; app.web hands it to app.me, app.motion scores files at the command line")
                .containsExactlyInAnyOrder(
                        "engine.strain", "engine.withdrawal", "app.me", "app.motion", "app.web", "app.wiring");
    }

    @Test
    void a_module_in_brackets_is_for_rooms_whose_own_row_names_it() {
        var table = HouseTable.read("""
                | `low` | anyone | - |
                | `high` | somebody | (`low`) |

                ```rooms
                low.ground   ->
                low.floor    ->
                high.wall    ->
                high.roof    -> low.floor
                ```
                """.lines().toList());

        assertThat(table.faults()).isEmpty();
        assertThat(table.mayImport("high.wall")).isEmpty();
        assertThat(table.mayImport("high.roof")).containsExactly("low.floor");
    }

    @Test
    void an_arrow_that_is_not_listed_is_told_with_class_import_and_line() {
        assertThat(faults(new Import("dev.firsthand.low.floor.Board", "dev.firsthand.high.roof.Tile")))
                .singleElement()
                .asString()
                .contains("dev.firsthand.low.floor.Board imports dev.firsthand.high.roof.Tile")
                .contains("add `high.roof` to ARCHITECTURE.md line 8: `low.floor    -> low.ground`");
    }

    @Test
    void many_imports_along_one_forbidden_arrow_are_told_once() {
        assertThat(faults(
                        new Import("dev.firsthand.low.floor.Board", "dev.firsthand.high.roof.Tile"),
                        new Import("dev.firsthand.low.floor.Board", "dev.firsthand.high.roof.Ridge")))
                .singleElement()
                .asString()
                .contains("and 1 more imports of this kind");
    }

    @Test
    void listed_arrows_and_arrows_of_the_module_are_allowed() {
        assertThat(faults(
                        new Import("dev.firsthand.high.roof.Tile", "dev.firsthand.high.wall.Brick"),
                        new Import("dev.firsthand.high.wall.Brick", "dev.firsthand.low.ground.Soil")))
                .isEmpty();
    }

    @Test
    void a_room_that_is_not_listed_is_told() {
        assertThat(new ArrowRules(SMALL)
                        .faults(List.of("dev.firsthand.high.cellar.Wine", "dev.firsthand.Stray"), List.of()))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).contains("stands in no listed room"));
    }

    @Test
    void a_class_in_a_room_marked_later_is_told() {
        assertThat(new ArrowRules(SMALL).faults(List.of("dev.firsthand.high.tower.Bell"), List.of()))
                .singleElement()
                .asString()
                .contains("dev.firsthand.high.tower.Bell is built")
                .contains("line 11");
    }

    @Test
    void a_circle_of_imports_is_told_with_an_import_for_every_step() {
        var faults = faults(
                new Import("dev.firsthand.high.roof.Tile", "dev.firsthand.high.wall.Brick"),
                new Import("dev.firsthand.high.wall.Brick", "dev.firsthand.high.roof.Tile"));

        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault)
                        .contains("circle: high.roof -> high.wall -> high.roof")
                        .contains("dev.firsthand.high.wall.Brick imports dev.firsthand.high.roof.Tile")
                        .contains("line 9"));
    }

    @Test
    void a_table_with_a_circle_an_unknown_room_or_an_arrow_against_its_modules_is_told() {
        var table = HouseTable.read("""
                | `low` | anyone | - |
                | `high` | somebody | `low` `attic` |

                ```rooms
                low.ground  -> low.floor
                low.floor   -> low.ground high.wall
                high.wall   -> low.swamp
                high.wall   ->
                mill.wheel  ->
                neither row nor arrow
                ```
                """.lines().toList());

        assertThat(String.join("\n", table.faults()))
                .contains("circle: high.wall -> low.floor -> high.wall")
                .contains("circle: low.floor -> low.ground -> low.floor")
                .contains("names `attic`, which is in neither table")
                .contains("goes to module `high`, but ARCHITECTURE.md line 1")
                .contains("`high.wall   -> low.swamp` is listed a second time")
                .contains("room of module `mill`, which the table of modules does not list")
                .contains("line 10 is no row");
    }

    @Test
    void a_row_that_names_a_room_nobody_listed_is_told() {
        var table = HouseTable.read("""
                | `low` | anyone | - |
                ```rooms
                low.ground -> low.swamp
                ```
                """.lines().toList());

        assertThat(table.faults()).singleElement().asString().contains("line 3", "`low.swamp`");
    }

    @Test
    void an_import_is_seen_in_code_signature_annotation_and_inlined_constant_but_not_in_a_text(@TempDir Path folder)
            throws IOException {
        source(
                folder,
                "high/roof/Called.java",
                "package dev.firsthand.high.roof; public class Called { public static void call() {} }");
        source(folder, "high/roof/Listed.java", "package dev.firsthand.high.roof; public class Listed {}");
        source(folder, "high/roof/Noted.java", "package dev.firsthand.high.roof; public @interface Noted {}");
        source(
                folder,
                "high/roof/Limits.java",
                "package dev.firsthand.high.roof; public class Limits { public static final int MOST = 7; }");
        Path knowing = source(folder, "low/ground/Knowing.java", """
                package dev.firsthand.low.ground;
                import static dev.firsthand.high.roof.Limits.MOST;
                class Knowing {
                    static class Inner { java.util.List<dev.firsthand.high.roof.Listed> listed = java.util.List.of(); }
                    @dev.firsthand.high.roof.Noted int most = MOST;
                    String text = "dev/firsthand/high/wall/Brick";
                    void run() { dev.firsthand.high.roof.Called.call(); }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-sourcepath", folder.toString(), "-proc:none", knowing.toString()))
                .isZero();

        var classes = new TreeSet<String>();
        var imports = new ArrayList<Import>();
        readClasses(folder, classes, imports);
        readSources(folder, imports);

        assertThat(imports.stream()
                        .filter(one -> one.from().equals("dev.firsthand.low.ground.Knowing"))
                        .map(one -> one.to().substring("dev.firsthand.high.roof.".length()))
                        .distinct())
                .containsExactlyInAnyOrder("Called", "Listed", "Noted", "Limits");
        assertThat(classes).contains("dev.firsthand.low.ground.Knowing").hasSize(5);
    }

    private static List<String> faults(Import... imports) {
        return new ArrowRules(SMALL).faults(List.of(), List.of(imports));
    }

    private static Path source(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve("dev/firsthand").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void readClasses(Path folder, Set<String> classes, List<Import> imports) throws IOException {
        for (Path file : filesEndingIn(".class", folder)) {
            var found = Import.ofClass(Files.readAllBytes(file));
            imports.addAll(found);
            String name = folder.relativize(file).toString();
            classes.add(Import.outermost(name.substring(0, name.length() - ".class".length())));
        }
    }

    private static void readSources(Path folder, List<Import> imports) throws IOException {
        for (Path file : filesEndingIn(".java", folder)) {
            String name = folder.relativize(file).toString();
            String from = Import.outermost(name.substring(0, name.length() - ".java".length()));
            imports.addAll(Import.ofSource(from, Files.readString(file)));
        }
    }

    private static List<Path> filesEndingIn(String ending, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
