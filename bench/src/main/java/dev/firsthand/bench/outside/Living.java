package dev.firsthand.bench.outside;

import dev.firsthand.bench.dialect.ActionChunk;
import dev.firsthand.bench.dialect.NumpyForm;
import dev.firsthand.bench.dialect.RobotPolicy;
import dev.firsthand.bench.dialect.RobotServer;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Parts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One life in a world, from the reset to the stop.
final class Living {
    private static final String EMERGENCY = "emergency_stop";

    private final OutsideWorld world;
    private final Order order;
    private final NamedGoal goal;
    private final Course course;
    private final long endMs;
    private final Map<String, Integer> events = new TreeMap<>();
    private final MessageDigest actions = sha256();
    private long nowMs;
    private int asked;
    private boolean isTwisted;
    private boolean isStopped;

    Living(OutsideWorld world, Order order, NamedGoal goal, Course course) {
        this.world = world;
        this.order = order;
        this.goal = goal;
        this.course = course;
        endMs = course.lateMs() + order.length().toMillis();
    }

    /// How this life goes.
    ///
    /// @param twist what goes otherwise, if anything does
    /// @param lateMs how long the world goes on before it counts; all else comes later by as much
    record Course(Optional<String> twist, long twistMs, long lateMs) {}

    /// With a policy, or with nobody.
    Lived live(Setting setting, Optional<RobotServer> server) throws WorldFault {
        List<String> unplaced = world.reset(setting);
        Optional<String> missing =
                goal.names().stream().filter(unplaced::contains).findFirst();
        if (missing.isPresent()) {
            throw new WorldFault("The world has no %s, which the goal is about.".formatted(missing.get()));
        }
        if (course.lateMs() > 0) {
            hold(Duration.ofMillis(course.lateMs()));
        }
        Optional<PolicyFault> failed = server.isPresent() ? move(server.get()) : Optional.empty();
        while (nowMs < endMs && !isStopped) {
            long until = isTwistAwaited() ? twistAtMs() : endMs;
            hold(Duration.ofMillis(Math.max(1, until - nowMs)));
            twistWhenDue();
        }
        Map<NamedGoal.Fact, NamedGoal.Truth> first = look();
        if (!isStopped) {
            hold(order.hold());
        }
        Map<NamedGoal.Fact, NamedGoal.Truth> last = look();
        world.stop();
        return new Lived(
                Math.min(goal.credit(first), goal.credit(last)),
                isStopped
                        ? Lived.EMERGENCY_STOP
                        : failed.map(fault -> fault.ending().word()).orElse(Lived.OVER),
                failed.map(PolicyFault::line),
                asked,
                nowMs,
                HexFormat.of().formatHex(actions.digest()),
                events,
                told(last));
    }

    /// How the policy failed, if it did.
    private Optional<PolicyFault> move(RobotServer server) throws WorldFault {
        try (RobotPolicy policy = server.open()) {
            while (nowMs < endMs && !isStopped) {
                twistWhenDue();
                ActionChunk chunk = policy.act(world.observe(), order.rows()).first(order.rows());
                asked++;
                actions.update(NumpyForm.bytes(new TreeMap<>(chunk.parts())));
                checkWidths(chunk);
                OutsideWorld.Moment moment = world.act(chunk);
                if (!moment.isDone()) {
                    throw Parts.wrong("actions that fit the robot");
                }
                pass(moment);
            }
            return Optional.empty();
        } catch (PolicyFault fault) {
            return Optional.of(fault);
        }
    }

    private void checkWidths(ActionChunk chunk) {
        Map<String, Integer> widths = world.hello().actionWidths();
        chunk.parts().forEach((name, part) -> {
            Integer width = widths.get(name);
            if (!widths.isEmpty() && !part.shape().getLast().equals(width)) {
                throw Parts.wrong("actions of the widths %s, not %d numbers in `%s`"
                        .formatted(new TreeMap<>(widths), part.shape().getLast(), name));
            }
        });
    }

    private boolean isTwistAwaited() {
        return course.twist().isPresent() && !isTwisted;
    }

    private long twistAtMs() {
        return course.lateMs() + course.twistMs();
    }

    private void twistWhenDue() throws WorldFault {
        if (isTwistAwaited() && nowMs >= twistAtMs()) {
            isTwisted = true;
            String became = world.twist(course.twist().orElseThrow()).name().toLowerCase(Locale.ROOT);
            events.merge("twist_" + became, 1, Integer::sum);
        }
    }

    private void hold(Duration time) throws WorldFault {
        pass(world.hold(time));
    }

    private void pass(OutsideWorld.Moment moment) throws WorldFault {
        if (moment.timeMs() <= nowMs) {
            throw new WorldFault("The world's clock stands still at %d ms.".formatted(nowMs));
        }
        nowMs = moment.timeMs();
        for (OutsideWorld.Event event : moment.events()) {
            events.merge(event.kind(), 1, Integer::sum);
            isStopped |= event.kind().equals(EMERGENCY);
        }
    }

    private Map<NamedGoal.Fact, NamedGoal.Truth> look() throws WorldFault {
        var facts = new ArrayList<>(goal.facts());
        List<NamedGoal.Truth> truths = world.query(facts);
        var found = new LinkedHashMap<NamedGoal.Fact, NamedGoal.Truth>();
        for (int i = 0; i < facts.size(); i++) {
            found.put(facts.get(i), truths.get(i));
        }
        return found;
    }

    private static Map<String, Boolean> told(Map<NamedGoal.Fact, NamedGoal.Truth> found) {
        var told = new TreeMap<String, Boolean>();
        found.forEach((fact, truth) -> {
            if (truth != NamedGoal.Truth.UNKNOWN) {
                told.put(fact.toString(), truth == NamedGoal.Truth.TRUE);
            }
        });
        return told;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
