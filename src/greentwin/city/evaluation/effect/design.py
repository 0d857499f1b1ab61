"""A design to be shown: its panel, how it is called, and how its effect is estimated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from greentwin import data
from greentwin.city.evaluation.estimators.grouptime import BasePeriod, GroupTimeEffects, group_time_effects
from greentwin.city.evaluation.options import (
    EMISSION_SOURCES,
    LEVELS,
    TABLES,
    ControlGroup,
    GapHandling,
    Outcome,
)
from greentwin.city.evaluation.ownpanel import read_panel
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate
from greentwin.city.evaluation.sample import panel_for
from greentwin.city.evaluation.specification import Specification
from greentwin.errors import DataError
from greentwin.plotting import Language, label

_STATUS = {
    "prefecture": ("prefecture_pilot_status", "low_carbon_pilots", "carbon_market_pilots"),
    "province": ("provinces", "low_carbon_pilots", "carbon_market_pilots"),
}


@dataclass(frozen=True, eq=False)
class Design:
    """One design.

    Attributes
    ----------
    panel : Panel
        Outcomes and starts.
    specification : Specification, optional
        The choices that made the panel; None for a researcher's own.
    anticipation : int
        Years before the start from which effects are possible.
    tables : tuple of str
        Tables of the data package behind it.
    """

    panel: Panel
    specification: Specification | None
    anticipation: int
    tables: tuple[str, ...]

    @property
    def outcome(self) -> Outcome | None:
        """Outcome; None if it is a researcher's own."""
        return self.specification.outcome if self.specification else None

    @property
    def covariates(self) -> tuple[str, ...]:
        """Covariates that are held equal."""
        return tuple(self.panel.covariates)

    @property
    def estimator(self) -> Callable[[Panel], Estimate]:
        """What estimates the effect of the design: the average of group-time effects."""
        from greentwin.city.evaluation.estimators.aggregation import overall

        return lambda panel: overall(self.effects(panel))

    def effects(self, panel: Panel | None = None, base_period: BasePeriod = "varying") -> GroupTimeEffects:
        """Estimate the group-time effects of the design, or of another panel by the same choices."""
        return group_time_effects(
            self.panel if panel is None else panel,
            base_period=base_period,
            anticipation=self.anticipation,
            covariates=self.covariates,
        )

    def source_label(self, language: Language) -> str:
        """Name the data."""
        if self.specification is None:
            return label("effect_own_panel", language)
        source = self.specification.source
        return label(source if self.specification.level == "prefecture" else f"mv_{source}", language)

    def outcome_label(self, language: Language) -> str:
        """Name the outcome."""
        return label(self.specification.outcome if self.specification else "effect_own_outcome", language)

    def unit_names(self, language: Language) -> dict[str, str]:
        """Name the units, those left out among them."""
        left_out = (unit for item in self.panel.exclusions for unit in item.units)
        units = (*self.panel.units, *left_out)
        if self.specification is None:
            return {unit: unit for unit in units}
        key = "name_zh" if language == "zh" else "name_en"
        if self.specification.level == "province":
            table, index = data.load("provinces"), "name_en"
        else:
            table, index = data.load("places"), "place_id"
        known = dict(zip(table[index], table[key], strict=True))
        return {unit: str(known[unit]) for unit in units}

    def region_names(self, language: Language) -> dict[str, str]:
        """Name the regions."""
        regions = sorted(set(self.panel.regions.tolist()))
        if self.specification is None:
            return {region: region for region in regions}
        provinces = data.load("provinces")
        shown = provinces["name_zh" if language == "zh" else "name_en"]
        known = dict(zip(provinces["name_en"], shown, strict=True))
        return {region: str(known[region]) for region in regions}


def study_design(specification: Specification, anticipation: int = 0) -> Design:
    """Make the design of a specification of the study.

    Raises
    ------
    DataError
        If the choices leave no design (see `greentwin.city.evaluation.sample.panel_for`).
    """
    economy = () if specification.outcome == "ln_co2" else ("province_economy",)
    tables = (TABLES[specification.source], *_STATUS[specification.level], *economy)
    for table in tables:
        data.load(table)  # what was made of them may have been kept, and a run shall know that it uses them
    return Design(panel_for(specification), specification, anticipation, tables)


def with_other_data(design: Design) -> tuple[Design, ...]:
    """Make the designs that the same choices make of other emission data of the same level.

    Data for which the choices leave no design, such as years that they do not hold, are left out.
    """
    specification = design.specification
    if specification is None:
        return ()
    designs = []
    for source in EMISSION_SOURCES:
        if source == specification.source or LEVELS[source] != specification.level:
            continue
        try:
            designs.append(study_design(replace(specification, source=source), design.anticipation))
        except DataError:
            continue
    return tuple(designs)


def own_design(path: str, control_group: ControlGroup, gaps: GapHandling, anticipation: int = 0) -> Design:
    """Make the design of a researcher's own panel.

    Raises
    ------
    DataError
        If the file has faults or holds no design (see `greentwin.city.evaluation.ownpanel.read_panel`).
    """
    return Design(read_panel(path, control_group=control_group, gaps=gaps), None, anticipation, ())
