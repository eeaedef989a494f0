// Replaced by the first file of Statistics.
