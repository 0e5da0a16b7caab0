package dev.firsthand.motion.retarget;

import java.util.Arrays;

/// Moves a chain towards its goal: damped least squares on the chain's Jacobian, joints held within their limits by
/// fixing those that would leave them and solving again for the rest.
final class Solver {
    private static final double DAMPING = 1e-7;
    private static final double STEP_MOST = 0.4; // radians or metres; beyond, the straight line of a step tells nothing
    private static final double SETTLED = 2e-4; // the next step is smaller by its square
    private static final int ROUNDS = 4;

    private final Chain chain;
    private final int middle;
    private final int n;
    private final double[] tipColumns;
    private final double[] middleColumns;
    private final double[] turnColumns;
    private final double[] matrix;
    private final double[] right;
    private final double[] step;
    private final double[] factor;
    private final double[] reduced;
    private final int[] free;
    private final boolean[] held;
    private final boolean[] locked;
    private final double[] turnError = new double[3];

    /// @param middle which moving joint is the knee or elbow
    Solver(Chain chain, int middle) {
        this.chain = chain;
        this.middle = middle;
        n = chain.count();
        tipColumns = new double[3 * n];
        middleColumns = new double[3 * n];
        turnColumns = new double[3 * n];
        matrix = new double[n * n];
        right = new double[n];
        step = new double[n];
        factor = new double[n * n];
        reduced = new double[n];
        free = new int[n];
        held = new boolean[n];
        locked = new boolean[n];
    }

    /// At most so many steps; fewer where it has settled. The chain stands at the result.
    void solve(Goal goal, double[] baseTurn, double[] basePlace, int steps) {
        chain.place(baseTurn, basePlace);
        for (int i = 0; i < steps; i++) {
            build(goal);
            double most = move();
            chain.place(baseTurn, basePlace);
            if (most < SETTLED) {
                return;
            }
        }
    }

    /// Locks joints whose value differs from that of a pose; says whether there are any.
    boolean lockChanged(double[] was, int at) {
        boolean any = false;
        for (int i = 0; i < n; i++) {
            locked[i] = Math.abs(chain.values[i] - was[at + chain.coordinate(i)]) > 1e-9;
            any |= locked[i];
        }
        return any;
    }

    void unlock() {
        Arrays.fill(locked, false);
    }

    private void build(Goal goal) {
        columns();
        turnError(goal.turn, chain.tipTurn);
        double[] tip = chain.tip;
        for (int i = 0; i < n; i++) {
            int a = 3 * i;
            double sum = goal.postureWeight * (goal.posture[i] - chain.values[i]);
            for (int k = 0; k < 3; k++) {
                sum += goal.tipWeight * tipColumns[a + k] * (goal.tip[k] - tip[k])
                        + goal.turnWeight * turnColumns[a + k] * turnError[k]
                        + goal.middleWeight * middleColumns[a + k] * (goal.middle[k] - chain.places[3 * middle + k]);
            }
            right[i] = sum;
            for (int j = 0; j <= i; j++) {
                int b = 3 * j;
                double value = goal.tipWeight * dot(tipColumns, a, b)
                        + goal.turnWeight * dot(turnColumns, a, b)
                        + goal.middleWeight * dot(middleColumns, a, b);
                matrix[i * n + j] = value;
                matrix[j * n + i] = value;
            }
            matrix[i * n + i] += DAMPING + goal.postureWeight;
        }
    }

    private static double dot(double[] v, int a, int b) {
        return v[a] * v[b] + v[a + 1] * v[b + 1] + v[a + 2] * v[b + 2];
    }

    private void columns() {
        for (int i = 0; i < n; i++) {
            column(i, chain.tip, 0, tipColumns);
            if (i < middle) {
                column(i, chain.places, 3 * middle, middleColumns);
            }
            for (int k = 0; k < 3; k++) {
                turnColumns[3 * i + k] = chain.slides(i) ? 0 : chain.axes[3 * i + k];
            }
        }
    }

