"""Assessment: needs, strengths, barriers and vulnerabilities of each adult, each child's own voice, repeated over time."""
