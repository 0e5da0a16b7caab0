package dev.firsthand.app.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Rules about packages of the product: what each says about itself, how it is named, how large it may grow.
final class PackageRules {
    static final int FILES_MAX = 25;

    private static final String ABOUT = "package-info.java";
    private static final Set<String> EMPTY_NAMES = Set.of(
            "util",
            "utils",
            "helper",
            "helpers",
            "manager",
            "managers",
            "impl",
            "internal",
            "api",
            "common",
            "core",
            "misc",
            "data",
            "info");

    private PackageRules() {}

    static List<Fault> faults(List<JavaSource> sources) {
        var packages = new TreeMap<Path, List<JavaSource>>();
        for (JavaSource source : sources) {
            if (!source.isTest()) {
                Path folder = source.path().resolveSibling("");
                packages.computeIfAbsent(folder, name -> new ArrayList<>()).add(source);
            }
        }
        var faults = new ArrayList<Fault>();
        for (Map.Entry<Path, List<JavaSource>> one : packages.entrySet()) {
            checkAbout(one.getKey(), one.getValue(), faults);
            checkNameAndSize(one.getValue(), faults);
        }
        return faults;
    }

    private static void checkAbout(Path folder, List<JavaSource> sources, List<Fault> faults) {
        var about = sources.stream()
                .filter(source -> source.fileName().equals(ABOUT))
                .findFirst();
        if (about.isEmpty()) {
            faults.add(new Fault(folder.resolve(ABOUT), 1, "missing: say what comes In, what goes Out and what Never"));
            return;
        }
        String text = about.get().text();
        for (String part : List.of("@NullMarked", "In:", "Out:", "Never:")) {
            if (!text.contains(part)) {
                faults.add(new Fault(about.get().path(), 1, "does not say `%s`".formatted(part)));
            }
        }
    }

    private static void checkNameAndSize(List<JavaSource> sources, List<Fault> faults) {
        JavaSource first = sources.stream()
                .filter(source -> source.fileName().equals(ABOUT))
                .findFirst()
                .orElse(sources.getFirst());
        int line = first.tree().getPackage() == null
                ? 1
                : first.lastLine(first.tree().getPackage());
        for (String segment : first.packageName().split("\\.", -1)) {
            if (EMPTY_NAMES.contains(segment)) {
                faults.add(new Fault(first.path(), line, "the package name `%s` says nothing".formatted(segment)));
            }
        }
        long files = sources.stream()
                .filter(source -> !source.fileName().equals(ABOUT))
                .count();
        if (files > FILES_MAX) {
            String message = "%d files in this package, at most %d: split the room".formatted(files, FILES_MAX);
            faults.add(new Fault(first.path(), line, message));
        }
    }
}
