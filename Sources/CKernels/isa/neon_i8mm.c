#if defined(__aarch64__)
#include "neon.h"
#include "neon_decode.h"

#pragma STDC FP_CONTRACT OFF

#define CK_I8MM __attribute__((target("arch=armv8.2-a+dotprod+i8mm")))

// Lanes of a 2 x 2 product: (row 0, column 0), (row 0, column 1), (row 1, ...).
enum { COLUMN_PAIRS = 4, ROW_PAIRS = 4, HALVES = 2 };

CK_INLINE CK_I8MM float32x4_t alternate(float a, float b) {
  return vzip1q_f32(vdupq_n_f32(a), vdupq_n_f32(b));
}

// Two rows' values, each twice.
CK_INLINE CK_I8MM float32x4_t twice(const float32x4_t *parts, int pair) {
  float32x4_t rows = parts[pair / 2];
  return pair % 2 == 0 ? vzip1q_f32(rows, rows) : vzip2q_f32(rows, rows);
}

CK_INLINE CK_I8MM int32x4_t half_scale(const uint8_t *step, size_t b, int half, int pair) {
  int32x4_t rows = ck_half_scale(step, b, half, pair / 2);
  return pair % 2 == 0 ? vzip1q_s32(rows, rows) : vzip2q_s32(rows, rows);
}

// Rows in pairs over 16 columns, their offset taken off: words of two lines interleaved.
CK_INLINE CK_I8MM void load_row_pairs(int8x16_t w[ROW_PAIRS][2], ck_type type,
                                      const uint8_t *lines, int half) {
#pragma unroll
  for (int part = 0; part < 2; part++) {
    int8x16_t quad[4];
    int32x4_t word[4];
    ck_load_quads(quad, type, lines, half, part);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      if (ck_offset(type) != 0) quad[i] = vsubq_s8(quad[i], vdupq_n_s8((int8_t)ck_offset(type)));
      word[i] = vreinterpretq_s32_s8(quad[i]);
    }
#pragma unroll
    for (int i = 0; i < 2; i++) {
      w[2 * part][i] = vreinterpretq_s8_s32(vzip1q_s32(word[2 * i], word[2 * i + 1]));
      w[2 * part + 1][i] = vreinterpretq_s8_s32(vzip2q_s32(word[2 * i], word[2 * i + 1]));
    }
  }
}

// Exact block sums of 8 rows with a pair of columns of x.
CK_INLINE CK_I8MM void block_sums(int32x4_t sum[ROW_PAIRS], int8x16_t w[HALVES][ROW_PAIRS][2],
                                  ck_type type, const uint8_t *step, size_t b, const int8_t *x0,
                                  const int8_t *x1) {
  for (int pair = 0; pair < ROW_PAIRS; pair++) sum[pair] = vdupq_n_s32(0);
#pragma unroll
  for (int half = 0; half < HALVES; half++) {
    int64x2_t a = vreinterpretq_s64_s8(vld1q_s8(x0 + 16 * half));
    int64x2_t c = vreinterpretq_s64_s8(vld1q_s8(x1 + 16 * half));
    int8x16_t first = vreinterpretq_s8_s64(vzip1q_s64(a, c));
    int8x16_t last = vreinterpretq_s8_s64(vzip2q_s64(a, c));
#pragma unroll
    for (int pair = 0; pair < ROW_PAIRS; pair++) {
      int32x4_t start = type == CK_Q6_K ? vdupq_n_s32(0) : sum[pair];
      int32x4_t part = vmmlaq_s32(start, w[half][pair][0], first);
      part = vmmlaq_s32(part, w[half][pair][1], last);
      if (type == CK_Q6_K) part = vmlaq_s32(sum[pair], part, half_scale(step, b, half, pair));
      sum[pair] = part;
    }
  }
}

