"""The inventory chapter: baseline profile, emission inventories (BEI/MEI), factors, checks, results."""
