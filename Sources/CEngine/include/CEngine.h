// What the project uses of DuckDB's C interface (version 1.5.5, from its reference pages), declared
// under names of our own: opaque handles, the few structs that cross by value, and a table of
// functions that is filled when the library is opened.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether a pointer may be null is said where it matters below, and nowhere else.
#pragma clang diagnostic ignored "-Wnullability-completeness"

// Handles. Each is a pointer that only the library looks behind.
typedef struct engine_database_object *engine_database;
typedef struct engine_connection_object *engine_connection;
typedef struct engine_configuration_object *engine_configuration;
typedef struct engine_statement_object *engine_statement;
typedef struct engine_chunk_object *engine_chunk;
typedef struct engine_vector_object *engine_vector;
typedef struct engine_type_object *engine_type;
typedef struct engine_table_function_object *engine_table_function;
typedef struct engine_bind_object *engine_bind_info;
typedef struct engine_init_object *engine_init_info;
typedef struct engine_scan_object *engine_scan_info;
typedef struct engine_value_object *engine_value;
typedef struct engine_aggregate_function_object *engine_aggregate_function;
typedef struct engine_function_info_object *engine_function_info;
typedef void *engine_aggregate_state;

// What a table function calls: to learn its columns, to begin a scan, to fill one chunk, and to give
// back what was handed over.
typedef void (*engine_bind)(engine_bind_info);
typedef void (*engine_init)(engine_init_info);
typedef void (*engine_scan)(engine_scan_info, engine_chunk);
typedef void (*engine_release)(void *);

// What an aggregate calls: for the size of a group's state, to begin one, to take a chunk of rows with the
// state of each, to add the states of one thread to those of another, to write the values of states into a
// vector from a row on, and to give back what states hold.
typedef uint64_t (*engine_state_size)(engine_function_info);
typedef void (*engine_state_begin)(engine_function_info, engine_aggregate_state);
typedef void (*engine_state_take)(engine_function_info, engine_chunk, engine_aggregate_state *);
typedef void (*engine_state_combine)(engine_function_info, engine_aggregate_state *sources,
                                     engine_aggregate_state *targets, uint64_t count);
typedef void (*engine_state_finish)(engine_function_info, engine_aggregate_state *, engine_vector,
                                    uint64_t count, uint64_t offset);
typedef void (*engine_state_discard)(engine_aggregate_state *, uint64_t count);

// Every call that can fail answers 0 for success and 1 for failure.
typedef int32_t engine_state;

// The kinds of column, by the library's numbers.
enum {
  ENGINE_BOOLEAN = 1,
  ENGINE_INT8 = 2,
  ENGINE_INT16 = 3,
  ENGINE_INT32 = 4,
  ENGINE_INT64 = 5,
  ENGINE_UINT8 = 6,
  ENGINE_UINT16 = 7,
  ENGINE_UINT32 = 8,
  ENGINE_UINT64 = 9,
  ENGINE_FLOAT = 10,
  ENGINE_DOUBLE = 11,
  ENGINE_TIMESTAMP = 12,
  ENGINE_DATE = 13,
  ENGINE_TIME = 14,
  ENGINE_INTERVAL = 15,
  ENGINE_INT128 = 16,
  ENGINE_TEXT = 17,
  ENGINE_BLOB = 18,
  ENGINE_DECIMAL = 19,
  ENGINE_TIMESTAMP_SECONDS = 20,
  ENGINE_TIMESTAMP_MILLISECONDS = 21,
  ENGINE_TIMESTAMP_NANOSECONDS = 22,
  ENGINE_ENUMERATION = 23,
  ENGINE_UINT128 = 32,
  ENGINE_TIMESTAMP_ZONED = 31,
  ENGINE_NULL = 36,
};

// A result is a struct of six words; only the library reads them.
typedef struct {
  uint64_t words[3];
  void *pointers[3];
} engine_result;

typedef struct {
  int32_t days;
} engine_date;

typedef struct {
  int64_t microseconds;
} engine_timestamp;

typedef struct {
  double percentage;
  uint64_t rows_done;
  uint64_t rows_in_all;
} engine_progress;

// A text of a vector: its length, then either its bytes (up to 12) or four bytes and a pointer.
typedef struct {
  uint32_t length;
  char prefix[4];
  const char *bytes;
} engine_text;

