package dev.firsthand.app.house;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Class `from` knows class `to`; both are outermost classes of ours, by their full names.
record Import(String from, String to) {
    /// A page's template becomes a class in the tool's own package, below the folder that it lies in.
    private static final String TEMPLATES = "gg.jte.generated.precompiled.";

    private static final Pattern OURS = Pattern.compile("(?:dev/firsthand|gg/jte/generated/precompiled)/[\\w/]+");
    private static final Pattern IMPORT_LINE =
            Pattern.compile("^import (?:static )?(dev\\.firsthand\\.[a-z0-9_.]+\\.[A-Z]\\w*)", Pattern.MULTILINE);

    private static final Comparator<Import> BY_NAME =
            Comparator.comparing(Import::from).thenComparing(Import::to);

    /// What a compiled class names: in code, descriptors, generic signatures, annotations. All of these are texts of
    /// the constant pool; those that are only somebody's string constants do not count.
    static Set<Import> ofClass(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        String from = outermost(model.thisClass().asInternalName());
        var strings = new HashSet<String>();
        var texts = new HashSet<String>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof StringEntry constant) {
                strings.add(constant.stringValue());
            } else if (entry instanceof Utf8Entry text) {
                texts.add(text.stringValue());
            }
        }
        texts.removeAll(strings);
        var imports = new TreeSet<>(BY_NAME);
        for (String text : texts) {
            OURS.matcher(text).results().map(found -> outermost(found.group())).forEach(to -> add(from, to, imports));
        }
        return imports;
    }

    /// What a source names in its import lines: an inlined constant leaves no trace in the class.
    static Set<Import> ofSource(String from, String source) {
        var imports = new TreeSet<>(BY_NAME);
        IMPORT_LINE.matcher(source).results().map(found -> found.group(1)).forEach(to -> add(from, to, imports));
        return imports;
    }

    private static void add(String from, String to, Set<Import> imports) {
        if (!from.equals(to)) {
            imports.add(new Import(from, to));
        }
    }

    static String outermost(String internalName) {
        int nested = internalName.indexOf('$');
        String name = (nested < 0 ? internalName : internalName.substring(0, nested)).replace('/', '.');
        return name.startsWith(TEMPLATES) ? "dev.firsthand.app." + name.substring(TEMPLATES.length()) : name;
    }
}
