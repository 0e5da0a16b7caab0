package dev.firsthand.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FactMarksTest {
    private static final String PROVENANCE = Provenance.class.getName().replace('.', '/');
    private static final String MARK = ChangesFact.class.descriptorString();

    @Test
    void every_method_that_records_a_fact_carries_its_mark_and_every_marked_method_records() throws Exception {
        var recording = new TreeSet<String>();
        var marked = new TreeSet<String>();
        for (var type : engineClasses()) {
            for (var method : type.methods()) {
                if (isMarked(method)) {
                    marked.add(name(type, method));
                }
                if (records(method)) {
                    recording.add(name(type, method));
                }
            }
        }

        assertThat(recording)
                .as("methods that call Provenance.record: add @ChangesFact, or move the call to the method that has it")
                .isEqualTo(marked);
    }

    private static Set<ClassModel> engineClasses() throws IOException, URISyntaxException {
        var root = Path.of(Provenance.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root)) {
            var classes = new java.util.LinkedHashSet<ClassModel>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var model = ClassFile.of().parse(file);
                if (!model.thisClass().asInternalName().equals(PROVENANCE)) {
                    classes.add(model);
                }
            }
            return classes;
        }
    }

    private static boolean isMarked(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .anyMatch(annotation -> annotation.className().equalsString(MARK));
    }

    private static boolean records(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals(PROVENANCE)
                        && call.name().stringValue().startsWith("record"));
    }

    /// The body of a lambda counts as part of the method that it stands in.
    private static String name(ClassModel type, MethodModel method) {
        var name = method.methodName().stringValue();
        if (name.startsWith("lambda$")) {
            name = name.substring("lambda$".length(), name.lastIndexOf('$'));
        }
        return type.thisClass().asInternalName() + "." + name;
    }
}
