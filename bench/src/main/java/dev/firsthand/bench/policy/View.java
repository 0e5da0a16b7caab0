package dev.firsthand.bench.policy;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.people.Utterance;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Mixing;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Room;
import dev.firsthand.bench.world.Sight;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the robot sees and hears at one decision: rows of what is visible, and what was said since the last one.
public final class View {
    private final Stage stage;
    private final World world;
    private final Handles handles;
    private final Sight sight;
    private final Wording wording;
    private final boolean isMirrored;
    private final List<Integer> requests = new ArrayList<>();
    private List<Utterance> heard = List.of();
    private int listenedTo;
    private Reason lastReason = Reason.DONE;

    public View(Stage stage, Handles handles, Wording wording) {
        this(stage, handles, wording, false);
    }

    private View(Stage stage, Handles handles, Wording wording, boolean isMirrored) {
        this.stage = stage;
        this.handles = handles;
        this.wording = wording;
        this.isMirrored = isMirrored;
        world = stage.world();
        sight = new Sight(world);
    }

    /// Of a home with east and west changed. Nobody names a place by numbers: to the robot, it is that home.
    public static View mirrored(Stage stage, Handles handles, Wording wording) {
        return new View(stage, handles, wording, true);
    }

    /// Looks and listens; done once before each decision, by whoever runs the trial.
    public void look(Reason outcomeOfLast) {
        lastReason = outcomeOfLast;
        sight.look(stage.robot());
        heard = stage.household().heardBy(world, stage.robot(), listenedTo);
        listenedTo = stage.household().said();
        for (Utterance utterance : heard) {
            boolean isRequest = utterance.act() == SpeechAct.REQUEST && utterance.about() >= 0;
            if (isRequest && !requests.contains(utterance.about())) {
                requests.add(utterance.about());
            }
        }
    }

    public long nowMs() {
        return world.now();
    }

    public int self() {
        return handles.handle(stage.robot());
    }

    public Reason lastReason() {
        return lastReason;
    }

    public int visible() {
        return sight.count();
    }

    public int handle(int row) {
        return handles.handle(sight.seen(row));
    }

    public String category(int row) {
        return world.plan().categoryOf(sight.seen(row));
    }

    public int parent(int row) {
        return handles.handle(world.parent(sight.seen(row)));
    }

    public boolean is(int row, Flag flag) {
        return world.is(sight.seen(row), flag);
    }

    public Relation relation(int row) {
        return world.relation(sight.seen(row));
    }

    /// Millimetres in the home's own frame.
    public int xMm(int row) {
        return shownXMm(world.xMm(sight.seen(row)));
    }

    /// Mirrored, the home keeps its western edge at 0.
    private int shownXMm(int xMm) {
        return isMirrored ? eastMm() - xMm : xMm;
    }

    private int eastMm() {
        return IntStream.range(0, world.plan().rooms())
                .map(room -> world.plan().room(room).eastMm())
                .max()
                .orElse(0);
    }

    public int yMm(int row) {
        return world.yMm(sight.seen(row));
    }

    /// The bits of [Flag].
    public int flags(int row) {
        return world.flags(sight.seen(row));
    }

    /// The room that the robot is in, by handle.
    public int room() {
        return handles.handle(world.room(stage.robot()));
    }

    /// Minutes since midnight of the first day, by the clock on the wall.
    public long localMinutes() {
        return stage.scenario().startHour() * 60L + world.now() / 60_000;
    }

    /// What can be poured in this home, in the order of its numbers.
    public List<String> substances() {
        return IntStream.range(0, world.plan().substances())
                .mapToObj(world.plan()::substance)
                .toList();
    }

    /// The floor plan, which a robot knows before it begins.
    public List<Floor> floors() {
        var floors = new ArrayList<Floor>();
        for (int room = 0; room < world.plan().rooms(); room++) {
            floors.add(new Floor(handles.handle(room), shown(world.plan().room(room))));
        }
        return floors;
    }

    private Room shown(Room room) {
        int west = Math.min(shownXMm(room.westMm()), shownXMm(room.eastMm()));
        int east = Math.max(shownXMm(room.westMm()), shownXMm(room.eastMm()));
        return new Room(room.name(), room.type(), west, room.southMm(), east, room.northMm());
    }

    /// A room of the floor plan, by its handle.
    public record Floor(int handle, Room room) {}

    /// What was heard since the last decision.
    public List<Heard> heard() {
        return heard.stream()
                .map(one -> new Heard(
                        handles.handle(one.speaker()),
                        one.act(),
                        isOfTask(one) ? requests.indexOf(one.about()) : one.about(),
                        one.language(),
                        wording.words(one)))
                .toList();
    }

    private static boolean isOfTask(Utterance one) {
        return one.act() == SpeechAct.REQUEST || one.act() == SpeechAct.CANCEL || one.act() == SpeechAct.TALK;
    }

    /// Something heard.
    ///
    /// @param about which of the requests, counted from 0 as they were heard first; -1 for none
    /// @param language the one that the speaker speaks best
    /// @param words in English, the only language with words so far
    public record Heard(int speaker, SpeechAct act, int about, String language, String words) {}

    /// How many requests were heard so far; the n-th is known by its place in that order alone.
    public int requests() {
        return requests.size();
    }

    /// Who was heard since the last decision, by handle.
    public List<Integer> speakers() {
        return heard.stream()
                .map(utterance -> handles.handle(utterance.speaker()))
                .toList();
    }

    /// What was heard since the last decision, in the home's own numbers: for the one who runs the trial.
    public List<Utterance> utterances() {
        return heard;
    }

    /// Which task the n-th request was: for the one who runs the trial, and nobody else.
    public int taskOfRequest(int request) {
        return request < 0 || request >= requests.size() ? World.NONE : requests.get(request);
    }

    /// Of all that was seen and heard, for the trace.
    public long hash() {
        long hash = sight.hash();
        for (Utterance utterance : heard) {
            hash = Mixing.chain(hash, utterance.hash());
            hash = Mixing.chain(hash, wording.words(utterance).hashCode());
        }
        return hash;
    }
}
