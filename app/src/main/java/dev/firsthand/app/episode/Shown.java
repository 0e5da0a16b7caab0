package dev.firsthand.app.episode;

import java.util.List;

/// What templates show, in words already.
public final class Shown {
    private Shown() {}

    /// Something to choose from.
    public record Choice(String value, String text, boolean chosen) {}

    /// A list, how it is narrowed, and where its next page is; empty on the last one.
    public record Lines(String path, List<Choice> states, List<Choice> tasks, List<Line> lines, String next) {
        public Lines {
            states = List.copyOf(states);
            tasks = List.copyOf(tasks);
            lines = List.copyOf(lines);
        }
    }

    /// One session. `way` leads to its episode; empty while there is none.
    public record Line(
            String way, String task, String taskWay, String contributor, String state, String waits, String when) {}

    /// One step of a run: where it is, how often it was begun, and what was wrong.
    public record Step(String name, String state, int attempts, long done, long total, String took, String fault) {}

    /// A name and what is known under it.
    public record Known(String name, String value) {}

    /// A finding or a span, and from where to where; `second` is where a player should jump, negative when it
    /// is about the whole.
    public record Mark(String level, String code, String words, String at, double second, int left, int width) {}

    /// How far the pictures are apart: paths in a field of `width` by [IntervalPlot#HEIGHT], and lines to read
    /// it by.
    public record Plot(
            int width, String steady, String gaps, String duplicates, List<Rule> rules, List<Known> numbers) {
        public Plot {
            rules = List.copyOf(rules);
            numbers = List.copyOf(numbers);
        }
    }

    /// A line across a plot.
    public record Rule(double height, String text) {}

    /// One fact on record.
    public record Fact(String type, String when, String author, String commitment, List<Known> fields) {
        public Fact {
            fields = List.copyOf(fields);
        }
    }

    /// All of one episode. `video` says whether there is a view that the reader may see, `drawn` whether that
    /// is a drawing because there is no film, `lift` whether they may lift what somebody saw in it, `raw` whether
    /// they may ask for the raw film, `motion` whether they may ask how a body moved; `live` is what the page
    /// follows.
    public record Whole(
            String path,
            String live,
            String task,
            String state,
            String waits,
            List<Known> about,
            List<Known> streams,
            List<Known> work,
            List<Step> steps,
            List<Mark> marks,
            List<Mark> accepted,
            List<Fact> facts,
            List<Link> chain,
            boolean video,
            boolean drawn,
            boolean lift,
            boolean raw,
            boolean motion) {
        public Whole {
            about = List.copyOf(about);
            streams = List.copyOf(streams);
            work = List.copyOf(work);
            steps = List.copyOf(steps);
            marks = List.copyOf(marks);
            accepted = List.copyOf(accepted);
            facts = List.copyOf(facts);
            chain = List.copyOf(chain);
        }
    }

    /// How a body moved, to be shown beside the view of the episode at `path`; `apart` where their clocks could not be
    /// told.
    public record Movement(String path, String figures, boolean video, boolean apart, long minutes) {}

    /// A signed step: what it is called, its day and its place in the log, and where its statement is shown.
    public record Link(String name, String said, String path) {}
}
