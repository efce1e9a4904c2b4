#if defined(__aarch64__)
#include "neon.h"
#include "neon_decode.h"

#pragma STDC FP_CONTRACT OFF

#define CK_I8MM __attribute__((target("arch=armv8.2-a+dotprod+i8mm")))

// Lanes of a 2 x 2 product: (row 0, column 0), (row 0, column 1), (row 1, ...).
enum { COLUMN_PAIRS = 2, ROW_PAIRS = 4 };

// Rows 2p, 2p + 1 of a part over 8 columns: words of two lines interleaved.
CK_INLINE CK_I8MM int8x16_t row_pair(int8x16_t a, int8x16_t b, int pair) {
  int32x4_t x = vreinterpretq_s32_s8(a), y = vreinterpretq_s32_s8(b);
  return vreinterpretq_s8_s32(pair == 0 ? vzip1q_s32(x, y) : vzip2q_s32(x, y));
}

CK_INLINE CK_I8MM int32x4_t alternate_ints(int32_t a, int32_t b) {
  return vzip1q_s32(vdupq_n_s32(a), vdupq_n_s32(b));
}

CK_INLINE CK_I8MM float32x4_t alternate(float a, float b) {
  return vzip1q_f32(vdupq_n_f32(a), vdupq_n_f32(b));
}

// Each of two rows' values twice.
CK_INLINE CK_I8MM float32x4_t twice(float32x4_t rows, int pair) {
  return pair == 0 ? vzip1q_f32(rows, rows) : vzip2q_f32(rows, rows);
}

CK_INLINE CK_I8MM int32x4_t twice_ints(int32x4_t rows, int pair) {
  return pair == 0 ? vzip1q_s32(rows, rows) : vzip2q_s32(rows, rows);
}

CK_INLINE CK_I8MM int32x4_t start(const ck_tile *t, ck_type type, int c, size_t block, int half) {
  const int16_t *a = t->x->half_sums + 2 * (ck_tile_block(t, (size_t)c) + block);
  const int16_t *b = t->x->half_sums + 2 * (ck_tile_block(t, (size_t)c + 1) + block);
  return alternate_ints(ck_sum_start(type, a, half), ck_sum_start(type, b, half));
}

// 16 columns of a part, 4 rows, with four columns of x.
CK_INLINE CK_I8MM void half_sums(int32x4_t sum[2][COLUMN_PAIRS], const ck_tile *t, ck_type type,
                                 const uint8_t *lines, size_t block, int half, int part) {
  int8x16_t w[4];
  ck_load_quads(w, type, lines, half, part);
#pragma unroll
  for (int c = 0; c < COLUMN_PAIRS; c++) {
    size_t column = 2 * (size_t)c, at = block * CK_BLOCK_COLUMNS + 16 * (size_t)half;
    int64x2_t a = vreinterpretq_s64_s8(vld1q_s8(ck_tile_quants(t, column) + at));
    int64x2_t b = vreinterpretq_s64_s8(vld1q_s8(ck_tile_quants(t, column + 1) + at));
    int8x16_t x[2] = {vreinterpretq_s8_s64(vzip1q_s64(a, b)), vreinterpretq_s8_s64(vzip2q_s64(a, b))};
#pragma unroll
    for (int pair = 0; pair < 2; pair++) {
      sum[pair][c] = vmmlaq_s32(sum[pair][c], row_pair(w[0], w[1], pair), x[0]);
      sum[pair][c] = vmmlaq_s32(sum[pair][c], row_pair(w[2], w[3], pair), x[1]);
    }
  }
}

