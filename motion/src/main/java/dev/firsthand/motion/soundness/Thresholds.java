package dev.firsthand.motion.soundness;

/// The limits of all checks. A change of one is a new version, which each report names.
///
/// Where they come from: docs/reference/motion.md.
public record Thresholds(
        String version,
        double gapWarnSeconds,
        double gapFailSeconds,
        double teleportMps2,
        double rootStepMetres,
        double jitterWarnMetres,
        double jitterFailMetres,
        double skateWarnMps,
        double skateFailMps,
        double floorWarnMetres,
        double floorFailMetres,
        double kneeBackDegrees,
        double bendMostDegrees,
        double neckMostDegrees,
        double limitWarnShare,
        double boneWarnShare,
        double boneFailShare,
        double contactMetres,
        double contactWarnShare,
        double frozenSeconds,
        double returnWarnMetres,
        double returnFailMetres,
        double returnWarnDegrees,
        double returnFailDegrees) {
    public static final Thresholds CURRENT = new Thresholds(
            "soundness-2",
            0.2,
            1,
            150,
            0.3,
            0.003,
            0.008,
            0.25,
            0.5,
            0.03,
            0.06,
            15,
            165,
            90,
            0.01,
            0.01,
            0.03,
            0.02,
            0.01,
            3,
            0.3,
            1,
            10,
            25);

    /// As [#CURRENT], by its name of old.
    public static final Thresholds FIRST = CURRENT;
}
