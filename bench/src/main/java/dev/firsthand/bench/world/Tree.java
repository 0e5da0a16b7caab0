package dev.firsthand.bench.world;

import java.util.Arrays;

/// The links of the tree: each parent's children as a chain. Who the parent is, the cells say.
final class Tree {
    final int[] first;
    final int[] next;
    private final int[] previous;

    Tree(int entities) {
        first = none(entities);
        next = none(entities);
        previous = none(entities);
    }

    private static int[] none(int entities) {
        int[] links = new int[entities];
        Arrays.fill(links, World.NONE);
        return links;
    }

    void link(int child, int parent) {
        if (parent == World.NONE) {
            return;
        }
        next[child] = first[parent];
        previous[child] = World.NONE;
        if (first[parent] != World.NONE) {
            previous[first[parent]] = child;
        }
        first[parent] = child;
    }

    void unlink(int child, int parent) {
        if (parent == World.NONE) {
            return;
        }
        if (previous[child] == World.NONE) {
            first[parent] = next[child];
        } else {
            next[previous[child]] = next[child];
        }
        if (next[child] != World.NONE) {
            previous[next[child]] = previous[child];
        }
        next[child] = World.NONE;
        previous[child] = World.NONE;
    }

    void copyFrom(Tree other) {
        System.arraycopy(other.first, 0, first, 0, first.length);
        System.arraycopy(other.next, 0, next, 0, next.length);
        System.arraycopy(other.previous, 0, previous, 0, previous.length);
    }
}
