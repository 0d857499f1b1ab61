"""How the share of the saving moves with the base year, for two sources of real product."""

from __future__ import annotations

import pandas as pd

from greentwin.circular.contribution.claims import Claim
from greentwin.circular.contribution.verdicts import claimed_range
from greentwin.circular.contribution.wording import claimed, percent
from greentwin.circular.sentences import say
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

_LOOK: dict[str, tuple[str, str]] = {"national": ("china", "o"), "provinces": ("highlight", "s")}
_TOP = 160.0


def baseline_chart(
    shares: pd.DataFrame, claim: Claim, year: int, tolerance: float, language: Language = "en"
) -> Chart:
    """Draw the share of the year's saving against the base year from which the saving is counted.

    Parameters
    ----------
    shares : DataFrame
        From `greentwin.circular.contribution.baselines.shares_by_baseline`.
    claim : Claim
        The rate as stated, drawn as a band.
    year : int
        Year of the amount.
    tolerance : float
        Percentage points allowed on each side of the rate.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        One line per source of product; the frame ends at 160 %, above which a share has long lost its meaning.

    Raises
    ------
    DataError
        If there is no share to draw.
    """
    if shares.dropna(how="all").empty:
        raise DataError("there is no base year with a saving to draw")
    figure, axes = new_figure(3.6)
    low, high = (100 * end for end in claimed_range(claim, tolerance))
    band = say("contribution_band", language, rate=claimed(claim))
    axes.axhspan(low, high, color=colour("claim"), alpha=0.25, linewidth=0, label=band)
    axes.axhline(100, color=colour("muted"), linestyle=":", linewidth=1.2)
    for source in shares:
        ink, shape = _LOOK[str(source)]
        text = label(f"contribution_product_{source}", language)
        axes.plot(shares.index, 100 * shares[source], color=colour(ink), marker=shape, label=text)
    axes.set_ylim(0, _TOP)
    axes.set_xlim(shares.index.min() - 0.5, shares.index.max() + 0.5)
    axes.set_xticks(range(int(shares.index.min()), int(shares.index.max()) + 1, 2))
    axes.set_xlabel(label("contribution_base_year", language))
    axes.set_ylabel(label("contribution_share_of_saving", language, year=year))
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2)
    caption = say("contribution_baseline_caption", language, n=int(shares.notna().sum().sum()))
    return Chart(figure, _alt(shares, claim, year, language), caption)


def _alt(shares: pd.DataFrame, claim: Claim, year: int, language: Language) -> str:
    first = int(shares.index[0])
    whole = [int(b) for b in shares.index if (shares.loc[b].dropna() > 1).any()]
    beyond = say("contribution_baseline_alt_beyond", language, later=whole[0]) if whole else ""
    return say(
        "contribution_baseline_alt",
        language,
        year=year,
        first=first,
        national=percent(float(shares["national"].iloc[0])),
        provinces=percent(float(shares["provinces"].iloc[0])),
        beyond=beyond,
        rate=claimed(claim),
    )
