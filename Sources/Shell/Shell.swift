// Replaced by the first file of Shell.
