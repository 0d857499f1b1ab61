"""What one design could detect, beside its estimate and beside published effects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.power.draws import DRAWS, SEED, Placebos, Scheme, placebos
from greentwin.city.evaluation.power.exante import MIN_NEVER_TREATED, complete_never_treated, ex_ante
from greentwin.city.evaluation.power.formula import LEVEL, POWER, minimum_detectable_effect
from greentwin.city.evaluation.power.published import Published
from greentwin.city.evaluation.power.simulation import Detectable, Test, detectable, power_curve
from greentwin.city.evaluation.results import Estimate
from greentwin.plotting import Language, format_number, label


@dataclass(frozen=True, eq=False)
class Detectability:
    """An estimate and the effects that its design could find.

    Attributes
    ----------
    estimate : Estimate
        The estimate.
    by_formula : float
        Minimum detectable effect from its standard error; NaN where there is none.
    before : float
        Minimum detectable effect predicted from never-treated units alone (see `ex_ante`); NaN where fewer than
        three are never treated and have every year.
    simulated : Detectable
        Minimum detectable effect by simulation.
    drawn : Placebos
        The placebo estimates behind it.
    """

    estimate: Estimate
    by_formula: float
    before: float
    simulated: Detectable
    drawn: Placebos

    @property
    def smallest(self) -> float:
        """The more favourable of the two minimum detectable effects, by formula and by simulation."""
        return min(value for value in (self.by_formula, self.simulated.effect) if value == value)

    def power_against(self, effect: float) -> float:
        """Return the power against an effect, by simulation."""
        curve = power_curve(self.drawn, [effect], test=self.simulated.test)
        return float(curve["power"].iloc[0])


def detectability(
    panel: Panel,
    estimator: Callable[[Panel], Estimate],
    *,
    scheme: Scheme = "units",
    draws: int = DRAWS,
    seed: int = SEED,
    test: Test = "own",
    level: float = LEVEL,
    power: float = POWER,
) -> Detectability:
    """Estimate an effect and ask which effects the same design could have found.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    estimator : callable
        Takes a panel and returns an `Estimate`.
    scheme, draws, seed
        Of the simulation (see `greentwin.city.evaluation.power.draws.placebos`).
    test : {"own", "placebo"}
        Test of the simulation (see `greentwin.city.evaluation.power.simulation.detectable`).
    level, power : float
        Level of the test and power.

    Returns
    -------
    Detectability

    Raises
    ------
    ParameterError, DataError
        As `placebos` and `detectable` do.
    """
    estimate = estimator(panel)
    drawn = placebos(panel, estimator, scheme=scheme, draws=draws, seed=seed, level=level)
    error, freedom = estimate.standard_error, estimate.degrees_of_freedom
    return Detectability(
        estimate=estimate,
        by_formula=minimum_detectable_effect(error, freedom, level=level, power=power),
        before=ex_ante(panel).minimum_detectable_effect(level=level, power=power)
        if complete_never_treated(panel).sum() >= MIN_NEVER_TREATED
        else float("nan"),
        simulated=detectable(drawn, test=test, power=power),
        drawn=drawn,
    )


def detectability_frame(
    designs: Sequence[tuple[str, Detectability]], published: Published | None
) -> pd.DataFrame:
    """Return one row per design in numbers.

    Parameters
    ----------
    designs : sequence of (str, Detectability)
        Name and result of each design.
    published : Published, optional
        Effects to compare with.

    Returns
    -------
    DataFrame
        Columns ``design``, ``estimate``, ``lower``, ``upper`` (95 %), ``mde_formula``, ``mde_before``,
        ``mde_simulated``, ``size`` (of the estimator's own test among placebos), ``power_smallest`` and
        ``power_largest`` (against the smallest and largest published effect, if given), ``n_units``, ``n_treated``,
        ``n_clusters``.
    """
    rows = []
    for name, design in designs:
        estimate = design.estimate
        lower, upper = estimate.interval()
        rows.append(
            {
                "design": name,
                "estimate": estimate.value,
                "lower": lower,
                "upper": upper,
                "mde_formula": design.by_formula,
                "mde_before": design.before,
                "mde_simulated": design.simulated.effect,
                "size": design.drawn.rejection_rate,
                **_powers(design, published),
                "n_units": estimate.n_units,
                "n_treated": estimate.n_treated,
                "n_clusters": estimate.n_clusters,
            }
        )
    return pd.DataFrame(rows)


def _powers(design: Detectability, published: Published | None) -> dict[str, float]:
    if published is None:
        return {}
    effects = {"smallest": published.smallest, "largest": published.largest}
    return {f"power_{name}": design.power_against(effect) for name, effect in effects.items()}


def detectability_table(
    designs: Sequence[tuple[str, Detectability]], published: Published | None, language: Language
) -> pd.DataFrame:
    """Return one row per design, in words and rounded, for a page.

    Parameters
    ----------
    designs : sequence of (str, Detectability)
        Name in the language and result of each design.
    published : Published, optional
        Effects to compare with.
    language : {"en", "zh"}
        Language of the heads.
    """
    frame = detectability_frame(designs, published)
    written = pd.DataFrame({label("evaluation_design", language): frame["design"]})
    for key in ("estimate", "mde_formula", "mde_before", "mde_simulated"):
        written[label(f"evaluation_{key}", language)] = [format_number(value, 3) for value in frame[key]]
    effects = {} if published is None else {"smallest": published.smallest, "largest": published.largest}
    for name, effect in effects.items():
        head = label("evaluation_power_against", language, effect=format_number(effect, 3))
        written[head] = [format_number(value, 2) for value in frame[f"power_{name}"]]
    written[label("evaluation_size", language)] = [format_number(value, 2) for value in frame["size"]]
    for key in ("n_units", "n_treated", "n_clusters"):
        written[label(f"evaluation_{key}", language)] = frame[key]
    return written
