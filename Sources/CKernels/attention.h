// Attention on 16 float lanes, for the functions of an instruction set to inline.
//
// Some queries are worked on together, so that a key or value is read and widened once for all of
// them, and enough blocks of 16 beside them to fill the registers: queries x blocks accumulators.
#ifndef CK_ATTENTION_H
#define CK_ATTENTION_H

#include "lanes.h"

#pragma STDC FP_CONTRACT OFF

enum { CK_QUERIES = 4 }; // worked on together at most

CK_INLINE void ck_lanes_store_key(uint16_t *keys, size_t position, const float *key, size_t size) {
  uint16_t *first = keys + position / CK_LANES * size * CK_LANES + position % CK_LANES;
  for (size_t i = 0; i < size; i += CK_LANES) {
    uint16_t halves[CK_LANES];
    size_t count = size - i < CK_LANES ? size - i : CK_LANES;
    ck_lanes_to_half(halves, key + i, count);
    for (size_t lane = 0; lane < count; lane++) first[(i + lane) * CK_LANES] = halves[lane];
  }
}

// Scores of some queries for `blocks` blocks of 16 positions from `block` on.
CK_INLINE void ck_lanes_score_tile(float *scores, size_t stride, const float *queries, int count,
                                   const ck_context *context, size_t block, int blocks,
                                   float scale) {
  size_t size = context->size;
  ck_lanes acc[CK_QUERIES][2 * CK_QUERIES], key[2 * CK_QUERIES], query;
  for (int q = 0; q < count; q++)
    for (int b = 0; b < blocks; b++) acc[q][b] = (ck_lanes){0};
  for (size_t i = 0; i < size; i++) {
#pragma unroll
    for (int b = 0; b < blocks; b++)
      ck_lanes_load_half(&key[b], context->keys + ((block + (size_t)b) * size + i) * CK_LANES,
                         CK_LANES);
#pragma unroll
    for (int q = 0; q < count; q++) {
      ck_lanes_splat(&query, queries[(size_t)q * size + i]);
#pragma unroll
      for (int b = 0; b < blocks; b++)
        acc[q][b] = __builtin_elementwise_fma(query, key[b], acc[q][b]);
    }
  }
  for (int q = 0; q < count; q++)
    for (int b = 0; b < blocks; b++) {
      ck_lanes v = acc[q][b] * scale;
      ck_lanes_store(scores + (size_t)q * stride + (block + (size_t)b) * CK_LANES, &v, CK_LANES);
    }
}

CK_INLINE void ck_lanes_score_queries(float *scores, size_t stride, const float *queries,
                                      int count, int blocks, const ck_context *context,
                                      float scale) {
  size_t all = (context->positions + CK_LANES - 1) / CK_LANES, block = 0;
  for (; block + (size_t)blocks <= all; block += (size_t)blocks)
    ck_lanes_score_tile(scores, stride, queries, count, context, block, blocks, scale);
  for (; block < all; block++)
    ck_lanes_score_tile(scores, stride, queries, count, context, block, 1, scale);
}

// Some weighted sums over all positions, of `parts` times 16 values from `first` on, of which
// `values` are there.
CK_INLINE void ck_lanes_sum_tile(float *y, const float *weights, size_t stride, int count,
                                 const ck_context *context, size_t first, int parts,
                                 size_t values) {
  size_t size = context->size;
  ck_lanes acc[CK_QUERIES][2 * CK_QUERIES], value[2 * CK_QUERIES], weight;
  for (int q = 0; q < count; q++)
    for (int p = 0; p < parts; p++) acc[q][p] = (ck_lanes){0};
  for (size_t t = 0; t < context->positions; t++) {
    const uint16_t *row = context->values + t * size + first;
#pragma unroll
    for (int p = 0; p < parts; p++) ck_lanes_load_half(&value[p], row + p * CK_LANES, values);
#pragma unroll
    for (int q = 0; q < count; q++) {
      ck_lanes_splat(&weight, weights[(size_t)q * stride + t]);
#pragma unroll
      for (int p = 0; p < parts; p++)
        acc[q][p] = __builtin_elementwise_fma(weight, value[p], acc[q][p]);
    }
  }
  for (int q = 0; q < count; q++)
    for (int p = 0; p < parts; p++)
      ck_lanes_store(y + (size_t)q * size + first + (size_t)p * CK_LANES, &acc[q][p], values);
}

CK_INLINE void ck_lanes_sum_queries(float *y, const float *weights, size_t stride, int count,
                                    int parts, const ck_context *context) {
  size_t first = 0, size = context->size, whole = (size_t)parts * CK_LANES;
  for (; first + whole <= size; first += whole)
    ck_lanes_sum_tile(y, weights, stride, count, context, first, parts, CK_LANES);
  for (; first + CK_LANES <= size; first += CK_LANES)
    ck_lanes_sum_tile(y, weights, stride, count, context, first, 1, CK_LANES);
  if (first < size)
    ck_lanes_sum_tile(y, weights, stride, count, context, first, 1, size - first);
}

// `chains` is how many accumulators of 16 lanes the registers hold.
CK_INLINE void ck_lanes_attend_scores(float *scores, size_t stride, const float *queries,
                                      size_t count, const ck_context *context, float scale,
                                      int chains) {
  for (size_t q = 0; q < count;) {
    float *row = scores + q * stride;
    const float *query = queries + q * context->size;
    size_t left = count - q;
    if (left >= 4) ck_lanes_score_queries(row, stride, query, 4, chains / 4, context, scale);
    else if (left == 3) ck_lanes_score_queries(row, stride, query, 3, chains / 4, context, scale);
    else if (left == 2) ck_lanes_score_queries(row, stride, query, 2, chains / 2, context, scale);
    else ck_lanes_score_queries(row, stride, query, 1, chains, context, scale);
    q += left < CK_QUERIES ? left : CK_QUERIES;
  }
}

CK_INLINE void ck_lanes_attend_values(float *y, const float *weights, size_t stride, size_t count,
                                      const ck_context *context, int chains) {
  for (size_t q = 0; q < count;) {
    float *row = y + q * context->size;
    const float *weight = weights + q * stride;
    size_t left = count - q;
    if (left >= 4) ck_lanes_sum_queries(row, weight, stride, 4, chains / 4, context);
    else if (left == 3) ck_lanes_sum_queries(row, weight, stride, 3, chains / 4, context);
    else if (left == 2) ck_lanes_sum_queries(row, weight, stride, 2, chains / 2, context);
    else ck_lanes_sum_queries(row, weight, stride, 1, chains, context);
    q += left < CK_QUERIES ? left : CK_QUERIES;
  }
}

#endif
