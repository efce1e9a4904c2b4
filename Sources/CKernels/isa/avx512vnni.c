#if defined(__x86_64__)
#include <immintrin.h>

#include "avx512.h"

#pragma STDC FP_CONTRACT OFF

// Two groups share a vector: lanes 0-7 are the rows of one, 8-15 those of the other.
typedef struct {
  const uint8_t *group[2];
} pair;

CK_INLINE CK_AVX512 __m512i load_line(pair lines, int line) {
  __m256i low = _mm256_load_si256((const __m256i *)lines.group[0] + line);
  __m256i high = _mm256_load_si256((const __m256i *)lines.group[1] + line);
  return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

CK_INLINE CK_AVX512 __m512i broadcast_quad(const int8_t *x, int quad) {
  return _mm512_set1_epi32((int)ck_load32(x + 4 * quad));
}

// Quad `quad` of the 16 rows of a block as unsigned bytes; signed ones get 128 added.
CK_INLINE CK_AVX512 __m512i load_quad(ck_type type, pair lines, int quad) {
  int count = ck_lines(type);
  if (count == 8) return _mm512_xor_si512(load_line(lines, quad), _mm512_set1_epi8(-128));
  __m512i line = load_line(lines, quad % 4);
  __m512i value = _mm512_and_si512(quad < 4 ? line : _mm512_srli_epi16(line, 4),
                                   _mm512_set1_epi8(15));
  if (count == 5) {
    __m512i bit = _mm512_and_si512(load_line(lines, 4), _mm512_set1_epi8((char)(1 << quad)));
    bit = quad < 4 ? _mm512_slli_epi16(bit, 4 - quad) : _mm512_srli_epi16(bit, quad - 4);
    value = _mm512_or_si512(value, bit);
  }
  if (count == 6) {
    int shift = 2 * (quad % 4);
    __m512i bits = load_line(lines, 4 + quad / 4);
    bits = _mm512_and_si512(bits, _mm512_set1_epi8((char)(3 << shift)));
    bits = shift < 4 ? _mm512_slli_epi16(bits, 4 - shift) : _mm512_srli_epi16(bits, shift - 4);
    value = _mm512_or_si512(value, bits);
  }
  return value;
}

CK_INLINE int unsigned_offset(ck_type type) { return type == CK_Q8_0 ? 128 : ck_offset(type); }

// 8 bytes of each group, from `at` bytes into its step.
CK_INLINE CK_AVX512 __m128i load_eights(pair step, size_t at) {
  return _mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i *)(step.group[0] + at)),
                            _mm_loadl_epi64((const __m128i *)(step.group[1] + at)));
}

CK_INLINE CK_AVX512 __m512 load_bytes(pair step, size_t at) {
  return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(load_eights(step, at)));
}

CK_INLINE CK_AVX512 __m512 load_halves(pair step, size_t at) {
  __m128i low = _mm_loadu_si128((const __m128i *)(step.group[0] + at));
  __m128i high = _mm_loadu_si128((const __m128i *)(step.group[1] + at));
  return _mm512_cvtph_ps(_mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1));
}

CK_INLINE CK_AVX512 __m512 block_scale(ck_type type, pair step, size_t b) {
  __m512 d = load_halves(step, 0);
  if (type != CK_Q4_K && type != CK_Q5_K) return d;
  return _mm512_mul_ps(d, load_bytes(step, ck_step_header(type) + 16 * b));
}

CK_INLINE CK_AVX512 __m512 block_minimum(ck_type type, pair step, size_t b) {
  __m512 m = load_halves(step, 16);
  if (type == CK_Q4_1) return m;
  m = _mm512_mul_ps(m, load_bytes(step, ck_step_header(type) + 16 * b + 8));
  return _mm512_xor_ps(m, _mm512_set1_ps(-0.0f));
}

CK_INLINE CK_AVX512 __m512i half_scale(pair step, size_t b, size_t half) {
  return _mm512_cvtepi8_epi32(load_eights(step, ck_step_header(CK_Q6_K) + 16 * b + 8 * half));
}

// Minus the offset times the sum of 16 or of 32 activations: where a block's sum starts.
CK_INLINE CK_AVX512 __m512i start(ck_type type, const int16_t *half_sums, int half) {
  if (unsigned_offset(type) == 0 || (half == 1 && type != CK_Q6_K)) return _mm512_setzero_si512();
  if (type == CK_Q6_K) return _mm512_set1_epi32(-unsigned_offset(type) * half_sums[half]);
  __m512i both = _mm512_set1_epi32((int)ck_load32(half_sums));
  return _mm512_madd_epi16(both, _mm512_set1_epi16((short)-unsigned_offset(type)));
}

