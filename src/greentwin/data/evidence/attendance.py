"""Who took part in which event: participations with their events and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greentwin.data.evidence.rows import FIRST_CODER, chosen, coded, named

if TYPE_CHECKING:
    import pandas as pd

    from greentwin.data.evidence.claims import Choice
    from greentwin.data.package import DataPackage

_EVENT = {
    "name": "event",
    "name_zh": "event_zh",
    "kind": "kind",
    "start": "start",
    "end": "end",
    "date_precision": "date_precision",
    "place": "place",
    "strand": "strand",
}
_ORGANISATION = {
    "name_en": "organisation",
    "name_zh": "organisation_zh",
    "type": "type",
    "country": "country",
    "parent": "parent",
}
_ROW = ["role", "certainty", "source_id", "char_start", "char_end", "note", "coder"]


def participation(
    *,
    source: Choice = None,
    strand: Choice = None,
    kind: Choice = None,
    certainty: Choice = None,
    coder: str = FIRST_CODER,
    package: DataPackage | None = None,
) -> pd.DataFrame:
    """
    Return who took part in which event, one row for each organisation in each role at each event.

    Events of which the documents name no participant have no row. Two organisations at one event need not have met.

    Parameters
    ----------
    source, strand, kind : str or collection of str, optional
        Documents, strands of the events and kinds of events (``visit``, ``forum``, ...) to keep; all by default.
    certainty : str or collection of str, optional
        ``stated`` leaves out what is inferred.
    coder : str, optional
        Whose participations; events and organisations that this coder did not code are those of the first coder.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    pandas.DataFrame
        ``event_id``, ``event``, ``event_zh``, ``kind``, ``start``, ``end``, ``date_precision``, ``place``, ``strand``;
        ``org_id``, ``organisation``, ``organisation_zh``, ``type``, ``country``, ``parent``; ``role``, ``certainty``,
        the locator, ``note`` and ``coder``, in the order of the table ``participation``.

    Raises
    ------
    ParameterError
        If a chosen value does not occur.

    Examples
    --------
    >>> visits = participation(strand="ngo", kind="visit", certainty="stated")
    >>> set(visits["source_id"])
    {'s0'}
    """
    rows = coded("participation", coder, package)
    events = named("events", "event_id", coder, package)[list(_EVENT)].rename(columns=_EVENT)
    organisations = named("organisations", "org_id", coder, package)[list(_ORGANISATION)]
    joined = rows.join(events, on="event_id").join(organisations.rename(columns=_ORGANISATION), on="org_id")
    columns = ["event_id", *_EVENT.values(), "org_id", *_ORGANISATION.values(), *_ROW]
    choices = {"source_id": source, "strand": strand, "kind": kind, "certainty": certainty}
    return chosen(joined[columns], choices, names={"source_id": "source"})
