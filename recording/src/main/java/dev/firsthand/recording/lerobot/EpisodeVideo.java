package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.video.ImageHistogram;
import java.nio.file.Path;

/// One camera's finished mp4 of one episode, and what its pixels count up to. The writer moves the file.
public record EpisodeVideo(Path file, ImageHistogram histogram) {}
