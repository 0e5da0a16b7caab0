package dev.firsthand.recording.live;

import dev.firsthand.streams.space.RigidTransform;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Virtual Motion Capture: a message for each bone, in the frame of the bone above. Nothing says where a moment ends:
/// it does when a bone comes again. The one that was under way when we began to listen is left out, and so is the last.
/// A time counts from the first bone after it, so a sender that tells it last is told one moment early.
final class VmcReader implements LiveReader {
    private static final String BONE = "/VMC/Ext/Bone/Pos";
    private static final String ROOT = "/VMC/Ext/Root/Pos";
    private static final String TIME = "/VMC/Ext/T";
    private static final double SECONDS_MAX = 1e9;

    private final Map<String, RigidTransform> bones = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private RigidTransform root = RigidTransform.NONE;
    private boolean begun;
    private long sentNanos;
    private long momentSentNanos;
    private long momentArrivedNanos;

    @Override
    public Heard hear(ByteBuffer datagram, long arrivedNanos) {
        Optional<List<Osc.Message>> messages = Osc.messages(datagram);
        if (messages.isEmpty()) {
            return new Heard.Bad(BadDatagram.MALFORMED);
        }
        List<Told> told = new ArrayList<>();
        for (Osc.Message message : messages.get()) {
            boolean fine = switch (message.address()) {
                case TIME -> time(message);
                case ROOT -> root(message);
                case BONE -> bone(message, arrivedNanos, told);
                default -> true;
            };
            if (!fine) {
                return new Heard.Bad(BadDatagram.NUMBERS);
            }
        }
        return new Heard.Moments(told);
    }

    private boolean time(Osc.Message message) {
        double seconds = message.number(0);
        if (!(seconds >= 0 && seconds <= SECONDS_MAX)) {
            return false;
        }
        sentNanos = Math.round(seconds * 1e9);
        return true;
    }

    private boolean root(Osc.Message message) {
        Optional<RigidTransform> place = place(message);
        place.ifPresent(here -> root = here);
        return place.isPresent();
    }

    private boolean bone(Osc.Message message, long arrivedNanos, List<Told> told) {
        String name = message.text(0).orElse("");
        Optional<RigidTransform> place = place(message);
        if (place.isEmpty() || !BoneTree.VMC.knows(name)) {
            return place.isPresent();
        }
        if (bones.containsKey(name)) {
            moment().ifPresent(told::add);
            bones.clear();
            begun = true;
        }
        if (bones.isEmpty()) {
            momentArrivedNanos = arrivedNanos;
            momentSentNanos = sentNanos;
        }
        bones.put(name, place.get());
        known.add(name);
        return true;
    }

    private static Optional<RigidTransform> place(Osc.Message message) {
        double[] numbers = new double[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = message.number(i + 1);
        }
        return Unity.ours(numbers);
    }

    private Optional<Told> moment() {
        Map<String, RigidTransform> inRoom = new LinkedHashMap<>();
        for (String name : known) {
            inRoom(name).ifPresent(place -> inRoom.put(name, place));
        }
        return begun && inRoom.containsKey(BoneTree.VMC.root())
                ? Optional.of(new Told(momentArrivedNanos, momentSentNanos, 0, inRoom))
                : Optional.empty();
    }

    /// Empty where it, or one that it hangs on, did not come.
    private Optional<RigidTransform> inRoom(String name) {
        RigidTransform own = bones.get(name);
        if (own == null) {
            return Optional.empty();
        }
        return BoneTree.VMC
                .parent(name, known)
                .map(this::inRoom)
                .orElse(Optional.of(root))
                .map(above -> above.times(own));
    }
}
