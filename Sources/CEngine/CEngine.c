#define _GNU_SOURCE
#include "CEngine.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const char *const names[] = {
#define ENGINE_NAME(result, name, parameters) "duckdb_" #name,
    ENGINE_FUNCTIONS(ENGINE_NAME)
#undef ENGINE_NAME
};

enum { COUNT = sizeof(names) / sizeof(names[0]) };

// The table is filled as an array of addresses, so it must hold nothing else.
_Static_assert(sizeof(engine_functions) == COUNT * sizeof(void *), "one address for each name");

static void explain(char *reason, size_t capacity, const char *text, const char *detail) {
  snprintf(reason, capacity, "%s%s", text, detail ? detail : "");
}

const engine_functions *engine_load(const char *library, char *reason, size_t capacity) {
  // Local: other builds of the library export further names that must not meet ours.
  void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) {
    explain(reason, capacity, "", dlerror());
    return NULL;
  }
  engine_functions *table = malloc(sizeof(engine_functions));
  if (!table) {
    explain(reason, capacity, "out of memory", NULL);
    return NULL;
  }
  for (size_t i = 0; i < COUNT; i++) {
    void *address = dlsym(handle, names[i]);
    if (!address) {
      explain(reason, capacity, "it has no function ", names[i]);
      free(table);
      return NULL;
    }
    memcpy((char *)table + i * sizeof(void *), &address, sizeof(void *));
  }
  return table;
}

bool engine_load_globally(const char *library) {
  return dlopen(library, RTLD_LAZY | RTLD_GLOBAL) != NULL;
}

int engine_memory_file(void) {
  return memfd_create("sales", MFD_CLOEXEC);
}
