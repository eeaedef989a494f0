// Replaced by the first file of Formats.
