"""The network's implementation plan: its indicators with baseline and values at six months, mid-term and end."""
