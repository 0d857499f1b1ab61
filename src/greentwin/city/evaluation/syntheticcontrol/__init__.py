"""One treated unit and its synthetic control: weights, placebos, inference, and the page on a province.

Modules are imported by name, as in ``from greentwin.city.evaluation.syntheticcontrol import design, fit``; nothing is
loaded before that. With a panel of your own, made by `greentwin.city.evaluation.panel.panel_of`::

    chosen = design.design_of(panel, "my unit")
    found = fit.fit(chosen)
    found.mean_gap_percent, dict(zip(chosen.donors, found.weights))
    placebos.in_space(chosen).p_value()
"""
