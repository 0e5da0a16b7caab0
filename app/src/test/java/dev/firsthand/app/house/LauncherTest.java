package dev.firsthand.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher as a shell runs it, with a Java and a Maven that only tell what they were called with.
class LauncherTest {
    private final Path folder;
    private final LauncherSandbox sandbox;

    LauncherTest(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        this.sandbox = new LauncherSandbox(folder);
    }

    @Test
    void without_any_java_it_says_what_is_needed_and_how_to_get_it() throws Exception {
        sandbox.maven(0);

        var run = sandbox.run("up");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("a JDK 25 is needed, 25.0.3 or later")
                .contains("No Java at all")
                .contains("How to get one", "Debian", "macOS", "SDKMAN", "FIRSTHAND_JAVA_HOME");
        assertThat(sandbox.mavenCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "17.0.15", "24.0.2", "25", "25-ea", "25.0.2"})
    void an_old_java_is_named_with_its_version_and_not_used(String version) throws Exception {
        Path old = sandbox.jdk(sandbox.jvmFolder().resolve("old jdk"), version);

        var run = sandbox.run("up");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("%s: version %s".formatted(old, version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3", "25.0.10", "25.0.3.0.1", "25.1", "26-ea", "27.0.1"})
    void a_java_from_25_0_3_on_is_used(String version) throws Exception {
        Path jdk = sandbox.jdk(sandbox.jvmFolder().resolve("new jdk"), version);
        sandbox.maven(0);

        var run = sandbox.run("up");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("home %s\n".formatted(jdk));
    }

    @Test
    void a_runtime_without_a_compiler_is_named_and_not_used() throws Exception {
        Path runtime = sandbox.java(sandbox.jvmFolder().resolve("jre"), "25.0.3");

        var run = sandbox.run("up");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("%s: version 25.0.3, but it has no compiler".formatted(runtime));
    }

    @Test
    void the_own_variable_comes_before_java_home_the_path_and_the_usual_folders() throws Exception {
        sandbox.maven(0);
        Path usual = sandbox.jdk(sandbox.jvmFolder().resolve("usual"), "25.0.4");
        assertThat(sandbox.run("up").out()).contains("home %s\n".formatted(usual));

        Path onPath = sandbox.jdk(folder.resolve("on path"), "25.0.4");
        sandbox.onPath(onPath);
        assertThat(sandbox.run("up").out()).contains("home %s\n".formatted(onPath));

        Path javaHome = sandbox.jdk(folder.resolve("java home"), "25.0.4");
        sandbox.with("JAVA_HOME", javaHome.toString());
        assertThat(sandbox.run("up").out()).contains("home %s\n".formatted(javaHome));

        Path own = sandbox.jdk(folder.resolve("own"), "25.0.4");
        sandbox.with("FIRSTHAND_JAVA_HOME", own.toString());
        assertThat(sandbox.run("up").out()).contains("home %s\n".formatted(own));
    }

    @Test
    void an_own_variable_that_does_not_suit_is_told_and_the_next_one_used() throws Exception {
        sandbox.maven(0);
        Path usual = sandbox.jdk(sandbox.jvmFolder().resolve("usual"), "25.0.4");
        sandbox.with("FIRSTHAND_JAVA_HOME", folder.resolve("nowhere").toString());

        var run = sandbox.run("up");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("FIRSTHAND_JAVA_HOME is not a JDK 25.0.3 or later; using " + usual);
    }

    @Test
    void a_jdk_inside_a_macos_bundle_is_found() throws Exception {
        sandbox.maven(0);
        Path home = sandbox.jdk(sandbox.jvmFolder().resolve("temurin-25.jdk/Contents/Home"), "25.0.3");

        assertThat(sandbox.run("up").out()).contains("home %s\n".formatted(home));
    }

    @Test
    void arguments_folder_and_exit_code_of_the_program_are_the_callers() throws Exception {
        ready();
        sandbox.with("PROGRAM_EXIT", "3");

        var run = sandbox.run("release", "two words", "a*b", "", "$HOME");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains(
                        "argument dev.firsthand.app.wiring.Main\nargument release\nargument two words\nargument a*b\nargument \nargument $HOME\n")
                .contains("folder %s\n".formatted(sandbox.caller()));
    }

    @Test
    void zone_and_locale_are_fixed_and_own_options_come_last() throws Exception {
        ready();
        sandbox.with("TZ", "Asia/Kolkata").with("LC_ALL", "tr_TR.UTF-8").with("FIRSTHAND_JAVA_OPTS", "-Xmx2g -Dx=*");

        var run = sandbox.run("up");

        assertThat(run.out())
                .contains("zone UTC locale C.UTF-8\n")
                .contains("argument -Duser.timezone=UTC\n", "argument -Duser.language=en\n", "argument -Xmx512m\n")
                .contains("argument -Xmx2g\nargument -Dx=*\nargument -cp\nargument %s/app/target/dist/lib/*\n"
                        .formatted(sandbox.root()));
    }

    @Test
    void links_lead_to_the_repository_from_anywhere() throws Exception {
        ready();
        Path first = Files.createSymbolicLink(folder.resolve("first link"), Path.of("a house with spaces/firsthand"));
        Path second = Files.createSymbolicLink(sandbox.caller().resolve("second"), first);

        var run = sandbox.runs(second, "up");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("argument %s/app/target/dist/lib/*".formatted(sandbox.root()));
    }

    @Test
    void it_builds_once_and_says_so_on_stderr_alone() throws Exception {
        ready();

        var first = sandbox.run("up");
        var second = sandbox.run("up");

        assertThat(first.err())
                .contains("building from source", "maven speaks")
                .as("Maven's stray colours")
                .doesNotContain("\033");
        assertThat(first.out()).doesNotContain("maven speaks");
        assertThat(second.err()).isEmpty();
        assertThat(sandbox.mavenCalls())
                .singleElement()
                .asString()
                .contains("-f %s/pom.xml".formatted(sandbox.root()), "-q", "-Dmaven.test.skip=true", "package");
    }

    @Test
    void it_builds_again_when_a_source_or_a_pom_is_newer_or_a_source_is_gone() throws Exception {
        ready();
        sandbox.run("up");

        sandbox.touch(sandbox.source());
        assertThat(sandbox.run("up").err()).contains("building from source");
        sandbox.age();
        assertThat(sandbox.run("up").err()).isEmpty();

        sandbox.touch(sandbox.root().resolve("engine/pom.xml"));
        assertThat(sandbox.run("up").err()).contains("building from source");
        sandbox.age();
        assertThat(sandbox.run("up").err()).isEmpty();

        Files.delete(sandbox.source());
        assertThat(sandbox.run("up").err()).contains("building from source");
    }

    @Test
    void a_failed_build_ends_with_1_and_is_tried_again() throws Exception {
        ready();
        sandbox.maven(1);

        var failed = sandbox.run("up");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("the build failed");
        assertThat(failed.out()).isEmpty();

        sandbox.maven(0);
        assertThat(sandbox.run("up").exitCode()).isZero();
    }

    @Test
    void without_maven_it_says_how_to_get_it() throws Exception {
        sandbox.jdk(sandbox.jvmFolder().resolve("jdk"), "25.0.3");

        var run = sandbox.run("up");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no mvn on the path", "How to get it");
    }

    @Test
    void the_mark_of_a_builder_that_was_killed_stops_nobody() throws Exception {
        ready();
        Path mark = Files.createDirectories(sandbox.root().resolve("app/target/dist/building"));
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(mark.resolve("pid"), Long.toString(ended.pid()));

        assertThat(sandbox.run("up").exitCode()).isZero();
        assertThat(mark).doesNotExist();
    }

    @Test
    void check_runs_all_tests_shows_what_maven_prints_and_hands_options_on() throws Exception {
        ready();

        var run = sandbox.run("check");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("maven speaks");
        assertThat(sandbox.run("up").err()).as("what check built is used").isEmpty();

        sandbox.run("check", "-pl", "streams");
        assertThat(sandbox.mavenCalls()).hasSize(2);
        assertThat(sandbox.mavenCalls().getFirst()).endsWith("pom.xml verify");
        assertThat(sandbox.mavenCalls().getLast()).endsWith("pom.xml -pl streams verify");

        sandbox.maven(1);
        assertThat(sandbox.run("check").exitCode()).isEqualTo(1);
    }

    @Test
    void check_explains_itself_without_a_java_or_a_maven() throws Exception {
        for (String help : new String[] {"--help", "-h"}) {
            var run = sandbox.run("check", help);
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("Usage: firsthand check", "Example:");
        }
        assertThat(sandbox.mavenCalls()).isEmpty();
    }

    @Test
    void an_unpacked_distribution_runs_without_maven_and_without_a_compiler() throws Exception {
        Path runtime = sandbox.java(sandbox.jvmFolder().resolve("jre"), "25.0.3");
        Files.delete(sandbox.root().resolve("pom.xml"));
        Path lib = Files.createDirectories(sandbox.root().resolve("lib"));
        for (String jar : new String[] {"b.jar", "a.jar"}) {
            Files.createFile(lib.resolve(jar));
        }

        var run = sandbox.run("up", "--port", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("home %s\n".formatted(runtime))
                .contains("argument -cp\nargument %s/a.jar:%s/b.jar\n".formatted(lib, lib));
        assertThat(sandbox.run("check").exitCode()).isEqualTo(2);
        assertThat(sandbox.mavenCalls()).isEmpty();
    }

    private void ready() throws IOException {
        sandbox.jdk(sandbox.jvmFolder().resolve("jdk"), "25.0.3");
        sandbox.maven(0);
    }
}
