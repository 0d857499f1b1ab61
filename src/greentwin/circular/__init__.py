"""The circular strand: what circular-economy figures from China and Europe mean."""
