#if defined(__x86_64__)
#include <immintrin.h>

#include "avx2.h"

#pragma STDC FP_CONTRACT OFF

// Column k of a group: one value of each of 8 rows.
CK_INLINE CK_AVX2 __m256 load_column(ck_type type, const uint8_t *quants, size_t k) {
  if (type == CK_F32) return _mm256_loadu_ps((const float *)quants + 8 * k);
  __m128i halves = _mm_loadu_si128((const __m128i *)quants + k);
  if (type == CK_F16) return _mm256_cvtph_ps(halves);
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16));
}

// A row per lane, so no sum crosses lanes.
CK_INLINE CK_AVX2 void multiply_tile(const ck_tile *t, ck_type type, int groups, int columns) {
  size_t cols = t->w->cols;
  const uint8_t *quants[CK_TILE_GROUPS];
  const float *x[CK_TILE_COLUMNS];
  __m256 total[CK_TILE_GROUPS][CK_TILE_COLUMNS];
  for (int g = 0; g < groups; g++) quants[g] = ck_group_quants(t->w, t->group[g]);
  for (int c = 0; c < columns; c++) x[c] = ck_tile_values(t, (size_t)c);
  for (int g = 0; g < groups; g++)
    for (int c = 0; c < columns; c++) total[g][c] = _mm256_setzero_ps();
  for (size_t first = 0; first < cols; first += CK_CHAIN) {
    size_t last = first + CK_CHAIN < cols ? first + CK_CHAIN : cols;
    __m256 acc[CK_TILE_GROUPS][CK_TILE_COLUMNS];
#pragma unroll
    for (int g = 0; g < groups; g++)
#pragma unroll
      for (int c = 0; c < columns; c++) acc[g][c] = _mm256_setzero_ps();
    for (size_t k = first; k < last; k++)
#pragma unroll
      for (int g = 0; g < groups; g++) {
        __m256 w = load_column(type, quants[g], k);
#pragma unroll
        for (int c = 0; c < columns; c++)
          acc[g][c] = _mm256_fmadd_ps(w, _mm256_broadcast_ss(x[c] + k), acc[g][c]);
      }
#pragma unroll
    for (int g = 0; g < groups; g++)
#pragma unroll
      for (int c = 0; c < columns; c++) total[g][c] = _mm256_add_ps(total[g][c], acc[g][c]);
  }
  for (int g = 0; g < groups; g++)
    for (int c = 0; c < columns; c++)
      _mm256_storeu_ps(ck_tile_output(t, (size_t)g, (size_t)c), total[g][c]);
}

CK_INLINE CK_AVX2 void multiply_any(const ck_tile *t, int groups, int columns) {
  switch (t->w->type) {
  case CK_F32: multiply_tile(t, CK_F32, groups, columns); break;
  case CK_F16: multiply_tile(t, CK_F16, groups, columns); break;
  default: multiply_tile(t, CK_BF16, groups, columns); break;
  }
}

CK_AVX2 static void run_4x1(const ck_tile *t) { multiply_any(t, 4, 1); }
CK_AVX2 static void run_4x2(const ck_tile *t) { multiply_any(t, 4, 2); }
CK_AVX2 static void run_2x4(const ck_tile *t) { multiply_any(t, 2, 4); }
CK_AVX2 static void run_1x8(const ck_tile *t) { multiply_any(t, 1, 8); }

static const ck_shape shapes[] = {{4, 1, run_4x1}, {4, 2, run_4x2}, {2, 4, run_2x4},
                                  {1, 8, run_1x8}};

const ck_shapes ck_avx2_float_shapes = {shapes, sizeof shapes / sizeof *shapes};

#endif