// acc += the block's contribution, as ckernels.h orders it. The decoded weights stay in registers
// for all columns; there is no room there for the columns' accumulators too.
CK_INLINE CK_I8MM void add_block(float32x4_t acc[COLUMN_PAIRS][ROW_PAIRS], const ck_tile *t,
                                 ck_type type, int column_pairs, const uint8_t *lines,
                                 const uint8_t *step, size_t b, size_t block) {
  int8x16_t w[HALVES][ROW_PAIRS][2];
  float32x4_t scale[2], minimum[2];
#pragma unroll
  for (int half = 0; half < HALVES; half++) load_row_pairs(w[half], type, lines, half);
  for (int part = 0; part < 2; part++) {
    scale[part] = ck_block_scale(type, step, b, part);
    if (ck_has_minimum(type)) minimum[part] = ck_block_minimum(type, step, b, part);
  }
#pragma unroll
  for (int c = 0; c < column_pairs; c++) {
    size_t column = 2 * (size_t)c, k = block * CK_BLOCK_COLUMNS;
    size_t at0 = ck_tile_block(t, column) + block, at1 = ck_tile_block(t, column + 1) + block;
    int32x4_t sum[ROW_PAIRS];
    block_sums(sum, w, type, step, b, ck_tile_quants(t, column) + k,
               ck_tile_quants(t, column + 1) + k);
    float32x4_t dx = alternate(t->x->scale[at0], t->x->scale[at1]);
#pragma unroll
    for (int pair = 0; pair < ROW_PAIRS; pair++) {
      float32x4_t factor = vmulq_f32(twice(scale, pair), dx);
      acc[c][pair] = vfmaq_f32(acc[c][pair], factor, vcvtq_f32_s32(sum[pair]));
      if (!ck_has_minimum(type)) continue;
      float32x4_t sums = alternate(t->x->scaled_sum[at0], t->x->scaled_sum[at1]);
      acc[c][pair] = vfmaq_f32(acc[c][pair], twice(minimum, pair), sums);
    }
  }
}

CK_INLINE CK_I8MM void multiply_tile(const ck_tile *t, ck_type type, int column_pairs) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  const uint8_t *lines = ck_group_quants(t->w, t->group[0]);
  const uint8_t *step = ck_group_scales(t->w, t->group[0]);
  float32x4_t acc[COLUMN_PAIRS][ROW_PAIRS];
  for (int c = 0; c < column_pairs; c++)
    for (int pair = 0; pair < ROW_PAIRS; pair++) acc[c][pair] = vdupq_n_f32(0);
  for (size_t block = 0; block < blocks; block += per, step += ck_step_bytes(type))
    for (size_t b = 0; b < per; b++, lines += (size_t)ck_lines(type) * CK_LINE)
      add_block(acc, t, type, column_pairs, lines, step, b, block + b);
  for (int c = 0; c < column_pairs; c++)
    for (int part = 0; part < 2; part++) {
      float32x4_t low = acc[c][2 * part], high = acc[c][2 * part + 1];
      vst1q_f32(ck_tile_output(t, 0, 2 * (size_t)c) + 4 * part, vuzp1q_f32(low, high));
      vst1q_f32(ck_tile_output(t, 0, 2 * (size_t)c + 1) + 4 * part, vuzp2q_f32(low, high));
    }
}

CK_INLINE CK_I8MM void multiply_any(const ck_tile *t, int column_pairs) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_tile(t, CK_Q4_0, column_pairs); break;
  case CK_Q4_1: multiply_tile(t, CK_Q4_1, column_pairs); break;
  case CK_Q5_0: multiply_tile(t, CK_Q5_0, column_pairs); break;
  case CK_Q8_0: multiply_tile(t, CK_Q8_0, column_pairs); break;
  case CK_Q4_K: multiply_tile(t, CK_Q4_K, column_pairs); break;
  case CK_Q5_K: multiply_tile(t, CK_Q5_K, column_pairs); break;
  default: multiply_tile(t, CK_Q6_K, column_pairs); break;
  }
}

CK_I8MM static void run_1x4(const ck_tile *t) { multiply_any(t, 2); }
CK_I8MM static void run_1x8(const ck_tile *t) { multiply_any(t, 4); }

// A matrix product wastes half of its work on a single column.
static const ck_shape shapes[] = {{4, 1, ck_neon_dotprod_4x1},
                                  {2, 2, ck_neon_dotprod_2x2},
                                  {1, 4, run_1x4},
                                  {1, 8, run_1x8}};

static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_neon_float_shapes : fit, w, groups, x, y, stride);
}

static unsigned vector_bits(void) { return 128; }

const ck_kernels ck_neon_i8mm = {
    .name = "neon-i8mm",
    .vector_bits = vector_bits,
    .quantize = ck_neon_quantize,
    .multiply = multiply,
    .rms_norm = ck_neon_rms_norm,
    .softmax = ck_neon_softmax,
    .swiglu = ck_neon_swiglu,
    .add = ck_neon_add,
    .rope_pairs = ck_neon_rope_pairs,
    .rope_halves = ck_neon_rope_halves,
    .to_half = ck_neon_to_half,
    .from_half = ck_neon_from_half,
    .store_key = ck_neon_store_key,
    .attend_scores = ck_neon_attend_scores,
    .attend_values = ck_neon_attend_values,
};

#endif
