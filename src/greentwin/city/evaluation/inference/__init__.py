"""How sure an estimate is: cluster jackknife, wild cluster bootstrap, randomisation inference."""
