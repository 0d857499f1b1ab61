"""Worked examples from the literature that an implementation must reproduce, each with its source."""

from __future__ import annotations

import numpy as np

# Tzeng and Huang (2011), Multiple Attribute Decision Making, TOPSIS example.
TOPSIS_VALUES = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
TOPSIS_WEIGHTS = [0.3, 0.4, 0.3]
TOPSIS_CLOSENESS = [0.5037, 0.6581, 0.7482, 0.3340]
ENTROPY_WEIGHTS = [0.1780, 0.4521, 0.3699]
HIGHER = ["higher_better"] * 3

# Saaty: consumption of drinks in the United States; pairs above the diagonal.
DRINKS = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
_ABOVE = {
    "coffee": (9, 5, 2, 1, 1, 1 / 2),
    "wine": (1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9),
    "tea": (1 / 3, 1 / 4, 1 / 3, 1 / 9),
    "beer": (1 / 2, 1, 1 / 3),
    "soda": (2, 1 / 2),
    "milk": (1 / 3,),
}
DRINK_WEIGHTS = [0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268]


def drinks() -> np.ndarray:
    """Return the reciprocal matrix of the drinks."""
    matrix = np.eye(len(DRINKS))
    for row, name in enumerate(DRINKS[:-1]):
        for column, value in enumerate(_ABOVE[name], start=row + 1):
            matrix[row, column], matrix[column, row] = value, 1 / value
    return matrix


# Brans, Vincke and Mareschal (1986), EJOR 24, 228-238: six sites for a hydroelectric power station; manpower, power,
# cost of construction and maintenance, villages to evacuate, security. Table of preference indices as printed.
SITES = [
    [80, 90, 600, 5.4, 8, 5],
    [65, 58, 200, 9.7, 1, 1],
    [83, 60, 400, 7.2, 4, 7],
    [40, 80, 1000, 7.5, 7, 10],
    [52, 72, 600, 2.0, 3, 8],
    [94, 96, 700, 3.6, 5, 6],
]
SITE_DIRECTIONS = [
    "lower_better",
    "higher_better",
    "lower_better",
    "lower_better",
    "lower_better",
    "higher_better",
]
SITE_PREFERENCES = [
    {"shape": "u_shape", "indifference": 10},
    {"shape": "v_shape", "preference": 30},
    {"shape": "linear", "indifference": 50, "preference": 500},
    {"shape": "level", "indifference": 1, "preference": 6},
    {"shape": "usual"},
    {"shape": "gaussian", "inflection": 5},
]
SITE_INDICES = [
    [0.000, 0.296, 0.250, 0.268, 0.100, 0.185],
    [0.463, 0.000, 0.389, 0.333, 0.296, 0.500],
    [0.236, 0.180, 0.000, 0.333, 0.056, 0.429],
    [0.399, 0.506, 0.305, 0.000, 0.223, 0.212],
    [0.444, 0.515, 0.487, 0.380, 0.000, 0.448],
    [0.286, 0.399, 0.250, 0.432, 0.133, 0.000],
]

# Condorcet's 60 voters, in Young (1988), American Political Science Review 82, 1231-1244: how many put the candidate
# of the row before that of the column, and the support of each order.
VOTES = [[0, 33, 25], [27, 0, 42], [35, 18, 0]]
ORDER_SUPPORT = {
    (0, 1, 2): 100,
    (0, 2, 1): 76,
    (1, 0, 2): 94,
    (1, 2, 0): 104,
    (2, 0, 1): 86,
    (2, 1, 0): 80,
}
