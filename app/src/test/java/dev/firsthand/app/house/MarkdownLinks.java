package dev.firsthand.app.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links between our own pages lead somewhere, down to the heading.
record MarkdownLinks(Path root) {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");

    List<Fault> faults(Path page) {
        var faults = new ArrayList<Fault>();
        List<String> lines = prose(page);
        for (int i = 0; i < lines.size(); i++) {
            Matcher links = LINK.matcher(CODE.matcher(lines.get(i)).replaceAll("code"));
            while (links.find()) {
                String link = links.group(1);
                if (!ELSEWHERE.matcher(link).matches() && !resolves(page, link)) {
                    faults.add(new Fault(root.relativize(page), i + 1, "the link `%s` leads nowhere".formatted(link)));
                }
            }
        }
        return faults;
    }

    /// The pages that a reader of this one comes to, one link after the other.
    Set<Path> reachedFrom(Path start) {
        var reached = new HashSet<Path>();
        var next = new ArrayDeque<Path>(List.of(start));
        while (!next.isEmpty()) {
            Path page = next.remove();
            if (Files.isRegularFile(page)
                    && reached.add(page)
                    && page.toString().endsWith(".md")) {
                Matcher links = LINK.matcher(String.join("\n", prose(page)));
                while (links.find()) {
                    next.add(page.resolveSibling(links.group(1).replaceFirst("#.*", ""))
                            .normalize());
                }
            }
        }
        return reached;
    }

    private boolean resolves(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!target.startsWith(root) || !Files.exists(target)) {
            return false;
        }
        return hash < 0
                || !target.toString().endsWith(".md")
                || headings(target).contains(link.substring(hash + 1));
    }

    private static List<String> headings(Path page) {
        return prose(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ *", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /// The lines of a page, those inside code fences emptied.
    private static List<String> prose(Path page) {
        var lines = new ArrayList<String>();
        boolean isCode = false;
        for (String line : Repository.read(page).lines().toList()) {
            boolean isFence = line.strip().startsWith("```");
            lines.add(isCode || isFence ? "" : line);
            isCode ^= isFence;
        }
        return lines;
    }
}
