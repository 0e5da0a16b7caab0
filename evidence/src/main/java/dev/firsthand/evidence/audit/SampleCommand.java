package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.command.Arguments;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.command.Printable;
import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.merkle.Consistency;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.PolicyVerdict;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `firsthand log sample`: draws a challenge, or says what its answers are worth.
final class SampleCommand {
    private static final Path DATA = Path.of("firsthand-data");
    private static final Path OUT = Path.of("challenge.txt");

    private final Caller caller;
    private final Arguments arguments;
    private final LocalDate today;

    SampleCommand(Caller caller, Arguments arguments, InstantSource clock) {
        this.caller = caller;
        this.arguments = arguments;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    int run() throws IOException, WrongUseException {
        Optional<Path> challenge = arguments.file("--check");
        return challenge.isPresent() ? check(challenge.get()) : draw();
    }

    private int draw() throws IOException, WrongUseException {
        String beacon = arguments.required("--beacon");
        int count = arguments.number("--count", 0);
        LogFolder folder = folder(0);
        SignedNote note = new LogReader(folder.source()).checkpoint();
        believe(folder, note);
        Challenge challenge;
        try {
            challenge = Challenge.draw(note, beacon, count, today);
        } catch (NoteFormatException e) {
            throw new WrongUseException(e.why());
        }
        Path file = arguments.file("--out").orElse(OUT);
        try {
            Files.write(file, challenge.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new WrongUseException("%s is there already: give another with --out".formatted(file));
        }
        say("%s asks for %d of %s entries, each to be opened by %s. Send it to the log's operator."
                .formatted(file, count, Long.toUnsignedString(note.checkpoint().size()), challenge.due()));
        return 0;
    }

    private int check(Path challengeFile) throws IOException, WrongUseException {
        if (arguments.rest().isEmpty()) {
            throw new WrongUseException("behind --check belong the challenge and the file of answers");
        }
        LogFolder folder = folder(1);
        Challenge challenge = challenge(challengeFile);
        believe(folder, challenge.note());
        var log = new LogReader(folder.source());
        SignedNote newest = log.checkpoint();
        believe(folder, newest);
        Tree tree = tree(newest.checkpoint());
        if (!hasGrown(log, challenge.tree(), tree)) {
            say(
                    "lies       the log did not grow from the checkpoint that the challenge was drawn from: its history was written anew");
            return 1;
        }
        var check = new AnswerCheck(challenge, log, tree, keys(folder));
        Path answers = Arguments.path(arguments.rest().getFirst());
        try (InputStream in = Files.newInputStream(answers)) {
            Answers.read(in, answer -> check.take(answer, today));
        } catch (JsonFormatException e) {
            throw new WrongUseException("%s cannot be read: %s".formatted(answers, e.why()));
        }
        return tell(challenge, check.results());
    }

    private int tell(Challenge challenge, List<AnswerResult> results) {
        int held = 0;
        int missing = 0;
        for (AnswerResult result : results) {
            switch (result) {
                case AnswerResult.Holds(var entry, var what) -> {
                    held++;
                    say("holds      entry %d: %s".formatted(entry, what));
                }
                case AnswerResult.Late(var entry, var given) ->
                    say("late       entry %d: given %s, due %s".formatted(entry, given, challenge.due()));
                case AnswerResult.False(var entry, var why) -> say("false      entry %d: %s".formatted(entry, why));
                case AnswerResult.Missing(var entry) -> {
                    missing++;
                    say("missing    entry %d: due %s".formatted(entry, challenge.due()));
                }
            }
        }
        int wrong = results.size() - held - missing;
        say("%d of %d hold, %d late or false, %d missing; due %s."
                .formatted(held, challenge.entries().size(), wrong, missing, challenge.due()));
        if (wrong > 0 || (missing > 0 && today.isAfter(challenge.due()))) {
            return 1;
        }
        return missing > 0 ? 3 : 0;
    }

    private LogFolder folder(int at) throws WrongUseException {
        List<String> rest = arguments.rest();
        if (rest.size() > at + 1) {
            throw new WrongUseException("too many words: %s; --help says more".formatted(rest));
        }
        return LogFolder.at(rest.size() > at ? Arguments.path(rest.get(at)) : DATA);
    }

    private static Challenge challenge(Path file) throws IOException, WrongUseException {
        try {
            return Challenge.parse(LogFolder.bytes(file));
        } catch (NoteFormatException e) {
            throw new WrongUseException("%s is no challenge: %s".formatted(file, e.why()));
        }
    }

    private void believe(LogFolder folder, SignedNote note) throws IOException, WrongUseException {
        Policy policy = folder.requiredPolicy(arguments.file("--policy"));
        if (policy.judge(note) instanceof PolicyVerdict.Refused(var why)) {
            throw new IOException("the checkpoint is not to be believed: " + why);
        }
    }

    private TrustedKeys keys(LogFolder folder) throws IOException, WrongUseException {
        Path file = arguments.file("--keys").orElse(folder.folder().resolve(LogFolder.KEYS));
        try {
            return TrustedKeys.parse(LogFolder.bytes(file));
        } catch (NoteFormatException e) {
            throw new WrongUseException("%s cannot be used: %s".formatted(file, e.why()));
        }
    }

    private static boolean hasGrown(LogReader log, Tree older, Tree newer) throws IOException {
        return Long.compareUnsigned(older.size(), newer.size()) <= 0
                && Consistency.holds(older, newer, log.proofs(newer.size()).consistency(older.size(), newer.size()));
    }

    private static Tree tree(Checkpoint checkpoint) {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }

    private void say(String line) {
        caller.out().println(Printable.of(line));
    }
}
