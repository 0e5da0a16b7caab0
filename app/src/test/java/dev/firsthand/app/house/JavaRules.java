package dev.firsthand.app.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Rules about one Java file: lengths, names, calls that hide an input or a fault.
final class JavaRules extends TreeScanner<Void, Void> {
    static final int FILE_LINES_LONG = 300;
    static final int FILE_LINES_MAX = 500;
    static final int METHOD_LINES_MAX = 60;

    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Utils?|Manager|Helper|Impl|Data|Info)");
    private static final Pattern SENTENCE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+");
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "FuzzTest");
    private static final Set<String> TIME_UNITS =
            Set.of("NANOSECONDS", "MICROSECONDS", "MILLISECONDS", "SECONDS", "MINUTES");

    private static final String CLOCK = "time comes from an injected InstantSource";
    private static final String SEED = "randomness comes from a seed that is handed in";
    private static final String ZONE = "zone and locale are named, never the machine's";

    /// Calls without arguments that read something nobody handed in.
    private static final Map<String, String> HIDDEN_INPUTS = Map.ofEntries(
            Map.entry("Instant.now", CLOCK),
            Map.entry("LocalDate.now", CLOCK),
            Map.entry("LocalDateTime.now", CLOCK),
            Map.entry("ZonedDateTime.now", CLOCK),
            Map.entry("OffsetDateTime.now", CLOCK),
            Map.entry("System.currentTimeMillis", CLOCK),
            Map.entry("Math.random", SEED),
            Map.entry("ThreadLocalRandom.current", SEED),
            Map.entry("TimeZone.getDefault", ZONE),
            Map.entry("ZoneId.systemDefault", ZONE),
            Map.entry("Locale.getDefault", ZONE));

    private final JavaSource source;
    private final List<Fault> faults = new ArrayList<>();

    private JavaRules(JavaSource source) {
        this.source = source;
    }

    static List<Fault> faults(JavaSource source) {
        var rules = new JavaRules(source);
        rules.checkLength();
        rules.scan(source.tree(), null);
        return rules.faults;
    }

    private void checkLength() {
        int lines = source.lines().size();
        if (lines > FILE_LINES_MAX) {
            tell(1, "%d lines, at most %d: split it along what it does".formatted(lines, FILE_LINES_MAX));
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
            tell(type, "the name %s says nothing: name what it is or how it works".formatted(type.getSimpleName()));
        }
        return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        int lines = source.lastLine(method) - source.firstLine(method) + 1;
        if (lines > METHOD_LINES_MAX) {
            tell(method, "method %s has %d lines, at most %d".formatted(method.getName(), lines, METHOD_LINES_MAX));
        }
        boolean isTest = method.getModifiers().getAnnotations().stream()
                .anyMatch(mark -> TESTS.contains(lastName(mark.getAnnotationType())));
        if (isTest && !SENTENCE.matcher(method.getName()).matches()) {
            tell(method, "a test is named as a sentence in snake_case, not %s".formatted(method.getName()));
        }
        return super.visitMethod(method, null);
    }

    @Override
    public Void visitAnnotation(AnnotationTree mark, Void unused) {
        String name = lastName(mark.getAnnotationType());
        if (name.startsWith("Disabled") || name.equals("Ignore")) {
            tell(mark, "@%s: no test is skipped; mend it or take it out".formatted(name));
        }
        return super.visitAnnotation(mark, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            String owner = lastName(select.getExpression());
            String name = select.getIdentifier().toString();
            String reason = HIDDEN_INPUTS.get(owner + "." + name);
            if (reason != null && call.getArguments().isEmpty()) {
                tell(call, "%s.%s(): %s".formatted(owner, name, reason));
            }
            if (name.equals("sleep") && (owner.equals("Thread") || TIME_UNITS.contains(owner))) {
                tell(call, "%s.sleep: wait for the event itself, with a limit".formatted(owner));
            }
            if (name.equals("printStackTrace")) {
                tell(call, "printStackTrace: answer the fault or pass it on with context");
            }
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void unused) {
        String name = lastName(made.getIdentifier());
        if (made.getArguments().isEmpty() && (name.equals("Random") || name.equals("SplittableRandom"))) {
            tell(made, "new %s(): %s".formatted(name, SEED));
        }
        return super.visitNewClass(made, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void unused) {
        String name = select.getIdentifier().toString();
        boolean isStream = name.equals("out") || name.equals("err");
        if (isStream && lastName(select.getExpression()).equals("System") && !mayPrint()) {
            tell(select, "System.%s: only app.cli, app.wiring and *Program or *Bench mains print".formatted(name));
        }
        return super.visitMemberSelect(select, null);
    }

    @Override
    public Void visitCatch(CatchTree caught, Void unused) {
        Tree type = caught.getParameter().getType();
        List<? extends Tree> types = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        for (Tree one : types) {
            String name = lastName(one);
            if (name.equals("Exception") || name.equals("Throwable")) {
                tell(caught, "catch (%s: catch what you can answer, by its own type".formatted(name));
            }
        }
        return super.visitCatch(caught, null);
    }

    private boolean mayPrint() {
        String room = source.room();
        return source.isTest()
                || room.startsWith("app.cli")
                || room.startsWith("app.wiring")
                || source.fileName().endsWith("Program.java")
                || source.fileName().endsWith("Bench.java");
    }

    private static String lastName(Tree tree) {
        if (tree instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        return tree instanceof MemberSelectTree select ? select.getIdentifier().toString() : "";
    }

    private void tell(Tree node, String message) {
        tell(source.firstLine(node), message);
    }

    private void tell(int line, String message) {
        faults.add(new Fault(source.path(), line, message));
    }
}
