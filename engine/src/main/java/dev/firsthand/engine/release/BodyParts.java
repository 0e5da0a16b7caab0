package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.recording.convert.BodyFrames;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what a copy of motion alone is made of: bodies with the same joints, because a set has one list of
/// features.
record BodyParts(EpisodeStreams data) {
    /// An episode: in which of its accepted spans its body was measured, and what its joints are; none where
    /// in no span.
    private record Body(Labelled labelled, List<TimeSpan> measured, List<TimeSpan> dark, List<Feature> joints) {}

    Parts read(Eligible eligible, StepContext step) throws IOException, ConsentEndedException {
        List<Body> bodies = new ArrayList<>();
        for (Labelled labelled : eligible.episodes()) {
            bodies.add(body(labelled));
            step.progress(bodies.size(), eligible.episodes().size());
        }
        List<Feature> joints = mostCommon(bodies);
        List<Part> parts = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Body body : bodies) {
            if (body.measured().isEmpty() || body.joints().equals(joints)) {
                body.measured().forEach(span -> parts.add(new MotionPart(body.labelled(), span, joints)));
                unmeasured(body).ifPresent(leftOut::add);
            } else {
                leftOut.add(otherJoints(body, joints));
            }
        }
        return new Parts(parts, leftOut);
    }

    private Body body(Labelled labelled) throws IOException, ConsentEndedException {
        Clip clip = data.alone(labelled.reviewed().scrubbed());
        List<TimeSpan> measured = new ArrayList<>();
        List<TimeSpan> dark = new ArrayList<>();
        List<Feature> joints = List.of();
        for (TimeSpan span : labelled.reviewed().acceptedSpans()) {
            Optional<BodyFrames> frames = BodyFrames.of(clip, span);
            (frames.isPresent() ? measured : dark).add(span);
            joints = frames.map(BodyFrames::features).orElse(joints);
        }
        return new Body(labelled, measured, dark, joints);
    }

    /// Of two that are as common, the one with the smaller names: the same episodes give the same copy.
    private static List<Feature> mostCommon(List<Body> bodies) {
        Map<List<Feature>, Long> counts = bodies.stream()
                .map(Body::joints)
                .filter(joints -> !joints.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .min(Map.Entry.<List<Feature>, Long>comparingByValue()
                        .reversed()
                        .thenComparing(one -> one.getKey().toString(), Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse(List.of());
    }

    private static Optional<LeftOut> unmeasured(Body body) {
        return body.dark().isEmpty()
                ? Optional.empty()
                : Optional.of(FilmParts.without(
                        body.labelled(), body.dark(), "span-without-motion", "The body was never measured whole"));
    }

    private static LeftOut otherJoints(Body body, List<Feature> joints) {
        return new LeftOut(
                body.labelled().reviewed().scrubbed().checked().episode().id(),
                "motion-other-skeleton",
                "Its body has other joints (%d) than most that were asked for (%d), and a set has one list of them. Ask for it in a release of its own, by its task or its day."
                        .formatted(count(body.joints()), count(joints)));
    }

    private static int count(List<Feature> joints) {
        return joints.getFirst().elements().size() / 3;
    }
}
