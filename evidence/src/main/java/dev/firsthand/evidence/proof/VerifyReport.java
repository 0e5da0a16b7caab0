package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.command.Printable;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.json.JsonWriter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says what was found, to a person or line by line to a program. A release has thousands of episodes: those that
/// hold are counted, what is gone or unnamed is shown up to a limit, and a lie is always said.
final class VerifyReport implements Findings {
    private static final int SHOWN_MAX = 20;

    private final PrintStream out;
    private final boolean isJson;
    private final boolean isAll;
    private boolean isOnTrust;
    private long episodes;
    private long episodesHolding;
    private long episodesWithdrawn;
    private long withdrawn;
    private long lies;
    private long unnamed;
    private List<String> witnesses = List.of();

    VerifyReport(PrintStream out, boolean isJson, boolean isAll) {
        this.out = out;
        this.isJson = isJson;
        this.isAll = isAll;
    }

    /// What is believed only because it came along.
    void trust(String file, String line) {
        isOnTrust = true;
        print("trust", file, line);
    }

    @Override
    public void part(PartResult result) {
        switch (result) {
            case PartResult.Holds(var part, var what) -> print("holds", part, what);
            case PartResult.Withdrawn(var part, var why) -> withdrawn(part, why);
            case PartResult.Lie(var part, var why) -> {
                lies++;
                print("lies", part, why);
            }
        }
    }

    @Override
    public void episode(PartResult result) {
        episodes++;
        if (result instanceof PartResult.Holds) {
            episodesHolding++;
            if (!isAll) {
                return;
            }
        }
        episodesWithdrawn += result instanceof PartResult.Withdrawn ? 1 : 0;
        part(result);
    }

    private void withdrawn(String part, String why) {
        if (isAll || ++withdrawn <= SHOWN_MAX) {
            print("withdrawn", part, why);
        }
    }

    @Override
    public void unnamed(String path) {
        unnamed++;
        if (isAll || unnamed <= SHOWN_MAX) {
            print("unnamed", path, "the release says nothing of this file");
        }
    }

    @Override
    public void witnesses(List<String> independent) {
        witnesses = List.copyOf(independent);
    }

    /// The last lines: what was not shown one by one, and what it comes to.
    void end(Verdict verdict, boolean hasFolder) {
        if (!isAll && episodesHolding > 0) {
            print("holds", "%d episodes".formatted(episodesHolding), "each in its unbroken chain of steps");
        }
        more("withdrawn", withdrawn);
        more("unnamed", unnamed);
        String summary = summary(verdict, hasFolder);
        if (isJson) {
            var fields = new HashMap<String, JsonValue>(Map.of("result", new JsonValue.Text("summary")));
            fields.put("exit", JsonValue.Numeral.of(verdict.exitCode()));
            fields.put("episodes", JsonValue.Numeral.of(episodes));
            fields.put("episodesHolding", JsonValue.Numeral.of(episodesHolding));
            fields.put("episodesWithdrawn", JsonValue.Numeral.of(episodesWithdrawn));
            fields.put("lies", JsonValue.Numeral.of(lies));
            fields.put("unnamed", JsonValue.Numeral.of(unnamed));
            fields.put("witnesses", JsonValue.Numeral.of(witnesses.size()));
            fields.put("text", new JsonValue.Text(summary));
            out.println(JsonWriter.text(JsonValue.Fields.of(fields)));
        } else {
            out.println(Printable.of(summary));
        }
    }

    private void more(String result, long count) {
        if (!isAll && count > SHOWN_MAX) {
            print(result, "%d more".formatted(count - SHOWN_MAX), "--all names them");
        }
    }

    private String summary(Verdict verdict, boolean hasFolder) {
        String condition = isOnTrust ? ", if the keys above are the operator's" : "";
        var said = new ArrayList<String>();
        said.add(
                switch (verdict.exitCode()) {
                    case 0 -> "It holds%s.".formatted(condition);
                    case 1 -> "Do not rely on it: %s, named above.".formatted(counted(lies, "lie"));
                    default -> "Nothing lies%s.".formatted(condition);
                });
        if (episodes > 0) {
            said.add("Episodes: %d, of which %d hold and %d are withdrawn."
                    .formatted(episodes, episodesHolding, episodesWithdrawn));
        }
        if (episodes > 0 && !hasFolder) {
            said.add("The files themselves were not looked at: give the folder of the copy for that.");
        }
        if (unnamed > 0) {
            said.add("%s in the folder the release does not name: no proof covers them."
                    .formatted(counted(unnamed, "file")));
        }
        said.add("Witnesses independent of the operator that signed: %d.".formatted(witnesses.size()));
        return String.join(" ", said);
    }

    private static String counted(long count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    private void print(String result, String part, String text) {
        if (isJson) {
            out.println(JsonWriter.text(JsonValue.Fields.of(Map.of(
                    "result", new JsonValue.Text(result),
                    "part", new JsonValue.Text(part),
                    "text", new JsonValue.Text(text)))));
        } else {
            out.println(Printable.of("%-9s  %s: %s".formatted(result, part, text)));
        }
    }
}
