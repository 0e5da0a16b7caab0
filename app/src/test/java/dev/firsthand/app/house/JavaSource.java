package dev.firsthand.app.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A Java file as the compiler's parser reads it. `path` is relative to the repository.
record JavaSource(Path path, String text, CompilationUnitTree tree, SourcePositions positions) {
    private static final Path ROOT = Path.of("/");

    static List<JavaSource> ofHouse(Repository house) {
        var files = new ArrayList<Text>();
        for (Path file : house.files(".java")) {
            files.add(new Text(house.root().relativize(file), Repository.read(file)));
        }
        return parsed(files);
    }

    static JavaSource of(String path, String text) {
        return parsed(List.of(new Text(Path.of(path), text))).getFirst();
    }

    private static List<JavaSource> parsed(List<Text> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var fileManager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            // Faults of syntax are the compiler's to tell: the listener drops them here.
            var task = (JavacTask) compiler.getTask(null, fileManager, fault -> {}, List.of("-proc:none"), null, files);
            var positions = Trees.instance(task).getSourcePositions();
            var sources = new ArrayList<JavaSource>();
            for (CompilationUnitTree tree : task.parse()) {
                JavaFileObject file = tree.getSourceFile();
                Path path = ROOT.relativize(Path.of(file.toUri()));
                sources.add(new JavaSource(path, file.getCharContent(true).toString(), tree, positions));
            }
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    int firstLine(Tree node) {
        return (int) tree.getLineMap().getLineNumber(positions.getStartPosition(tree, node));
    }

    int lastLine(Tree node) {
        return (int) tree.getLineMap().getLineNumber(positions.getEndPosition(tree, node));
    }

    boolean isTest() {
        return path.toString().contains("src/test/");
    }

    String fileName() {
        return path.getFileName().toString();
    }

    String packageName() {
        return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    /// `module.room` and what is below it; empty outside `dev.firsthand`.
    String room() {
        String name = packageName();
        return name.startsWith(ArrowRules.ROOT) ? name.substring(ArrowRules.ROOT.length()) : "";
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(Path path, String text) {
            super(ROOT.resolve(path).toUri(), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
