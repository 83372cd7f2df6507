"""Tagged passages of invented papers, and what is learned from them for understanding papers."""