// Exact block sums of two groups with some columns.
CK_INLINE CK_AVX512 void block_sums(__m512i *sum, const ck_tile *t, ck_type type, int columns,
                                    pair lines, pair step, size_t b, size_t block) {
#pragma unroll
  for (int half = 0; half < 2; half++) {
    __m512i part[CK_TILE_COLUMNS];
#pragma unroll
    for (int c = 0; c < columns; c++) {
      const int16_t *half_sums = t->x->half_sums + 2 * (ck_tile_block(t, (size_t)c) + block);
      part[c] = half == 0 || type == CK_Q6_K ? start(type, half_sums, half) : sum[c];
    }
#pragma unroll
    for (int quad = 4 * half; quad < 4 * half + 4; quad++) {
      __m512i w = load_quad(type, lines, quad);
#pragma unroll
      for (int c = 0; c < columns; c++) {
        const int8_t *x = ck_tile_quants(t, (size_t)c) + block * CK_BLOCK_COLUMNS;
        part[c] = _mm512_dpbusd_epi32(part[c], w, broadcast_quad(x, quad));
      }
    }
#pragma unroll
    for (int c = 0; c < columns; c++) {
      if (type == CK_Q6_K) part[c] = _mm512_mullo_epi32(part[c], half_scale(step, b, (size_t)half));
      sum[c] = half == 1 && type == CK_Q6_K ? _mm512_add_epi32(sum[c], part[c]) : part[c];
    }
  }
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_AVX512 void add_block(__m512 *acc, const ck_tile *t, ck_type type, int columns,
                                   pair lines, pair step, size_t b, size_t block) {
  __m512i sum[CK_TILE_COLUMNS];
  block_sums(sum, t, type, columns, lines, step, b, block);
  __m512 scale = block_scale(type, step, b);
#pragma unroll
  for (int c = 0; c < columns; c++) {
    size_t at = ck_tile_block(t, (size_t)c) + block;
    __m512 factor = _mm512_mul_ps(scale, _mm512_set1_ps(t->x->scale[at]));
    acc[c] = _mm512_fmadd_ps(factor, _mm512_cvtepi32_ps(sum[c]), acc[c]);
    if (ck_has_minimum(type))
      acc[c] = _mm512_fmadd_ps(block_minimum(type, step, b),
                               _mm512_set1_ps(t->x->scaled_sum[at]), acc[c]);
  }
}

CK_INLINE CK_AVX512 void multiply_tile(const ck_tile *t, ck_type type, int columns) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  size_t line_bytes = (size_t)ck_lines(type) * CK_LINE;
  pair lines, step;
  __m512 acc[CK_TILE_COLUMNS];
  for (int g = 0; g < 2; g++) {
    lines.group[g] = ck_group_quants(t->w, t->group[g]);
    step.group[g] = ck_group_scales(t->w, t->group[g]);
  }
  for (int c = 0; c < columns; c++) acc[c] = _mm512_setzero_ps();
  for (size_t block = 0; block < blocks; block += per)
    for (size_t b = 0; b < per; b++) {
      add_block(acc, t, type, columns, lines, step, b, block + b);
      for (int g = 0; g < 2; g++) {
        ck_prefetch(lines.group[g], line_bytes);
        lines.group[g] += line_bytes;
        if (b + 1 == per) step.group[g] += ck_step_bytes(type);
      }
    }
  for (int c = 0; c < columns; c++) {
    size_t column = (size_t)c;
    _mm256_storeu_ps(ck_tile_output(t, 0, column), _mm512_castps512_ps256(acc[c]));
    _mm256_storeu_ps(ck_tile_output(t, 1, column), _mm512_extractf32x8_ps(acc[c], 1));
  }
}

CK_INLINE CK_AVX512 void multiply_any(const ck_tile *t, int columns) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_tile(t, CK_Q4_0, columns); break;
  case CK_Q4_1: multiply_tile(t, CK_Q4_1, columns); break;
  case CK_Q5_0: multiply_tile(t, CK_Q5_0, columns); break;
  case CK_Q8_0: multiply_tile(t, CK_Q8_0, columns); break;
  case CK_Q4_K: multiply_tile(t, CK_Q4_K, columns); break;
  case CK_Q5_K: multiply_tile(t, CK_Q5_K, columns); break;
  default: multiply_tile(t, CK_Q6_K, columns); break;
  }
}

CK_AVX512 static void run_2x1(const ck_tile *t) { multiply_any(t, 1); }
CK_AVX512 static void run_2x2(const ck_tile *t) { multiply_any(t, 2); }
CK_AVX512 static void run_2x4(const ck_tile *t) { multiply_any(t, 4); }
CK_AVX512 static void run_2x8(const ck_tile *t) { multiply_any(t, 8); }

static const ck_shape shapes[] = {{2, 1, run_2x1}, {2, 2, run_2x2}, {2, 4, run_2x4},
                                  {2, 8, run_2x8}};

static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_avx2_float_shapes : fit, w, groups, x, y, stride);
}

static unsigned vector_bits(void) { return 512; }

const ck_kernels ck_avx512vnni = {
    .name = "avx512-vnni",
    .vector_bits = vector_bits,
    .quantize = ck_avx512_quantize,
    .multiply = multiply,
    .rms_norm = ck_avx512_rms_norm,
    .softmax = ck_avx512_softmax,
    .swiglu = ck_avx512_swiglu,
    .add = ck_avx512_add,
    .rope_pairs = ck_avx512_rope_pairs,
    .rope_halves = ck_avx512_rope_halves,
    .to_half = ck_avx512_to_half,
    .from_half = ck_avx512_from_half,
    .store_key = ck_avx512_store_key,
    .attend_scores = ck_avx512_attend_scores,
    .attend_values = ck_avx512_attend_values,
};

#endif
