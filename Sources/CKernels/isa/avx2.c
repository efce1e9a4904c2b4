#if defined(__x86_64__)
#include <immintrin.h>

#include "avx2.h"

#pragma STDC FP_CONTRACT OFF

// Quads whose vpmaddubsw results fit 16 bits when added: 15 x 127 x 2 x 8, 31 x 127 x 2 x 4,
// 63 x 127 x 2 x 2 and 128 x 127 x 2 are all below 32768.
CK_INLINE int quads_per_sum(ck_type type) {
  switch (ck_lines(type)) {
  case 4: return 8;
  case 5: return 4;
  case 6: return 2;
  default: return 1;
  }
}

CK_INLINE CK_AVX2 __m256i load_line(const uint8_t *lines, int line) {
  return _mm256_load_si256((const __m256i *)lines + line);
}

CK_INLINE CK_AVX2 __m256i broadcast_quad(const int8_t *x, int quad) {
  return _mm256_set1_epi32((int)ck_load32(x + 4 * quad));
}

// Quad `quad` of the 8 rows of a block, as stored.
CK_INLINE CK_AVX2 __m256i load_quad(ck_type type, const uint8_t *lines, int quad) {
  const __m256i low = _mm256_set1_epi8(15);
  int count = ck_lines(type);
  if (count == 8) return load_line(lines, quad);
  __m256i line = load_line(lines, quad % 4);
  __m256i value = _mm256_and_si256(quad < 4 ? line : _mm256_srli_epi16(line, 4), low);
  if (count == 5) {
    __m256i bit = _mm256_and_si256(load_line(lines, 4), _mm256_set1_epi8((char)(1 << quad)));
    bit = quad < 4 ? _mm256_slli_epi16(bit, 4 - quad) : _mm256_srli_epi16(bit, quad - 4);
    value = _mm256_or_si256(value, bit);
  }
  if (count == 6) {
    int shift = 2 * (quad % 4);
    __m256i bits = load_line(lines, 4 + quad / 4);
    bits = _mm256_and_si256(bits, _mm256_set1_epi8((char)(3 << shift)));
    bits = shift < 4 ? _mm256_slli_epi16(bits, 4 - shift) : _mm256_srli_epi16(bits, shift - 4);
    value = _mm256_or_si256(value, bits);
  }
  return value;
}

// Products of a quad with a column, added to 16 bits in pairs.
CK_INLINE CK_AVX2 __m256i dot_pairs(ck_type type, __m256i w, __m256i x) {
  if (type != CK_Q8_0) return _mm256_maddubs_epi16(w, x);
  return _mm256_maddubs_epi16(_mm256_abs_epi8(w), _mm256_sign_epi8(x, w));
}

// What a block's 16-bit sums are multiplied by, twice per lane: 1, or the scale of 16 columns.
CK_INLINE CK_AVX2 __m256i sum_factor(ck_type type, const uint8_t *step, size_t b, int half) {
  if (type != CK_Q6_K) return _mm256_set1_epi16(1);
  const uint8_t *scale = step + ck_step_header(type) + 16 * b + 8 * (size_t)half;
  __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)scale));
  return _mm256_or_si256(_mm256_slli_epi32(wide, 16),
                         _mm256_and_si256(wide, _mm256_set1_epi32(0xffff)));
}

// The offset times the sums of the column's block: what the unsigned quants have too much.
CK_INLINE CK_AVX2 __m256i excess(ck_type type, __m256i low, __m256i high, __m256i half_sums) {
  if (type == CK_Q6_K)
    return _mm256_slli_epi32(_mm256_madd_epi16(half_sums, _mm256_blend_epi16(low, high, 0xaa)), 5);
  return _mm256_madd_epi16(half_sums, _mm256_set1_epi16((short)ck_offset(type)));
}

CK_INLINE CK_AVX2 __m256 load_halves(const uint8_t *p) {
  return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)p));
}

CK_INLINE CK_AVX2 __m256 load_bytes(const uint8_t *p) {
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)p)));
}

CK_INLINE CK_AVX2 __m256 block_scale(ck_type type, const uint8_t *step, size_t b) {
  __m256 d = load_halves(step);
  if (type != CK_Q4_K && type != CK_Q5_K) return d;
  return _mm256_mul_ps(d, load_bytes(step + ck_step_header(type) + 16 * b));
}

CK_INLINE CK_AVX2 __m256 block_minimum(ck_type type, const uint8_t *step, size_t b) {
  __m256 m = load_halves(step + 16);
  if (type == CK_Q4_1) return m;
  m = _mm256_mul_ps(m, load_bytes(step + ck_step_header(type) + 16 * b + 8));
  return _mm256_xor_ps(m, _mm256_set1_ps(-0.0f));
}

