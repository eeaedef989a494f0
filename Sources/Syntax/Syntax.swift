// Replaced by the first file of Syntax.
