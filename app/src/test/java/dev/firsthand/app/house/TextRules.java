package dev.firsthand.app.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Rules about every text that is checked in: nothing of one machine, nothing left open without an issue.
final class TextRules {
    /// Endings of names, and whole names, of what is checked in as text.
    static final String[] ENDINGS = {
        ".java",
        ".xml",
        ".md",
        ".sql",
        ".sh",
        ".py",
        ".json",
        ".properties",
        ".html",
        ".jte",
        ".css",
        ".js",
        ".txt",
        "Makefile",
        "firsthand",
        "run",
        "LICENSE",
        "NOTICE"
    };

    private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b(?!.*#\\d)");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.$}~>-])/(root|home|work)/");
    private static final Pattern REGISTRY = Pattern.compile("repo\\d?\\.maven\\.|registry\\.npmjs|py"
            + "pi\\.org|pythonhosted\\.org|arti" + "factory|jf" + "rog|code" + "artifact");

    private TextRules() {}

    static List<Fault> faults(Path path, List<String> lines) {
        var faults = new ArrayList<Fault>();
        boolean isProse = path.toString().endsWith(".md");
        boolean isMakefile = path.endsWith("Makefile");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!isProse && LEFT_OPEN.matcher(line).find()) {
                faults.add(new Fault(path, i + 1, "left open without an issue number (#12)"));
            }
            if (!isMakefile && line.indexOf('\t') >= 0) {
                faults.add(new Fault(path, i + 1, "a tab: indent with spaces"));
            }
            if (MACHINE_PATH.matcher(line).find()) {
                faults.add(new Fault(path, i + 1, "a path of somebody's machine"));
            }
            if (REGISTRY.matcher(line).find()) {
                faults.add(new Fault(path, i + 1, "the host of a package registry: the user's own settings name it"));
            }
        }
        return faults;
    }
}