// Exact block sums of one group with some columns.
CK_INLINE CK_AVX2 void block_sums(__m256i *sum, ck_type type, int columns, const uint8_t *lines,
                                  const uint8_t *step, size_t b, const int8_t *const *x) {
  __m256i pairs[CK_TILE_COLUMNS];
  int per = quads_per_sum(type);
#pragma unroll
  for (int quad = 0; quad < 8; quad++) {
    __m256i w = load_quad(type, lines, quad);
#pragma unroll
    for (int c = 0; c < columns; c++) {
      __m256i product = dot_pairs(type, w, broadcast_quad(x[c], quad));
      pairs[c] = quad % per == 0 ? product : _mm256_add_epi16(pairs[c], product);
      if ((quad + 1) % per != 0) continue;
      __m256i wide = _mm256_madd_epi16(pairs[c], sum_factor(type, step, b, quad / 4));
      sum[c] = quad < per ? wide : _mm256_add_epi32(sum[c], wide);
    }
  }
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_AVX2 void add_block(__m256 *acc, const ck_tile *t, ck_type type, int columns,
                                 const uint8_t *lines, const uint8_t *step, size_t b,
                                 size_t block) {
  const int8_t *x[CK_TILE_COLUMNS];
  __m256i sum[CK_TILE_COLUMNS];
  for (int c = 0; c < columns; c++)
    x[c] = ck_tile_quants(t, (size_t)c) + block * CK_BLOCK_COLUMNS;
  block_sums(sum, type, columns, lines, step, b, x);
  __m256 scale = block_scale(type, step, b);
  __m256i low = sum_factor(type, step, b, 0), high = sum_factor(type, step, b, 1);
#pragma unroll
  for (int c = 0; c < columns; c++) {
    size_t at = ck_tile_block(t, (size_t)c) + block;
    if (ck_offset(type) != 0) {
      __m256i half_sums = _mm256_set1_epi32((int)ck_load32(t->x->half_sums + 2 * at));
      sum[c] = _mm256_sub_epi32(sum[c], excess(type, low, high, half_sums));
    }
    __m256 factor = _mm256_mul_ps(scale, _mm256_broadcast_ss(t->x->scale + at));
    acc[c] = _mm256_fmadd_ps(factor, _mm256_cvtepi32_ps(sum[c]), acc[c]);
    if (ck_has_minimum(type))
      acc[c] = _mm256_fmadd_ps(block_minimum(type, step, b),
                               _mm256_broadcast_ss(t->x->scaled_sum + at), acc[c]);
  }
}

CK_INLINE CK_AVX2 void multiply_tile(const ck_tile *t, ck_type type, int groups, int columns) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  size_t line_bytes = (size_t)ck_lines(type) * CK_LINE;
  const uint8_t *lines[CK_TILE_GROUPS], *step[CK_TILE_GROUPS];
  __m256 acc[CK_TILE_GROUPS][CK_TILE_COLUMNS];
  for (int g = 0; g < groups; g++) {
    lines[g] = ck_group_quants(t->w, t->group[g]);
    step[g] = ck_group_scales(t->w, t->group[g]);
    for (int c = 0; c < columns; c++) acc[g][c] = _mm256_setzero_ps();
  }
  for (size_t block = 0; block < blocks; block += per)
    for (size_t b = 0; b < per; b++)
#pragma unroll
      for (int g = 0; g < groups; g++) {
        ck_prefetch(lines[g], line_bytes);
        add_block(acc[g], t, type, columns, lines[g], step[g], b, block + b);
        lines[g] += line_bytes;
        if (b + 1 == per) step[g] += ck_step_bytes(type);
      }
  for (int g = 0; g < groups; g++)
    for (int c = 0; c < columns; c++)
      _mm256_storeu_ps(ck_tile_output(t, (size_t)g, (size_t)c), acc[g][c]);
}

CK_INLINE CK_AVX2 void multiply_any(const ck_tile *t, int groups, int columns) {
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

CK_AVX2 static void run_2x1(const ck_tile *t) { multiply_any(t, 2, 1); }
CK_AVX2 static void run_2x2(const ck_tile *t) { multiply_any(t, 2, 2); }
CK_AVX2 static void run_1x4(const ck_tile *t) { multiply_any(t, 1, 4); }

// Two streams for one column: four read a quarter less of a Zen 5's memory. No shape of eight
// columns: its sums do not fit the registers, and unpacking the weights twice takes less time.
static const ck_shape shapes[] = {{2, 1, run_2x1}, {2, 2, run_2x2}, {1, 4, run_1x4}};

CK_AVX2 static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x,
                             float *y, size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_avx2_float_shapes : fit, w, groups, x, y, stride);
}

static unsigned vector_bits(void) { return 256; }

const ck_kernels ck_avx2 = {
    .name = "avx2",
    .vector_bits = vector_bits,
    .quantize = ck_avx2_quantize,
    .multiply = multiply,
    .rms_norm = ck_avx2_rms_norm,
    .softmax = ck_avx2_softmax,
    .swiglu = ck_avx2_swiglu,
    .add = ck_avx2_add,
    .rope_pairs = ck_avx2_rope_pairs,
    .rope_halves = ck_avx2_rope_halves,
    .to_half = ck_avx2_to_half,
    .from_half = ck_avx2_from_half,
    .store_key = ck_avx2_store_key,
    .attend_scores = ck_avx2_attend_scores,
    .attend_values = ck_avx2_attend_values,
};

#endif
