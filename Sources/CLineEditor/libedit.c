#include "libedit.h"

#include <dlfcn.h>
#include <string.h>

static bool find(void *handle, const char *name, void *function) {
  void *address = dlsym(handle, name);
  memcpy(function, &address, sizeof address);
  return address != NULL;
}

const Libedit *libedit_open(const char **reason) {
  static Libedit library;
  static bool is_open = false;
  if (is_open) return &library;
  void *handle = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    *reason = "libedit is not installed";
    return NULL;
  }
  bool has_all = true;
#define FIND(name) has_all = find(handle, #name, &library.name) && has_all;
  LIBEDIT_FUNCTIONS(FIND)
  FIND(tgetent)
#undef FIND
  if (!has_all) {
    *reason = "libedit lacks a function";
    return NULL;
  }
  is_open = true;
  return &library;
}
