// Two aggregates of the engine, `journey_steps(step, value)` and `journey_times(step, value)`: the steps of
// a group in their order, one letter each, and behind them what cannot be counted with others.
//
// A step is a moment times 1,024 plus a number below 1,024; its letter is that of the number, from "!" on.
// The number 1,023 is a purchase, and `value` what it was worth; nothing counts as 0.
//
//   letters             the steps
//   "\t" and amounts    of a group with several purchases: the bits of the worth of each, 16 digits of
//                       base 16, with commas between them; of one purchase the caller has the sum
//   "\n" and spans      of `journey_times` alone, and of a group with a purchase: from each step to the
//                       next, in the unit of the moments, with commas between them
//
// The engine's own functions on lists make the same in more time, for the list of each group is copied,
// sorted, changed and written by a function of its own.
#include "CEngine.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_LETTER = 33, NUMBERS = 1023, PURCHASE = 1023, FEW = 6, SHORT = 24 };
// The most bytes of a letter, of an amount and of a span, with the sign before it.
enum { LETTER = 2, AMOUNT = 17, SPAN = 21 };

// What the library's functions are, which no call from it tells; a process uses one library.
static engine_functions *_Atomic library;

typedef struct {
  int64_t step;
  double value;
} Purchase;

// Few steps lie in the state itself; more in memory of their own, whose room is then above `FEW`.
// Purchases stand among the steps, and once more with their values.
typedef struct {
  uint32_t count, room, purchase_count, purchase_room;
  Purchase *purchases;
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
  journey->count = journey->purchase_count = journey->purchase_room = 0;
  journey->room = FEW;
  journey->purchases = NULL;
}

static void discard(engine_aggregate_state *states, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    Journey *journey = states[i];
    if (journey->room > FEW) free(journey->steps.many);
    free(journey->purchases);
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

static bool add_purchases(Journey *journey, const Purchase *purchases, uint32_t count) {
  if (count > UINT32_MAX / 2 - journey->purchase_count) return false;
  uint32_t needed = journey->purchase_count + count, room = journey->purchase_room;
  if (needed > room) {
    if (!room) room = 1;
    while (room < needed) room *= 2;
    Purchase *larger = realloc(journey->purchases, room * sizeof *larger);
    if (!larger) return false;
    journey->purchases = larger;
    journey->purchase_room = room;
  }
  for (uint32_t i = 0; i < count; i++) journey->purchases[journey->purchase_count + i] = purchases[i];
  journey->purchase_count = needed;
  return true;
}

static bool is_valid(const uint64_t *validity, uint64_t row) {
  return !validity || validity[row / 64] >> (row % 64) & 1;
}

static const char no_memory[] = "Out of Memory Error: the steps of a journey";

static void take(engine_function_info info, engine_chunk input, engine_aggregate_state *states) {
  const engine_functions *functions = library;
  uint64_t count = functions->data_chunk_get_size(input);
  engine_vector first = functions->data_chunk_get_vector(input, 0);
  engine_vector second = functions->data_chunk_get_vector(input, 1);
  const int64_t *steps = functions->vector_get_data(first);
  const double *values = functions->vector_get_data(second);
  const uint64_t *validity = functions->vector_get_validity(first);
  const uint64_t *has_value = functions->vector_get_validity(second);
  for (uint64_t i = 0; i < count; i++) {
    if (!is_valid(validity, i)) continue;
    bool is_added = add(states[i], &steps[i], 1);
    if (is_added && (steps[i] & NUMBERS) == PURCHASE) {
      Purchase purchase = {steps[i], is_valid(has_value, i) ? values[i] : 0};
      is_added = add_purchases(states[i], &purchase, 1);
    }
    if (is_added) continue;
    functions->aggregate_function_set_error(info, no_memory);
    return;
  }
}

static void combine(
    engine_function_info info, engine_aggregate_state *sources, engine_aggregate_state *targets,
    uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    Journey *source = sources[i];
    if (!source->count) continue;
    if (add(targets[i], steps_of(source), source->count)
        && add_purchases(targets[i], source->purchases, source->purchase_count))
      continue;
    library->aggregate_function_set_error(info, no_memory);
    return;
  }
}

