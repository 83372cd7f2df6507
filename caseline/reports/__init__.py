"""What changed for families: the network's tables for any period, their downloads, and the exchange between pilots."""
