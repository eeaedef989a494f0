#include "CZlib.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct Inflater {
    z_stream stream;
};

Inflater *inflater_open(int32_t window_bits) {
    Inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater && inflateInit2(&inflater->stream, window_bits) != Z_OK) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

InflationState inflater_step(
    Inflater *inflater, const uint8_t *input, uint32_t *input_count, uint8_t *output, uint32_t *output_count) {
    z_stream *stream = &inflater->stream;
    stream->next_in = (Bytef *)input;
    stream->avail_in = *input_count;
    stream->next_out = output;
    stream->avail_out = *output_count;
    int status = inflate(stream, Z_NO_FLUSH);
    *input_count -= stream->avail_in;
    *output_count -= stream->avail_out;
    switch (status) {
    case Z_STREAM_END: return InflationIsAtItsEnd;
    case Z_OK: return *input_count || *output_count ? InflationGoesOn : InflationLacksBytes;
    case Z_BUF_ERROR: return InflationLacksBytes;
    // zlib tells a wrong check sum or length from other damage only by its words.
    case Z_DATA_ERROR:
        if (stream->msg && (strstr(stream->msg, "data check") || strstr(stream->msg, "length check")))
            return InflationHasAnotherSum;
        return InflationIsDamaged;
    default: return InflationIsDamaged;
    }
}

void inflater_close(Inflater *inflater) {
    inflateEnd(&inflater->stream);
    free(inflater);
}
