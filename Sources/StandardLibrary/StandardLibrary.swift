// Replaced by the first file of StandardLibrary.