static int compare(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

// By their steps, and of one moment by their values.
static int compare_purchases(const void *left, const void *right) {
  const Purchase *a = left, *b = right;
  if (a->step != b->step) return a->step > b->step ? 1 : -1;
  return (a->value > b->value) - (a->value < b->value);
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

// Writes the letters of steps as UTF-8; answers their end.
static char *write_letters(char *end, const int64_t *steps, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t letter = FIRST_LETTER + (uint32_t)(steps[i] & NUMBERS);
    if (letter < 0x80) *end++ = (char)letter;
    else {
      *end++ = (char)(0xC0 | letter >> 6);
      *end++ = (char)(0x80 | (letter & 0x3F));
    }
  }
  return end;
}

static char *write_amounts(char *end, Purchase *purchases, uint32_t count) {
  qsort(purchases, count, sizeof *purchases, compare_purchases);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t bits;
    memcpy(&bits, &purchases[i].value, sizeof bits);
    end += snprintf(end, AMOUNT + 1, "%c%016" PRIx64, i ? ',' : '\t', bits);
  }
  return end;
}

static char *write_spans(char *end, const int64_t *steps, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    int64_t span = (steps[i] >> 10) - (steps[i - 1] >> 10);
    end += snprintf(end, SPAN + 1, "%c%" PRId64, i > 1 ? ',' : '\n', span);
  }
  return end;
}

static void finish_all(
    engine_function_info info, engine_aggregate_state *states, engine_vector result,
    uint64_t count, uint64_t offset, bool has_times) {
  const engine_functions *functions = library;
  char few[1024], *text = few;
  size_t room = sizeof few;
  for (uint64_t i = 0; i < count; i++) {
    Journey *journey = states[i];
    bool has_amounts = journey->purchase_count > 1, has_spans = has_times && journey->purchase_count;
    // One byte more, for `snprintf` ends with a zero.
    size_t needed = (LETTER + (has_spans ? SPAN : 0)) * (size_t)journey->count
      + (has_amounts ? AMOUNT * (size_t)journey->purchase_count : 0) + 1;
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
    int64_t *steps = steps_of(journey);
    sort(steps, journey->count);
    char *end = write_letters(text, steps, journey->count);
    if (has_amounts) end = write_amounts(end, journey->purchases, journey->purchase_count);
    if (has_spans) end = write_spans(end, steps, journey->count);
    functions->vector_assign_string_element_len(
        result, offset + i, text, (uint64_t)(end - text));
  }
  if (text != few) free(text);
}

static void finish(
    engine_function_info info, engine_aggregate_state *states, engine_vector result,
    uint64_t count, uint64_t offset) {
  finish_all(info, states, result, count, offset, false);
}

static void finish_with_times(
    engine_function_info info, engine_aggregate_state *states, engine_vector result,
    uint64_t count, uint64_t offset) {
  finish_all(info, states, result, count, offset, true);
}

static engine_state declare(
    const engine_functions *functions, engine_connection connection, const char *name,
    engine_state_finish finish_states) {
  engine_aggregate_function function = functions->create_aggregate_function();
  engine_type whole = functions->create_logical_type(ENGINE_INT64);
  engine_type number = functions->create_logical_type(ENGINE_DOUBLE);
  engine_type text = functions->create_logical_type(ENGINE_TEXT);
  functions->aggregate_function_set_name(function, name);
  functions->aggregate_function_add_parameter(function, whole);
  functions->aggregate_function_add_parameter(function, number);
  functions->aggregate_function_set_return_type(function, text);
  functions->aggregate_function_set_functions(
      function, state_size, begin, take, combine, finish_states);
  functions->aggregate_function_set_destructor(function, discard);
  engine_state state = functions->register_aggregate_function(connection, function);
  functions->destroy_logical_type(&whole);
  functions->destroy_logical_type(&number);
  functions->destroy_logical_type(&text);
  functions->destroy_aggregate_function(&function);
  return state;
}

engine_state engine_register_journeys(
    const engine_functions *functions, engine_connection connection) {
  engine_functions *none = NULL, *copy = malloc(sizeof *copy);
  if (!copy) return 1;
  *copy = *functions;
  if (!atomic_compare_exchange_strong(&library, &none, copy)) free(copy);
  engine_state steps = declare(functions, connection, "journey_steps", finish);
  engine_state times = declare(functions, connection, "journey_times", finish_with_times);
  return steps | times;
}
