"""The page on one specification: who was treated, what could be detected, what came out, and how far it holds."""
