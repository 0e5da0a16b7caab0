"""Holds our statistics against SciPy, lifelines and rliable. usage: statistics_checker.py bench/target/peers-statistics.json"""

import json
import sys
import warnings

import numpy as np
from lifelines import KaplanMeierFitter
from rliable import library, metrics
from scipy import stats

# Our files round to a millionth.
EXACT = 1.01e-6
# Two bootstraps of 10,000 draws agree as far as chance lets them.
DRAWN = 0.01


def rates(ours):
    worst = 0.0
    for one in ours:
        interval = stats.binomtest(one["k"], one["n"]).proportion_ci(0.95, method="exact")
        worst = max(worst, abs(interval.low - one["low"]), abs(interval.high - one["high"]))
    return "Clopper-Pearson", "SciPy", len(ours), worst, EXACT


def survival(chains, ours):
    at, failed = np.array(chains).T
    fitted = KaplanMeierFitter().fit(at, failed)
    share = fitted.survival_function_at_times([step[0] for step in ours]).to_numpy()
    worst = np.abs(share - [step[1] for step in ours]).max()
    return "Kaplan-Meier", "lifelines", len(ours), worst, EXACT


def greenwood(chains, ours):
    """lifelines sums Greenwood's terms; the standard error is their root times the share."""
    at, failed = np.array(chains).T
    fitted = KaplanMeierFitter().fit(at, failed)
    variance = fitted._cumulative_sq_
    worst = max(abs(share * np.sqrt(variance[when]) - error) for when, share, error in ours)
    return "Greenwood", "lifelines", len(ours), worst, EXACT


def iqm(groups, ours):
    scores = np.array(groups).T
    point = metrics.aggregate_iqm(scores)
    worst = max(abs(point - ours[1]), abs(stats.trim_mean(scores, 0.25, axis=None) - ours[1]))
    return "IQM", "rliable and SciPy", 1, worst, EXACT


def bootstrap(groups, ours):
    scores = {"ours": np.array(groups).T}
    warnings.filterwarnings("ignore", category=FutureWarning)
    random = np.random.RandomState(29)
    _, intervals = library.get_interval_estimates(
        scores, lambda all_scores: np.array([metrics.aggregate_iqm(all_scores)]), reps=10_000, random_state=random
    )
    low, high = intervals["ours"][:, 0]
    return "stratified bootstrap", "rliable", 2, max(abs(low - ours[0]), abs(high - ours[2])), DRAWN


def main(path):
    with open(path, encoding="utf-8") as file:
        ours = json.load(file)
    status = 0
    for name, peer, count, worst, allowed in (
        rates(ours["rates"]),
        survival(ours["chains"], ours["survival"]),
        greenwood(ours["chains"], ours["survival"]),
        iqm(ours["groups"], ours["iqm"]),
        bootstrap(ours["groups"], ours["iqm"]),
    ):
        holds = worst <= allowed
        status = status if holds else 1
        verb = "as by" if holds else "not as by"
        print(f"statistics: {name}, {count} numbers, {verb} {peer}: at most {worst:.2g} apart, {allowed:.2g} allowed")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
