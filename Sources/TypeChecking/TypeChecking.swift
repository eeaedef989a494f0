// Replaced by the first file of TypeChecking.
