package dev.firsthand.recording.mocap;

import java.util.List;

/// One entry of a C3D file's description: texts, or numbers, the first dimension fastest.
public record C3dParameter(List<Integer> dimensions, List<String> texts, List<Double> numbers) {
    public C3dParameter {
        dimensions = List.copyOf(dimensions);
        texts = List.copyOf(texts);
        numbers = List.copyOf(numbers);
    }
}