    private void column(int i, double[] point, int at, double[] to) {
        int a = 3 * i;
        double[] axes = chain.axes;
        if (chain.slides(i)) {
            System.arraycopy(axes, a, to, a, 3);
            return;
        }
        double x = point[at] - chain.places[a];
        double y = point[at + 1] - chain.places[a + 1];
        double z = point[at + 2] - chain.places[a + 2];
        to[a] = axes[a + 1] * z - axes[a + 2] * y;
        to[a + 1] = axes[a + 2] * x - axes[a] * z;
        to[a + 2] = axes[a] * y - axes[a + 1] * x;
    }

    /// The turn that is missing, as its axis times its angle.
    private void turnError(double[] goal, double[] now) {
        double x = 0;
        double y = 0;
        double z = 0;
        double trace = 0;
        for (int c = 0; c < 3; c++) {
            x += now[3 + c] * goal[6 + c] - now[6 + c] * goal[3 + c];
            y += now[6 + c] * goal[c] - now[c] * goal[6 + c];
            z += now[c] * goal[3 + c] - now[3 + c] * goal[c];
            trace += now[c] * goal[c] + now[3 + c] * goal[3 + c] + now[6 + c] * goal[6 + c];
        }
        double sine = Math.sqrt(x * x + y * y + z * z) / 2;
        double angle = Math.atan2(sine, (trace - 1) / 2);
        double scale = sine < 1e-9 ? 0.5 : angle / (2 * sine);
        turnError[0] = scale * x;
        turnError[1] = scale * y;
        turnError[2] = scale * z;
    }

    /// Solves for the step and takes it; says how large the largest part was.
    private double move() {
        for (int i = 0; i < n; i++) {
            held[i] = locked[i];
            step[i] = 0;
        }
        for (int round = 0; round < ROUNDS; round++) {
            solveFree();
            if (!holdAtLimits()) {
                break;
            }
        }
        double most = 0;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, Math.abs(step[i]));
        }
        double share = most > STEP_MOST ? STEP_MOST / most : 1;
        for (int i = 0; i < n; i++) {
            chain.values[i] = Math.clamp(chain.values[i] + share * step[i], chain.lower[i], chain.upper[i]);
        }
        return most;
    }

    private boolean holdAtLimits() {
        boolean more = false;
        for (int i = 0; i < n; i++) {
            if (!held[i]) {
                double low = chain.lower[i] - chain.values[i];
                double high = chain.upper[i] - chain.values[i];
                if (step[i] < low || step[i] > high) {
                    step[i] = step[i] < low ? low : high;
                    held[i] = true;
                    more = true;
                }
            }
        }
        return more;
    }

    /// Cholesky on the rows and columns of joints that are free.
    private void solveFree() {
        int m = 0;
        for (int i = 0; i < n; i++) {
            if (!held[i]) {
                free[m++] = i;
            }
        }
        for (int r = 0; r < m; r++) {
            int i = free[r];
            double sum = right[i];
            for (int j = 0; j < n; j++) {
                sum -= held[j] ? matrix[i * n + j] * step[j] : 0;
            }
            for (int c = 0; c < r; c++) {
                double value = matrix[i * n + free[c]];
                for (int k = 0; k < c; k++) {
                    value -= factor[r * n + k] * factor[c * n + k];
                }
                value /= factor[c * n + c];
                factor[r * n + c] = value;
                sum -= value * reduced[c];
            }
            double diagonal = matrix[i * n + i];
            for (int k = 0; k < r; k++) {
                diagonal -= factor[r * n + k] * factor[r * n + k];
            }
            double root = Math.sqrt(Math.max(diagonal, DAMPING * DAMPING));
            factor[r * n + r] = root;
            reduced[r] = sum / root;
        }
        for (int r = m - 1; r >= 0; r--) {
            double sum = reduced[r];
            for (int k = r + 1; k < m; k++) {
                sum -= factor[k * n + r] * step[free[k]];
            }
            step[free[r]] = sum / factor[r * n + r];
        }
    }
}
