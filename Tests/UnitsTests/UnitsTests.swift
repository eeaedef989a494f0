// Replaced by the first test of Units.
