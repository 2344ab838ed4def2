"""Ayni: the public face and the back office of a solidarity campaign."""
