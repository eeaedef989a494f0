// The names of Python's C interface that the packaged build of DuckDB wants to find when it is
// opened. They are never used: the parts of that build which would use them are never called.
#pragma once
