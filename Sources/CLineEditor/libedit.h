// The functions of libedit that are called, found when they are needed.
#pragma once

#include <histedit.h>
#include <stdbool.h>

#define LIBEDIT_FUNCTIONS(use)                                                                     \
  use(el_init) use(el_end) use(el_wgets) use(el_wgetc) use(el_wpush) use(el_wset) use(el_wget) use(el_source)   \
  use(el_resize) use(el_wline) use(el_winsertstr) use(el_deletestr) use(el_cursor)                 \
  use(history_winit) use(history_wend) use(history_w)

#define DECLARE(name) __typeof__(&name) name;
typedef struct {
  LIBEDIT_FUNCTIONS(DECLARE)
  // Of the terminal library that libedit uses: 1 where the kind of the terminal is known.
  int (*tgetent)(char *, const char *);
} Libedit;
#undef DECLARE

// The library, or NULL with a reason.
const Libedit *libedit_open(const char **reason);
