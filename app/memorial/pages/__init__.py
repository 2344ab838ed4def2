"""The memorial, the incidents, and what was counted by whom."""
