package dev.firsthand.evidence.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words behind a command, sorted into options with values, flags, and the rest in its order.
public final class Arguments {
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() {}

    /// Whether help is asked for, which goes before anything that is wrong.
    public static boolean askForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    public static Arguments of(List<String> words, Set<String> options, Set<String> flags) throws WrongUseException {
        var arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (flags.contains(word)) {
                arguments.flags.add(word);
            } else if (options.contains(word)) {
                if (i + 1 == words.size()) {
                    throw new WrongUseException("behind %s its value is missing".formatted(word));
                }
                arguments
                        .options
                        .computeIfAbsent(word, name -> new ArrayList<>())
                        .add(words.get(++i));
            } else if (word.startsWith("-")) {
                throw new WrongUseException("there is no option %s; --help says which there are".formatted(word));
            } else {
                arguments.rest.add(word);
            }
        }
        return arguments;
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /// What stands behind an option that may be given once.
    public Optional<String> option(String name) throws WrongUseException {
        List<String> values = options(name);
        if (values.size() > 1) {
            throw new WrongUseException("%s was given %d times".formatted(name, values.size()));
        }
        return values.stream().findFirst();
    }

    public List<String> options(String name) {
        return List.copyOf(options.getOrDefault(name, List.of()));
    }

    public String required(String name) throws WrongUseException {
        return option(name).orElseThrow(() -> new WrongUseException("%s is missing; --help says more".formatted(name)));
    }

    public Optional<Path> file(String name) throws WrongUseException {
        Optional<String> value = option(name);
        return value.isPresent() ? Optional.of(path(value.get())) : Optional.empty();
    }

    public int number(String name, int otherwise) throws WrongUseException {
        Optional<String> value = option(name);
        try {
            return value.isPresent() ? Integer.parseInt(value.get()) : otherwise;
        } catch (NumberFormatException e) {
            throw new WrongUseException("behind %s belongs a number, not `%s`".formatted(name, value.orElse("")));
        }
    }

    /// The words that belong to no option.
    public List<String> rest() {
        return List.copyOf(rest);
    }

    public static Path path(String word) throws WrongUseException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new WrongUseException("`%s` is no path".formatted(word));
        }
    }
}
