package dev.firsthand.evidence.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a policy file line by line. Names are octets, so the file is read as Latin-1, but keys and URLs as UTF-8.
final class PolicyReader {
    private static final int LINES_MAX = 1_000;
    private static final int BYTES_MAX = 1 << 20;
    private static final String NONE = "none";

    private final List<Policy.LogLine> logs = new ArrayList<>();
    private final Map<String, Policy.Witness> witnesses = new LinkedHashMap<>();
    private final Map<String, Policy.Quorum> groups = new LinkedHashMap<>();
    private Policy.Quorum quorum = Policy.Quorum.NONE;
    private boolean hasQuorum;

    Policy read(byte[] file) throws NoteFormatException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String[] lines = text.split("\n", -1);
        if (file.length > BYTES_MAX || lines.length > LINES_MAX) {
            throw new NoteFormatException("a policy has at most %d lines".formatted(LINES_MAX));
        }
        if (text.chars().anyMatch(sign -> (sign < ' ' && sign != '\t' && sign != '\n') || sign == 0x7f)) {
            throw new NoteFormatException("a control character in the policy");
        }
        for (int i = 0; i < lines.length; i++) {
            List<String> words = Arrays.stream(lines[i].split("[ \t]+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (!words.isEmpty() && !words.getFirst().startsWith("#")) {
                readLine(words, i + 1);
            }
        }
        if (!hasQuorum) {
            throw new NoteFormatException("the policy has no line `quorum`; `quorum none` asks for no witness");
        }
        return new Policy(logs, witnesses, quorum);
    }

    private void readLine(List<String> words, int line) throws NoteFormatException {
        try {
            switch (words.getFirst()) {
                case "log" -> addLog(words);
                case "witness" -> addWitness(words);
                case "group" -> addGroup(words);
                case "quorum" -> setQuorum(words);
                default -> throw new NoteFormatException("`%s` begins no line".formatted(words.getFirst()));
            }
        } catch (NoteFormatException e) {
            throw new NoteFormatException("policy, line %d: %s".formatted(line, e.why()));
        }
    }

    private void addLog(List<String> words) throws NoteFormatException {
        count(words, 2, 3, "log <vkey> [<url>]");
        VerifierKey key = VerifierKey.parse(utf8(words.get(1)));
        if (key.kind() == KeyKind.ED25519_COSIGNATURE) {
            throw new NoteFormatException("a log does not sign with the key of a witness");
        }
        if (logs.stream().anyMatch(log -> log.key().isSameKey(key))) {
            throw new NoteFormatException("the same key of a log stands twice");
        }
        logs.add(new Policy.LogLine(key, url(words, 2)));
    }

    private void addWitness(List<String> words) throws NoteFormatException {
        count(words, 3, 4, "witness <name> <vkey> [<url>]");
        String name = fresh(words.get(1));
        VerifierKey key = VerifierKey.parse(utf8(words.get(2)));
        if (!key.kind().isTimed()) {
            throw new NoteFormatException("a witness signs with a key of a cosignature (type 4 or 6)");
        }
        if (witnesses.values().stream().anyMatch(witness -> witness.key().isSameKey(key))) {
            throw new NoteFormatException("the same key of a witness stands twice");
        }
        witnesses.put(name, new Policy.Witness(name, key, url(words, 3)));
    }

    private void addGroup(List<String> words) throws NoteFormatException {
        count(words, 4, Integer.MAX_VALUE, "group <name> all|any|<k> <name>...");
        String name = fresh(words.get(1));
        var of = new ArrayList<String>();
        var ofGroups = new ArrayList<Policy.Quorum>();
        List<String> members = words.subList(3, words.size());
        if (members.stream().distinct().count() != members.size()) {
            throw new NoteFormatException("a member stands twice in group " + name);
        }
        for (String member : members) {
            if (witnesses.containsKey(member)) {
                of.add(member);
            } else {
                ofGroups.add(group(member));
            }
        }
        int needed = switch (words.get(2)) {
            case "all" -> members.size();
            case "any" -> 1;
            default -> needed(words.get(2), members.size());
        };
        groups.put(name, new Policy.Quorum(needed, List.copyOf(of), List.copyOf(ofGroups)));
    }

    private static int needed(String text, int members) throws NoteFormatException {
        Optional<Long> needed = Decimal.parse(text).filter(k -> k >= 1 && k <= members);
        return needed.orElseThrow(
                        () -> new NoteFormatException("a group of %d needs 1 to %d".formatted(members, members)))
                .intValue();
    }

    private void setQuorum(List<String> words) throws NoteFormatException {
        count(words, 2, 2, "quorum <name>|none");
        if (hasQuorum) {
            throw new NoteFormatException("the policy has a quorum already");
        }
        String name = words.get(1);
        hasQuorum = true;
        if (witnesses.containsKey(name)) {
            quorum = new Policy.Quorum(1, List.of(name), List.of());
        } else if (!name.equals(NONE)) {
            quorum = group(name);
        }
    }

    private Policy.Quorum group(String name) throws NoteFormatException {
        Policy.Quorum group = groups.get(name);
        if (group == null) {
            throw new NoteFormatException("`%s` is named before it is defined".formatted(name));
        }
        return group;
    }

    private String fresh(String name) throws NoteFormatException {
        if (name.equals(NONE) || witnesses.containsKey(name) || groups.containsKey(name)) {
            throw new NoteFormatException("the name `%s` is taken".formatted(name));
        }
        return name;
    }

    private static void count(List<String> words, int least, int most, String form) throws NoteFormatException {
        if (words.size() < least || words.size() > most) {
            throw new NoteFormatException("the line reads `%s`".formatted(form));
        }
    }

    private static Optional<String> url(List<String> words, int at) {
        return words.size() > at ? Optional.of(utf8(words.get(at))) : Optional.empty();
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
