// Replaced by the first file of Values.
