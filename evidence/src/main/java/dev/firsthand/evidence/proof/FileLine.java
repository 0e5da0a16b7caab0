package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One file of a release: its digest, the episode that it belongs to alone, and its path below the copy's folder.
public record FileLine(Sha256 sha256, Optional<String> episode, String path) {
    private static final String NOBODYS = "-";
    private static final int PATH_LENGTH_MAX = 500;

    public FileLine {
        if (!isBelow(path) || !episode.map(Part::isName).orElse(true)) {
            throw new IllegalArgumentException("no file of a release: " + path);
        }
    }

    /// Never leads out of the folder that it is resolved in.
    private static boolean isBelow(String path) {
        return path.length() <= PATH_LENGTH_MAX
                && path.chars().allMatch(sign -> sign >= ' ' && sign <= '~' && sign != '\\' && sign != ':')
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }

    static FileLine parse(String part, String line) throws ProofFormatException {
        List<String> words = List.of(line.split(" ", 3));
        if (words.size() == 3) {
            try {
                Optional<String> episode = Optional.of(words.get(1)).filter(name -> !name.equals(NOBODYS));
                return new FileLine(new Sha256(words.get(0)), episode, words.get(2));
            } catch (IllegalArgumentException notOne) {
                // told below
            }
        }
        throw new ProofFormatException(part, "a line reads `<sha256> <episode or -> <path>`");
    }

    /// With its end.
    public String text() {
        return "%s %s %s\n".formatted(sha256.hex(), episode.orElse(NOBODYS), path);
    }
}
