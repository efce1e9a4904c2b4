// Products with a dot product of quads: included by the two files that define one.
//
// Before including: CK_DOT_TARGET, the target attribute, and
//   int32x4_t dot_half(int32x4_t sum, const int8x16_t *w, int8x16_t x)
// which adds to lane r the products of w[0..3], bytes 4r..4r+3, with x, bytes 4i..4i+3 for w[i].
#ifndef CK_NEON_TILES_H
#define CK_NEON_TILES_H

#include "neon_decode.h"

#pragma STDC FP_CONTRACT OFF

// Exact block sums of one part of a group with some columns.
CK_INLINE CK_DOT_TARGET void block_sums(int32x4_t *sum, const ck_tile *t, ck_type type, int columns,
                                        const uint8_t *lines, const uint8_t *step, size_t b,
                                        size_t block, int part) {
#pragma unroll
  for (int half = 0; half < 2; half++) {
    int8x16_t w[4];
    ck_load_quads(w, type, lines, half, part);
#pragma unroll
    for (int c = 0; c < columns; c++) {
      const int16_t *half_sums = t->x->half_sums + 2 * (ck_tile_block(t, (size_t)c) + block);
      int8x16_t x = vld1q_s8(ck_tile_quants(t, (size_t)c) + block * CK_BLOCK_COLUMNS + 16 * half);
      bool first = half == 0 || type == CK_Q6_K;
      int32x4_t start = first ? vdupq_n_s32(ck_sum_start(type, half_sums, half)) : sum[c];
      int32x4_t next = dot_half(start, w, x);
      if (type == CK_Q6_K) {
        int32x4_t scale = ck_half_scale(step, b, half, part);
        next = half == 0 ? vmulq_s32(next, scale) : vmlaq_s32(sum[c], next, scale);
      }
      sum[c] = next;
    }
  }
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_DOT_TARGET void add_block(float32x4_t *acc, const ck_tile *t, ck_type type,
                                       int columns, const uint8_t *lines, const uint8_t *step,
                                       size_t b, size_t block, int part) {
  int32x4_t sum[CK_TILE_COLUMNS];
  block_sums(sum, t, type, columns, lines, step, b, block, part);
  float32x4_t scale = ck_block_scale(type, step, b, part);
#pragma unroll
  for (int c = 0; c < columns; c++) {
    size_t at = ck_tile_block(t, (size_t)c) + block;
    acc[c] = vfmaq_f32(acc[c], vmulq_n_f32(scale, t->x->scale[at]), vcvtq_f32_s32(sum[c]));
    if (ck_has_minimum(type))
      acc[c] = vfmaq_n_f32(acc[c], ck_block_minimum(type, step, b, part), t->x->scaled_sum[at]);
  }
}

CK_INLINE CK_DOT_TARGET void multiply_tile(const ck_tile *t, ck_type type, int groups,
                                           int columns) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  size_t line_bytes = (size_t)ck_lines(type) * CK_LINE;
  const uint8_t *lines[CK_TILE_GROUPS], *step[CK_TILE_GROUPS];
  float32x4_t acc[CK_TILE_GROUPS][2][CK_TILE_COLUMNS];
  for (int g = 0; g < groups; g++) {
    lines[g] = ck_group_quants(t->w, t->group[g]);
    step[g] = ck_group_scales(t->w, t->group[g]);
    for (int c = 0; c < columns; c++) acc[g][0][c] = acc[g][1][c] = vdupq_n_f32(0);
  }
  for (size_t block = 0; block < blocks; block += per)
    for (size_t b = 0; b < per; b++)
#pragma unroll
      for (int g = 0; g < groups; g++) {
#pragma unroll
        for (int part = 0; part < 2; part++)
          add_block(acc[g][part], t, type, columns, lines[g], step[g], b, block + b, part);
        lines[g] += line_bytes;
        if (b + 1 == per) step[g] += ck_step_bytes(type);
      }
  for (int g = 0; g < groups; g++)
    for (int c = 0; c < columns; c++) {
      float *y = ck_tile_output(t, (size_t)g, (size_t)c);
      vst1q_f32(y, acc[g][0][c]);
      vst1q_f32(y + 4, acc[g][1][c]);
    }
}

CK_INLINE CK_DOT_TARGET void multiply_any(const ck_tile *t, int groups, int columns) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_tile(t, CK_Q4_0, groups, columns); break;
  case CK_Q4_1: multiply_tile(t, CK_Q4_1, groups, columns); break;
  case CK_Q5_0: multiply_tile(t, CK_Q5_0, groups, columns); break;
  case CK_Q8_0: multiply_tile(t, CK_Q8_0, groups, columns); break;
  case CK_Q4_K: multiply_tile(t, CK_Q4_K, groups, columns); break;
  case CK_Q5_K: multiply_tile(t, CK_Q5_K, groups, columns); break;
  default: multiply_tile(t, CK_Q6_K, groups, columns); break;
  }
}

#endif
