// Replaced by the first test of Engine.
