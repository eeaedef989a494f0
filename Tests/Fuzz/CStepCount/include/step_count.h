#ifndef STEP_COUNT_H
#define STEP_COUNT_H

#include <stdint.h>

/// The steps of this process so far: comparisons and indirect calls of the instrumented code, and
/// allocated memory in units of 16 bytes.
uint64_t step_count(void);

#endif