// Exact block sums of a part.
CK_INLINE CK_I8MM void block_sums(int32x4_t sum[2][COLUMN_PAIRS], const ck_tile *t, ck_type type,
                                  const uint8_t *lines, const uint8_t *step, size_t b,
                                  size_t block, int part) {
  int32x4_t low[2][COLUMN_PAIRS];
  for (int c = 0; c < COLUMN_PAIRS; c++)
    sum[0][c] = sum[1][c] = start(t, type, 2 * c, block, 0);
  half_sums(sum, t, type, lines, block, 0, part);
  if (type != CK_Q6_K) {
    half_sums(sum, t, type, lines, block, 1, part);
    return;
  }
  for (int pair = 0; pair < 2; pair++)
    for (int c = 0; c < COLUMN_PAIRS; c++) {
      low[pair][c] = vmulq_s32(sum[pair][c], twice_ints(ck_half_scale(step, b, 0, part), pair));
      sum[pair][c] = start(t, type, 2 * c, block, 1);
    }
  half_sums(sum, t, type, lines, block, 1, part);
  for (int pair = 0; pair < 2; pair++)
    for (int c = 0; c < COLUMN_PAIRS; c++)
      sum[pair][c] = vmlaq_s32(low[pair][c], sum[pair][c],
                               twice_ints(ck_half_scale(step, b, 1, part), pair));
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_I8MM void add_block(float32x4_t acc[2][COLUMN_PAIRS], const ck_tile *t, ck_type type,
                                 const uint8_t *lines, const uint8_t *step, size_t b, size_t block,
                                 int part) {
  int32x4_t sum[2][COLUMN_PAIRS];
  block_sums(sum, t, type, lines, step, b, block, part);
  float32x4_t scale = ck_block_scale(type, step, b, part), minimum = scale;
  if (ck_has_minimum(type)) minimum = ck_block_minimum(type, step, b, part);
#pragma unroll
  for (int c = 0; c < COLUMN_PAIRS; c++) {
    size_t at0 = ck_tile_block(t, 2 * (size_t)c) + block;
    size_t at1 = ck_tile_block(t, 2 * (size_t)c + 1) + block;
    float32x4_t dx = alternate(t->x->scale[at0], t->x->scale[at1]);
    float32x4_t sums = alternate(t->x->scaled_sum[at0], t->x->scaled_sum[at1]);
#pragma unroll
    for (int pair = 0; pair < 2; pair++) {
      float32x4_t factor = vmulq_f32(twice(scale, pair), dx);
      acc[pair][c] = vfmaq_f32(acc[pair][c], factor, vcvtq_f32_s32(sum[pair][c]));
      if (ck_has_minimum(type))
        acc[pair][c] = vfmaq_f32(acc[pair][c], twice(minimum, pair), sums);
    }
  }
}

CK_INLINE CK_I8MM void multiply_tile(const ck_tile *t, ck_type type) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  const uint8_t *lines = ck_group_quants(t->w, t->group[0]);
  const uint8_t *step = ck_group_scales(t->w, t->group[0]);
  float32x4_t acc[2][2][COLUMN_PAIRS];
  for (int i = 0; i < ROW_PAIRS; i++)
    for (int c = 0; c < COLUMN_PAIRS; c++) acc[i / 2][i % 2][c] = vdupq_n_f32(0);
  for (size_t block = 0; block < blocks; block += per, step += ck_step_bytes(type))
    for (size_t b = 0; b < per; b++, lines += (size_t)ck_lines(type) * CK_LINE)
#pragma unroll
      for (int part = 0; part < 2; part++)
        add_block(acc[part], t, type, lines, step, b, block + b, part);
  for (int part = 0; part < 2; part++)
    for (int c = 0; c < COLUMN_PAIRS; c++)
      for (size_t odd = 0; odd < 2; odd++) {
        float *y = ck_tile_output(t, 0, 2 * (size_t)c + odd) + 4 * part;
        float32x4_t a = acc[part][0][c], b = acc[part][1][c];
        vst1q_f32(y, odd ? vuzp2q_f32(a, b) : vuzp1q_f32(a, b));
      }
}

CK_I8MM static void run_1x4(const ck_tile *t) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_tile(t, CK_Q4_0); break;
  case CK_Q4_1: multiply_tile(t, CK_Q4_1); break;
  case CK_Q5_0: multiply_tile(t, CK_Q5_0); break;
  case CK_Q8_0: multiply_tile(t, CK_Q8_0); break;
  case CK_Q4_K: multiply_tile(t, CK_Q4_K); break;
  case CK_Q5_K: multiply_tile(t, CK_Q5_K); break;
  default: multiply_tile(t, CK_Q6_K); break;
  }
}

// A matrix product wastes half of its work on a single column.
static const ck_shape shapes[] = {{4, 1, ck_neon_dotprod_4x1},
                                  {2, 2, ck_neon_dotprod_2x2},
                                  {1, 4, run_1x4}};

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
    .attend_scores = ck_neon_attend_scores,
    .attend_values = ck_neon_attend_values,
};

#endif
