"""How the trend of an indicator comes about, line by line."""

from __future__ import annotations

import numpy as np

from secap.desk.climate.profile import TABLE, IndicatorLine
from secap.desk.climate.words import unit_word
from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.messages import Message
from secap.method.climate.trends import mann_kendall_variance

COUNT = ""


def derivations(line: IndicatorLine) -> list[Derivation]:
    """Return how slopes and chance of error of an indicator were computed; empty without a trend."""
    trend = line.trend
    if trend is None:
        return []
    subject = codes.code(TABLE, line.code)
    unit = unit_word(line.unit)
    values = np.array([list(line.indicator.known.values())], dtype=np.float64)
    variance = float(mann_kendall_variance(values)[0])
    years = Step(Message("Years with a value (n)"), trend.n_years, COUNT)
    per_decade = f"{unit}/10 a" if unit else "1/10 a"
    kendall = Derivation(
        Message("Mann-Kendall: how likely such an order of the years is without a trend (p)"),
        "S = Σ sign(y_j − y_i), i < j;  Z = (S ∓ 1) / √Var(S);  p = 2 (1 − Φ(|Z|))",
        "kendall_1975",
        (
            years,
            Step(Message("Pairs of years that rise minus pairs that fall (S)"), trend.mk_s, COUNT),
            Step(
                Message("Variance of S, equal values counted as ties"),
                variance,
                COUNT,
                "(n (n − 1)(2n + 5) − Σ t (t − 1)(2t + 5)) / 18",
            ),
            Step(
                Message("Standardised (Z), with continuity correction"),
                trend.mk_z,
                COUNT,
                "(S ∓ 1) / √Var(S)",
            ),
            Step(
                Message("The same, where neighbouring years hang together"),
                trend.mk_p_autocorrelated,
                COUNT,
                Message("variance corrected by the autocorrelation of the ranks"),
                "hamed_rao_1998",
            ),
            Step(Message("Correlation of neighbouring years without the trend"), trend.lag1, COUNT),
        ),
        trend.mk_p,
        COUNT,
        subject=subject,
    )
    sen = Derivation(
        Message("Sen's slope"),
        "b = median((y_j − y_i) / (t_j − t_i)), i < j",
        "sen_1968",
        (
            years,
            Step(Message("Pairs of years"), trend.n_years * (trend.n_years - 1) / 2, COUNT, "n (n − 1) / 2"),
            Step(
                Message("95 % interval: from"),
                trend.sen_low,
                per_decade,
                "rank (N − 1.96 √Var(S)) / 2",
                "gilbert_1987",
            ),
            Step(
                Message("95 % interval: to"),
                trend.sen_high,
                per_decade,
                "rank (N + 1.96 √Var(S)) / 2",
                "gilbert_1987",
            ),
        ),
        trend.sen_per_decade,
        per_decade,
        subject=subject,
    )
    squares = Derivation(
        Message("Slope by least squares"),
        "b = Σ (t − t̄)(y − ȳ) / Σ (t − t̄)²",
        "gilbert_1987",
        (
            years,
            Step(Message("Mean of the years"), trend.mean, unit),
            Step(Message("95 % interval: from"), trend.ols_low, per_decade, "b − t₀.₉₇₅ s_b"),
            Step(Message("95 % interval: to"), trend.ols_high, per_decade, "b + t₀.₉₇₅ s_b"),
        ),
        trend.ols_per_decade,
        per_decade,
        subject=subject,
    )
    return [sen, kendall, squares]
