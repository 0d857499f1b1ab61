"""The claim that the circular economy avoids carbon dioxide: amounts, shares, and the denominators behind them."""
