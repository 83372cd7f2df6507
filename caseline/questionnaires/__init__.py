"""The network's instruments, as data: baseline, client summary, case study, and what an organisation adds."""
