// Replaced by the first file of Evaluation.