// The functions in use: result, name after "duckdb_", parameters.
#define ENGINE_FUNCTIONS(FUNCTION)                                                                 \
  FUNCTION(const char *, library_version, (void))                                                  \
  FUNCTION(engine_state, create_config, (engine_configuration *))                                  \
  FUNCTION(engine_state, set_config, (engine_configuration, const char *, const char *))           \
  FUNCTION(void, destroy_config, (engine_configuration *))                                         \
  FUNCTION(engine_state, open_ext,                                                                 \
           (const char *, engine_database *, engine_configuration, char **))                       \
  FUNCTION(void, close, (engine_database *))                                                       \
  FUNCTION(engine_state, connect, (engine_database, engine_connection *))                          \
  FUNCTION(void, disconnect, (engine_connection *))                                                \
  FUNCTION(void, interrupt, (engine_connection))                                                   \
  FUNCTION(engine_progress, query_progress, (engine_connection))                                   \
  FUNCTION(engine_state, prepare, (engine_connection, const char *, engine_statement *))           \
  FUNCTION(const char *, prepare_error, (engine_statement))                                        \
  FUNCTION(void, destroy_prepare, (engine_statement *))                                            \
  FUNCTION(uint64_t, nparams, (engine_statement))                                                  \
  FUNCTION(engine_state, bind_null, (engine_statement, uint64_t))                                  \
  FUNCTION(engine_state, bind_boolean, (engine_statement, uint64_t, bool))                         \
  FUNCTION(engine_state, bind_int64, (engine_statement, uint64_t, int64_t))                        \
  FUNCTION(engine_state, bind_double, (engine_statement, uint64_t, double))                        \
  FUNCTION(engine_state, bind_varchar_length,                                                      \
           (engine_statement, uint64_t, const char *, uint64_t))                                   \
  FUNCTION(engine_state, bind_date, (engine_statement, uint64_t, engine_date))                     \
  FUNCTION(engine_state, bind_timestamp, (engine_statement, uint64_t, engine_timestamp))           \
  FUNCTION(engine_state, execute_prepared, (engine_statement, engine_result *))                    \
  FUNCTION(const char *, result_error, (engine_result *))                                          \
  FUNCTION(void, destroy_result, (engine_result *))                                                \
  FUNCTION(uint64_t, column_count, (engine_result *))                                              \
  FUNCTION(const char *, column_name, (engine_result *, uint64_t))                                 \
  FUNCTION(engine_type, column_logical_type, (engine_result *, uint64_t))                          \
  FUNCTION(engine_chunk, fetch_chunk, (engine_result))                                             \
  FUNCTION(void, destroy_data_chunk, (engine_chunk *))                                             \
  FUNCTION(uint64_t, data_chunk_get_size, (engine_chunk))                                          \
  FUNCTION(engine_vector, data_chunk_get_vector, (engine_chunk, uint64_t))                         \
  FUNCTION(void *, vector_get_data, (engine_vector))                                               \
  FUNCTION(uint64_t *, vector_get_validity, (engine_vector))                                       \
  FUNCTION(int32_t, get_type_id, (engine_type))                                                    \
  FUNCTION(uint8_t, decimal_scale, (engine_type))                                                  \
  FUNCTION(int32_t, decimal_internal_type, (engine_type))                                          \
  FUNCTION(int32_t, enum_internal_type, (engine_type))                                             \
  FUNCTION(uint32_t, enum_dictionary_size, (engine_type))                                          \
  FUNCTION(char *, enum_dictionary_value, (engine_type, uint64_t))                                 \
  FUNCTION(void, destroy_logical_type, (engine_type *))                                            \
  FUNCTION(engine_type, create_logical_type, (int32_t))                                            \
  FUNCTION(engine_table_function, create_table_function, (void))                                   \
  FUNCTION(void, destroy_table_function, (engine_table_function *))                                \
  FUNCTION(void, table_function_set_name, (engine_table_function, const char *))                   \
  FUNCTION(void, table_function_add_parameter, (engine_table_function, engine_type))               \
  FUNCTION(void, table_function_set_extra_info,                                                    \
           (engine_table_function, void *, engine_release))                                        \
  FUNCTION(void, table_function_set_bind, (engine_table_function, engine_bind))                    \
  FUNCTION(void, table_function_set_init, (engine_table_function, engine_init))                    \
  FUNCTION(void, table_function_set_function, (engine_table_function, engine_scan))                \
  FUNCTION(void, table_function_supports_projection_pushdown, (engine_table_function, bool))       \
  FUNCTION(engine_state, register_table_function, (engine_connection, engine_table_function))      \
  FUNCTION(engine_aggregate_function, create_aggregate_function, (void))                           \
  FUNCTION(void, destroy_aggregate_function, (engine_aggregate_function *))                        \
  FUNCTION(void, aggregate_function_set_name, (engine_aggregate_function, const char *))           \
  FUNCTION(void, aggregate_function_add_parameter, (engine_aggregate_function, engine_type))       \
  FUNCTION(void, aggregate_function_set_return_type, (engine_aggregate_function, engine_type))     \
  FUNCTION(void, aggregate_function_set_functions,                                                 \
           (engine_aggregate_function, engine_state_size, engine_state_begin, engine_state_take,   \
            engine_state_combine, engine_state_finish))                                            \
  FUNCTION(void, aggregate_function_set_destructor,                                                \
           (engine_aggregate_function, engine_state_discard))                                      \
  FUNCTION(void, aggregate_function_set_error, (engine_function_info, const char *))               \
  FUNCTION(engine_state, register_aggregate_function,                                              \
           (engine_connection, engine_aggregate_function))                                         \
  FUNCTION(void *, bind_get_extra_info, (engine_bind_info))                                        \
  FUNCTION(engine_value, bind_get_parameter, (engine_bind_info, uint64_t))                         \
  FUNCTION(void, bind_add_result_column, (engine_bind_info, const char *, engine_type))            \
  FUNCTION(void, bind_set_cardinality, (engine_bind_info, uint64_t, bool))                         \
  FUNCTION(void, bind_set_bind_data, (engine_bind_info, void *, engine_release))                   \
  FUNCTION(void, bind_set_error, (engine_bind_info, const char *))                                 \
  FUNCTION(char *, get_varchar, (engine_value))                                                    \
  FUNCTION(void, destroy_value, (engine_value *))                                                  \
  FUNCTION(void *, init_get_bind_data, (engine_init_info))                                         \
  FUNCTION(uint64_t, init_get_column_count, (engine_init_info))                                    \
  FUNCTION(uint64_t, init_get_column_index, (engine_init_info, uint64_t))                          \
  FUNCTION(void, init_set_max_threads, (engine_init_info, uint64_t))                               \
  FUNCTION(void, init_set_init_data, (engine_init_info, void *, engine_release))                   \
  FUNCTION(void *, function_get_init_data, (engine_scan_info))                                     \
  FUNCTION(void, function_set_error, (engine_scan_info, const char *))                             \
  FUNCTION(uint64_t, vector_size, (void))                                                          \
  FUNCTION(void, vector_ensure_validity_writable, (engine_vector))                                 \
  FUNCTION(void, validity_set_row_invalid, (uint64_t *, uint64_t))                                 \
  FUNCTION(void, vector_assign_string_element_len,                                                 \
           (engine_vector, uint64_t, const char *, uint64_t))                                      \
  FUNCTION(void, data_chunk_set_size, (engine_chunk, uint64_t))                                    \
  FUNCTION(void, free, (void *))

#define ENGINE_FIELD(result, name, parameters) result(*_Nonnull name) parameters;
typedef struct {
  ENGINE_FUNCTIONS(ENGINE_FIELD)
} engine_functions;
#undef ENGINE_FIELD

// Opens a library and fills the table. Answers null when that fails, with the reason in `reason`
// (always ended by a zero byte when `capacity` is above zero). The library is never closed again.
const engine_functions *_Nullable engine_load(const char *_Nonnull library,
                                              char *_Nonnull reason, size_t capacity);

// Declares to the engine the aggregates `journey_steps` and `journey_times`: JourneySteps.c says what they are.
engine_state engine_register_journeys(const engine_functions *_Nonnull functions,
                                      engine_connection _Nonnull connection);

// Opens a library whose symbols every later library may use; false when it cannot be opened.
bool engine_load_globally(const char *_Nonnull library);

// A file that lies in memory and has no name; below zero when the system makes none.
int engine_memory_file(void);
