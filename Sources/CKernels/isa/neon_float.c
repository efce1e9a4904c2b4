#if defined(__aarch64__)
#include <arm_neon.h>

#include "neon.h"

#pragma STDC FP_CONTRACT OFF

// Column k of rows 0-3 or 4-7 of a group.
CK_INLINE float32x4_t load_column(ck_type type, const uint8_t *quants, size_t k, int part) {
  const uint8_t *at = quants + (k * CK_GROUP_ROWS + 4 * (size_t)part) * ck_element_bytes(type);
  if (type == CK_F32) return vreinterpretq_f32_u8(vld1q_u8(at));
  if (type == CK_F16) return vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(at)));
  return vreinterpretq_f32_u32(vshll_n_u16(vreinterpret_u16_u8(vld1_u8(at)), 16));
}

// A row per lane, so no sum crosses lanes.
CK_INLINE void multiply_tile(const ck_tile *t, ck_type type, int groups, int columns) {
  size_t cols = t->w->cols;
  const uint8_t *quants[CK_TILE_GROUPS];
  const float *x[CK_TILE_COLUMNS];
  float32x4_t total[CK_TILE_GROUPS][CK_TILE_COLUMNS][2], acc[CK_TILE_GROUPS][CK_TILE_COLUMNS][2];
  for (int g = 0; g < groups; g++) quants[g] = ck_group_quants(t->w, t->group[g]);
  for (int c = 0; c < columns; c++) x[c] = ck_tile_values(t, (size_t)c);
#pragma unroll
  for (int i = 0; i < groups * columns * 2; i++)
    total[i / 2 / columns][i / 2 % columns][i % 2] = vdupq_n_f32(0);
  for (size_t first = 0; first < cols; first += CK_CHAIN) {
    size_t last = first + CK_CHAIN < cols ? first + CK_CHAIN : cols;
#pragma unroll
    for (int i = 0; i < groups * columns * 2; i++)
      acc[i / 2 / columns][i / 2 % columns][i % 2] = vdupq_n_f32(0);
    for (size_t k = first; k < last; k++)
#pragma unroll
      for (int g = 0; g < groups; g++)
#pragma unroll
        for (int part = 0; part < 2; part++) {
          float32x4_t w = load_column(type, quants[g], k, part);
#pragma unroll
          for (int c = 0; c < columns; c++)
            acc[g][c][part] = vfmaq_n_f32(acc[g][c][part], w, x[c][k]);
        }
#pragma unroll
    for (int i = 0; i < groups * columns * 2; i++) {
      int g = i / 2 / columns, c = i / 2 % columns, part = i % 2;
      total[g][c][part] = vaddq_f32(total[g][c][part], acc[g][c][part]);
    }
  }
  for (int g = 0; g < groups; g++)
    for (int c = 0; c < columns; c++)
      for (int part = 0; part < 2; part++)
        vst1q_f32(ck_tile_output(t, (size_t)g, (size_t)c) + 4 * part, total[g][c][part]);
}

CK_INLINE void multiply_any(const ck_tile *t, int groups, int columns) {
  switch (t->w->type) {
  case CK_F32: multiply_tile(t, CK_F32, groups, columns); break;
  case CK_F16: multiply_tile(t, CK_F16, groups, columns); break;
  default: multiply_tile(t, CK_BF16, groups, columns); break;
  }
}

static void run_4x1(const ck_tile *t) { multiply_any(t, 4, 1); }
static void run_4x2(const ck_tile *t) { multiply_any(t, 4, 2); }
static void run_2x4(const ck_tile *t) { multiply_any(t, 2, 4); }
static void run_1x8(const ck_tile *t) { multiply_any(t, 1, 8); }

static const ck_shape shapes[] = {{4, 1, run_4x1}, {4, 2, run_4x2}, {2, 4, run_2x4},
                                  {1, 8, run_1x8}};

const ck_shapes ck_neon_float_shapes = {shapes, sizeof shapes / sizeof *shapes};

#endif
