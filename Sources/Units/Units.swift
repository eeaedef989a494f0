// Replaced by the first file of Units.
