"""How sure an estimate is: cluster jackknife, wild cluster bootstrap, multiplier bootstrap, randomisation."""
