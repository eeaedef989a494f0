// The part of zlib that unpacks, behind a type of our own: zlib's header brings types of the
// system along, which Swift would then take for parts of this module.
#ifndef C_ZLIB_H
#define C_ZLIB_H

#include <stddef.h>
#include <stdint.h>

typedef struct Inflater Inflater;

typedef enum {
    InflationGoesOn,
    InflationIsAtItsEnd,
    InflationLacksBytes,
    InflationHasAnotherSum,
    InflationIsDamaged
} InflationState;

// window_bits is that of zlib's inflateInit2. NULL when there is no memory.
Inflater *inflater_open(int32_t window_bits);

// Unpacks from `input` to `output`. The counts go in as sizes and come out as what was used and made.
InflationState inflater_step(
    Inflater *inflater, const uint8_t *input, uint32_t *input_count, uint8_t *output, uint32_t *output_count);

void inflater_close(Inflater *inflater);

#endif
