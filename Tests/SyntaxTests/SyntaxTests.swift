// Replaced by the first test of Syntax.
