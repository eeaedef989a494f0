// Counts what a program does, where it was compiled with -sanitize=fuzzer.
//
// The compiler has put a call before each comparison and each indirect call (Clang documentation,
// "SanitizerCoverage", Tracing data flow). The linker leads these calls here (--wrap) and not to libFuzzer,
// so the count is exact and the same in each run. Loops inside of the runtime library, which is not
// compiled so, copy what they have allocated: allocations count by their size.

#include "step_count.h"

#include <errno.h>
#include <stddef.h>

#define PLAIN __attribute__((no_sanitize("coverage")))

static uint64_t steps;

PLAIN uint64_t step_count(void) { return steps; }

PLAIN void __wrap___sanitizer_cov_trace_cmp1(uint8_t a, uint8_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_cmp2(uint16_t a, uint16_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_cmp4(uint32_t a, uint32_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_cmp8(uint64_t a, uint64_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_const_cmp1(uint8_t a, uint8_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_const_cmp2(uint16_t a, uint16_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_const_cmp4(uint32_t a, uint32_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_const_cmp8(uint64_t a, uint64_t b) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_switch(uint64_t value, uint64_t *cases) { steps++; }
PLAIN void __wrap___sanitizer_cov_trace_pc_indir(uintptr_t callee) { steps++; }

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

PLAIN void *malloc(size_t size) {
  steps += size / 16;
  return __libc_malloc(size);
}

PLAIN void *calloc(size_t count, size_t size) {
  steps += count * size / 16;
  return __libc_calloc(count, size);
}

PLAIN void *realloc(void *memory, size_t size) {
  steps += size / 16;
  return __libc_realloc(memory, size);
}

PLAIN void *aligned_alloc(size_t alignment, size_t size) {
  steps += size / 16;
  return __libc_memalign(alignment, size);
}

PLAIN int posix_memalign(void **memory, size_t alignment, size_t size) {
  steps += size / 16;
  *memory = __libc_memalign(alignment, size);
  return *memory || !size ? 0 : ENOMEM;
}
