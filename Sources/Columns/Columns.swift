// Replaced by the first file of Columns.
