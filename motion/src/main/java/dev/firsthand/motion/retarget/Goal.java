package dev.firsthand.motion.retarget;

/// What a chain should reach: its tip a place and a turn, its knee or elbow a place, its joints a posture; each with
/// its weight. A weight a thousand times smaller only chooses among what the larger one leaves open.
final class Goal {
    final double[] tip = new double[3];
    final double[] turn = new double[9];
    final double[] middle = new double[3];
    final double[] posture;
    double tipWeight;
    double turnWeight;
    double middleWeight;
    double postureWeight;

    Goal(int joints) {
        posture = new double[joints];
    }

    Goal weights(double tipWeight, double turnWeight, double middleWeight, double postureWeight) {
        this.tipWeight = tipWeight;
        this.turnWeight = turnWeight;
        this.middleWeight = middleWeight;
        this.postureWeight = postureWeight;
        return this;
    }
}
