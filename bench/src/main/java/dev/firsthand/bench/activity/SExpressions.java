package dev.firsthand.bench.activity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads the parentheses. Comments run from a semicolon to the end of the line.
final class SExpressions {
    static final int TEXT_CHARS_MAX = 1 << 20;
    private static final int DEPTH_MAX = 64;

    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private record Open(List<SExpression> parts, int line, int column) {}

    private SExpressions(String text) {
        this.text = text;
    }

    /// The one group that a text holds.
    static SExpression.Group read(String text) {
        if (text.length() > TEXT_CHARS_MAX) {
            throw new BddlFault(1, 1, "at most %d characters".formatted(TEXT_CHARS_MAX), text.length() + " characters");
        }
        return new SExpressions(text).readWhole();
    }

    private SExpression.Group readWhole() {
        SExpression.Group whole = null;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            } else if (c == ';') {
                skipComment();
            } else if (!Character.isWhitespace(c)) {
                if (whole != null) {
                    throw fault("the end of the text", "`" + c + "`");
                }
                whole = take(c);
            }
        }
        if (!open.isEmpty()) {
            throw fault("`)` for the `(` of line %d".formatted(open.peek().line()), "the end of the text");
        }
        if (whole == null) {
            throw fault("`(define ...)`", "nothing");
        }
        return whole;
    }

    private void skipComment() {
        while (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
            at++;
        }
    }

    /// The outermost group if this character closed it.
    private SExpression.@org.jspecify.annotations.Nullable Group take(char c) {
        if (c == '(') {
            if (open.size() == DEPTH_MAX) {
                throw fault("at most %d groups within each other".formatted(DEPTH_MAX), "`(`");
            }
            open.push(new Open(new ArrayList<>(), line, column()));
            return null;
        }
        if (open.isEmpty()) {
            throw fault("`(`", "`" + c + "`");
        }
        if (c != ')') {
            open.peek().parts().add(word());
            return null;
        }
        Open closed = open.pop();
        var group = new SExpression.Group(closed.parts(), closed.line(), closed.column());
        if (open.isEmpty()) {
            return group;
        }
        open.peek().parts().add(group);
        return null;
    }

    private SExpression.Word word() {
        int start = at;
        int column = column();
        while (at + 1 < text.length() && isOfWord(text.charAt(at + 1))) {
            at++;
        }
        return new SExpression.Word(text.substring(start, at + 1), line, column);
    }

    private static boolean isOfWord(char c) {
        return c != '(' && c != ')' && c != ';' && !Character.isWhitespace(c);
    }

    private int column() {
        return at - lineStart + 1;
    }

    private BddlFault fault(String expected, String found) {
        return new BddlFault(line, column(), expected, found);
    }
}
