package dev.firsthand.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {
    private static final Repository HOUSE = Repository.here();
    private static final Set<String> ROOMS = Set.of("engine.task", "engine.consent", "engine.store", "app.web");

    @Test
    void every_java_file_keeps_the_rules_of_the_house() {
        var faults = new ArrayList<Fault>();
        var longFiles = new ArrayList<String>();
        var sources = JavaSource.ofHouse(HOUSE);
        faults.addAll(PackageRules.faults(sources));
        for (JavaSource source : sources) {
            faults.addAll(JavaRules.faults(source));
            int lines = source.lines().size();
            if (lines > JavaRules.FILE_LINES_LONG) {
                longFiles.add("%s (%d)".formatted(source.path(), lines));
            }
        }
        if (!longFiles.isEmpty()) {
            System.out.println("tidy: over %d lines, not yet too long: %s"
                    .formatted(JavaRules.FILE_LINES_LONG, String.join(", ", longFiles)));
        }
        assertNone(faults);
    }

    @Test
    void every_text_that_is_checked_in_is_of_no_machine_and_leaves_nothing_open() {
        var faults = new ArrayList<Fault>();
        for (Path file : HOUSE.files(TextRules.ENDINGS)) {
            List<String> lines = Repository.read(file).lines().toList();
            faults.addAll(TextRules.faults(HOUSE.root().relativize(file), lines));
        }
        assertNone(faults);
    }

    @Test
    void every_link_between_pages_leads_somewhere() {
        var links = new MarkdownLinks(HOUSE.root());
        var faults = new ArrayList<Fault>();
        HOUSE.files(".md").forEach(page -> faults.addAll(links.faults(page)));
        assertNone(faults);
    }

    @Test
    void every_page_is_reached_from_the_readme() {
        var links = new MarkdownLinks(HOUSE.root());
        var reached = links.reachedFrom(HOUSE.at("README.md"));
        assertThat(HOUSE.files(".md").stream().filter(page -> page.startsWith(HOUSE.at("docs"))))
                .isNotEmpty()
                .isSubsetOf(reached);
    }

    @Test
    void every_table_is_named_by_its_own_room_alone() throws IOException {
        var rooms = HouseTable.read(Files.readAllLines(HOUSE.at("ARCHITECTURE.md")))
                .rooms()
                .keySet();
        var migrations = HOUSE.files(".sql").stream()
                .filter(file -> file.toString().contains("src/main/resources/db/migration/"))
                .map(file -> new TableOwners.Migration(HOUSE.root().relativize(file), Repository.read(file)))
                .toList();
        var owners = TableOwners.of(migrations, rooms);
        var faults = new ArrayList<Fault>();
        migrations.forEach(migration -> faults.addAll(owners.faults(migration)));
        for (JavaSource source : JavaSource.ofHouse(HOUSE)) {
            faults.addAll(owners.faults(source));
        }
        assertNone(faults);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "class BlobStoreImpl {} => BlobStoreImpl says nothing",
                "class A { record FrameInfo(int a) {} } => FrameInfo says nothing",
                "class A { Object a = java.time.Instant.now(); } => Instant.now(): time comes from",
                "class A { long a = System.currentTimeMillis(); } => System.currentTimeMillis()",
                "class A { Object a = new java.util.Random(); } => new Random(): randomness comes from",
                "class A { Object a = java.util.TimeZone.getDefault(); } => TimeZone.getDefault(): zone and locale",
                "class A { void a() { Thread.sleep(5); } } => Thread.sleep: wait for the event",
                "class A { void a() { TimeUnit.SECONDS.sleep(5); } } => SECONDS.sleep: wait for the event",
                "class A { void a() { System.out.println(); } } => System.out: only app.cli",
                "class A { Object a = System.err; } => System.err: only app.cli",
                "class A { void a(Error e) { e.printStackTrace(); } } => printStackTrace: answer",
                "class A { void a() { try { a(); } catch (Exception e) {} } } => catch (Exception: catch what",
                "class A { void a() { try { a(); } catch (final Throwable e) {} } } => catch (Throwable: catch what",
                "class A { void a() { try { a(); } catch (B | java.lang.Exception e) {} } } => catch (Exception",
                "class A { @Disabled void a() {} } => @Disabled: no test is skipped",
                "class A { @Test void camelCase() {} } => not camelCase",
                "class A { @ParameterizedTest void word() {} } => not word"
            },
            quoteCharacter = '"')
    void a_broken_rule_is_told_with_its_line(String code, String message) {
        var source = JavaSource.of("engine/src/main/java/A.java", "package dev.firsthand.engine.store;\n" + code);

        assertThat(JavaRules.faults(source))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .startsWith("engine/src/main/java/A.java:2: ")
                        .contains(message));
    }

    @Test
    void what_the_rules_allow_is_not_told() {
        var source = JavaSource.of("engine/src/main/java/A.java", """
            package dev.firsthand.engine.store;
            class Information {
                /// Never Thread.sleep(5), catch (Exception e) or System.out here.
                Object now = java.time.Instant.now(clock);
                Object random = new java.util.Random(7);
                String text = "System.out.println and new Random()";
                @Test void a_withdrawal_reaches_2_copies() {}
            }
            """);

        assertThat(JavaRules.faults(source)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app/src/main/java/A.java,         dev.firsthand.app.cli",
        "app/src/main/java/Main.java,      dev.firsthand.app.wiring",
        "recording/src/main/java/SidecarProgram.java, dev.firsthand.recording.sidecar",
        "engine/src/test/java/ATest.java,  dev.firsthand.engine.store"
    })
    void doors_of_programs_and_tests_may_print(String path, String packageName) {
        var source = JavaSource.of(path, "package %s; class A { Object a = System.out; }".formatted(packageName));

        assertThat(JavaRules.faults(source)).isEmpty();
    }

    @Test
    void a_reason_on_the_line_or_above_it_excuses_and_an_empty_one_does_not() {
        List<String> lines =
                List.of("// tidy: the reason", "one", "two // tidy: the reason", "three", "// tidy:", "four");

        assertThat(IntStream.rangeClosed(1, 6).filter(line -> new Fault(Path.of("A"), line, "").isExcused(lines)))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void files_and_methods_that_are_too_long_are_told() {
        String method = "class A { void a() {%s} }".formatted("\n".repeat(61));

        assertThat(JavaRules.faults(JavaSource.of("A.java", method + "\n".repeat(450))))
                .extracting(Fault::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("511 lines, at most 500"),
                        message -> assertThat(message).contains("method a has 62 lines, at most 60"));
    }

    @Test
    void a_package_without_its_page_or_with_an_empty_name_or_too_many_files_is_told() {
        var sources = new ArrayList<JavaSource>();
        for (int i = 0; i < 26; i++) {
            sources.add(JavaSource.of("engine/src/main/java/x/core/A%d.java".formatted(i), "package x.core;"));
        }
        sources.add(JavaSource.of("engine/src/main/java/x/y/package-info.java", "/// In: a. Out: b.\npackage x.y;"));

        assertThat(PackageRules.faults(sources))
                .extracting(Fault::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("missing: say what comes In"),
                        message -> assertThat(message).contains("`core` says nothing"),
                        message -> assertThat(message).contains("26 files in this package, at most 25"),
                        message -> assertThat(message).contains("does not say `@NullMarked`"),
                        message -> assertThat(message).contains("does not say `Never:`"));
    }

    @Test
    void open_ends_tabs_machine_paths_and_registries_are_told() {
        List<String> lines = List.of(
                "// TO" + "DO later",
                "// TO" + "DO #12 later",
                "a\tb",
                "read /ro" + "ot/x and \"/ho" + "me/x\"",
                "firsthand-data/work/x, ./perf/work/x",
                "https://py" + "pi.org/simple");

        assertThat(TextRules.faults(Path.of("A.java"), lines))
                .extracting(Fault::line)
                .containsExactly(1, 3, 4, 6);
    }

    @Test
    void a_link_to_a_missing_page_or_heading_or_out_of_the_repository_is_told(@TempDir Path folder) throws IOException {
        Path root = folder.toRealPath();
        Files.writeString(root.resolve("there.md"), "# The `first` heading, and 2nd\n");
        Path page = Files.writeString(root.resolve("page.md"), """
            [ok](there.md) [ok](there.md#the-first-heading-and-2nd) [ok](https://example.org/x) [ok](#here)
            ## Here
            [gone](gone.md)
            [gone](there.md#second)
            [out](../elsewhere.md) and `[code](is/no/link)`
            ```
            [code](is/no/link)
            ```
            """);

        assertThat(new MarkdownLinks(root).faults(page)).extracting(Fault::line).containsExactly(3, 4, 5);
    }

    @Test
    void a_table_named_by_another_room_is_told() {
        var task = new TableOwners.Migration(
                Path.of("V07__task.sql"),
                "CREATE TABLE task (id uuid);\ncreate table if not exists task_version (id uuid);");
        var consent = new TableOwners.Migration(
                Path.of("V08__consent.sql"), "-- like task\ncreate table consent_grant (task uuid REFERENCES task);");
        var nobody = new TableOwners.Migration(Path.of("V09__garden.sql"), "create table rose (id uuid);");
        var owners = TableOwners.of(List.of(task, consent, nobody), ROOMS);
        assertThat(owners.faults(task)).isEmpty();
        assertThat(owners.faults(consent)).singleElement().asString().contains("engine.consent names the table `task`");
        assertThat(owners.faults(nobody)).singleElement().asString().contains("V<nn>__<room>.sql");

        var source = JavaSource.of("engine/src/main/java/A.java", """
            package dev.firsthand.engine.consent;
            class A {
                String own = "select id from consent_grant where task = ?";
                String prose = "resumed from task and join task";
                String joined = \"""
                        SELECT g.id
                          FROM consent_grant g, task_version v
                         WHERE g.task = v.task
                        \""";
                String built = "update " + own + " set x = 1 where exists (select 1 from " + "task)";
            }
            """);
        assertThat(owners.faults(source))
                .satisfiesExactly(
                        fault -> assertThat(fault.toString()).contains(":5: ", "`task_version` of engine.task"),
                        fault -> assertThat(fault.toString()).contains(":10: ", "`task` of engine.task"));
    }

    private static void assertNone(List<Fault> faults) {
        assertThat(faults.stream()
                        .filter(fault -> !fault.isExcused(linesOf(fault.file())))
                        .sorted(Fault.BY_PLACE)
                        .map(Fault::toString))
                .isEmpty();
    }

    private static List<String> linesOf(Path file) {
        Path place = HOUSE.root().resolve(file);
        return Files.exists(place) ? Repository.read(place).lines().toList() : List.of();
    }
}
