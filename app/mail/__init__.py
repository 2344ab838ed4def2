"""Letters: written with what causes them, sealed while they wait, sent by the worker."""
