// An aggregate of the engine: `journey_steps(step)`, the steps of a group in their order, one letter each.
//
// A step is a moment times 1,024 plus a number below 1,024; its letter is that of the number, from "!" on.
// The engine's own functions on lists make the same in more time, for the list of each group is copied,
// sorted, changed and written by a function of its own.
#include "CEngine.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_LETTER = 33, NUMBERS = 1023, FEW = 6, SHORT = 24 };

// What the library's functions are, which no call from it tells; a process uses one library.
static engine_functions *_Atomic library;

// Few steps lie in the state itself; more in memory of their own, whose room is then above `FEW`.
typedef struct {
  uint32_t count, room;
  union {
    int64_t few[FEW];
    int64_t *many;
  } steps;
} Journey;

static int64_t *steps_of(Journey *journey) {
  return journey->room > FEW ? journey->steps.many : journey->steps.few;
}

static uint64_t state_size(engine_function_info info) {
  (void)info;
  return sizeof(Journey);
}

static void begin(engine_function_info info, engine_aggregate_state state) {
  (void)info;
  Journey *journey = state;
  journey->count = 0;
  journey->room = FEW;
}

static void discard(engine_aggregate_state *states, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    Journey *journey = states[i];
    if (journey->room > FEW) free(journey->steps.many);
  }
}

// Adds steps; false when there is no memory for them.
static bool add(Journey *journey, const int64_t *steps, uint32_t count) {
  if (count > UINT32_MAX / 2 - journey->count) return false;
  uint32_t needed = journey->count + count, room = journey->room;
  if (needed > room) {
    while (room < needed) room *= 2;
    bool is_first = journey->room == FEW;
    int64_t *many = realloc(is_first ? NULL : journey->steps.many, room * sizeof *many);
    if (!many) return false;
    if (is_first) memcpy(many, journey->steps.few, journey->count * sizeof *many);
    journey->steps.many = many;
    journey->room = room;
  }
  int64_t *end = steps_of(journey) + journey->count;
  for (uint32_t i = 0; i < count; i++) end[i] = steps[i];
  journey->count = needed;
  return true;
}

static void take(engine_function_info info, engine_chunk input, engine_aggregate_state *states) {
  const engine_functions *functions = library;
  uint64_t count = functions->data_chunk_get_size(input);
  engine_vector vector = functions->data_chunk_get_vector(input, 0);
  const int64_t *steps = functions->vector_get_data(vector);
  const uint64_t *validity = functions->vector_get_validity(vector);
  for (uint64_t i = 0; i < count; i++) {
    if (validity && !(validity[i / 64] >> (i % 64) & 1)) continue;
    if (add(states[i], &steps[i], 1)) continue;
    functions->aggregate_function_set_error(info, "Out of Memory Error: the steps of a journey");
    return;
  }
}

static void combine(
    engine_function_info info, engine_aggregate_state *sources, engine_aggregate_state *targets,
    uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    Journey *source = sources[i];
    if (!source->count || add(targets[i], steps_of(source), source->count)) continue;
    library->aggregate_function_set_error(
        info, "Out of Memory Error: the steps of a journey");
    return;
  }
}

static int compare(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

static void sort(int64_t *steps, uint32_t count) {
  if (count > SHORT) {
    qsort(steps, count, sizeof *steps, compare);
    return;
  }
  for (uint32_t i = 1; i < count; i++) {
    int64_t step = steps[i];
    uint32_t place = i;
    for (; place > 0 && steps[place - 1] > step; place--) steps[place] = steps[place - 1];
    steps[place] = step;
  }
}

// Writes the letters of steps as UTF-8, of which each takes up to two bytes.
static size_t letters(const int64_t *steps, uint32_t count, char *text) {
  char *end = text;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t letter = FIRST_LETTER + (uint32_t)(steps[i] & NUMBERS);
    if (letter < 0x80) *end++ = (char)letter;
    else {
      *end++ = (char)(0xC0 | letter >> 6);
      *end++ = (char)(0x80 | (letter & 0x3F));
    }
  }
  return (size_t)(end - text);
}

static void finish(
    engine_function_info info, engine_aggregate_state *states, engine_vector result,
    uint64_t count, uint64_t offset) {
  const engine_functions *functions = library;
  char few[1024], *text = few;
  size_t room = sizeof few;
  for (uint64_t i = 0; i < count; i++) {
    Journey *journey = states[i];
    size_t needed = 2 * (size_t)journey->count;
    if (needed > room) {
      char *larger = realloc(text == few ? NULL : text, needed);
      if (!larger) {
        functions->aggregate_function_set_error(
            info, "Out of Memory Error: the letters of a journey");
        break;
      }
      text = larger;
      room = needed;
    }
    sort(steps_of(journey), journey->count);
    size_t length = letters(steps_of(journey), journey->count, text);
    functions->vector_assign_string_element_len(result, offset + i, text, length);
  }
  if (text != few) free(text);
}

engine_state engine_register_journey_steps(
    const engine_functions *functions, engine_connection connection) {
  engine_functions *none = NULL, *copy = malloc(sizeof *copy);
  if (!copy) return 1;
  *copy = *functions;
  if (!atomic_compare_exchange_strong(&library, &none, copy)) free(copy);
  engine_aggregate_function function = functions->create_aggregate_function();
  engine_type whole = functions->create_logical_type(ENGINE_INT64);
  engine_type text = functions->create_logical_type(ENGINE_TEXT);
  functions->aggregate_function_set_name(function, "journey_steps");
  functions->aggregate_function_add_parameter(function, whole);
  functions->aggregate_function_set_return_type(function, text);
  functions->aggregate_function_set_functions(function, state_size, begin, take, combine, finish);
  functions->aggregate_function_set_destructor(function, discard);
  engine_state state = functions->register_aggregate_function(connection, function);
  functions->destroy_logical_type(&whole);
  functions->destroy_logical_type(&text);
  functions->destroy_aggregate_function(&function);
  return state;
}
