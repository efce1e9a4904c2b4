// The reference: the arithmetic of ckernels.h, literally.
#include <math.h>

#include "../scalar_vector.h"
#include "../tables.h"

#pragma STDC FP_CONTRACT OFF

// The packed quant of row r and column i of a block, as it is stored.
static int quant(ck_type type, const uint8_t *lines, size_t r, size_t i) {
  size_t quad = i / 4, byte = 4 * r + i % 4;
  if (ck_lines(type) == 8) return (int8_t)lines[CK_LINE * quad + byte];
  int value = lines[CK_LINE * (quad % 4) + byte] >> (quad < 4 ? 0 : 4) & 15;
  if (ck_lines(type) == 5) value |= (lines[4 * CK_LINE + byte] >> quad & 1) << 4;
  if (ck_lines(type) == 6)
    value |= (lines[(4 + quad / 4) * CK_LINE + byte] >> 2 * (quad % 4) & 3) << 4;
  return value;
}

// step: of the scale stream; b: block within the step.
static int32_t block_sum(ck_type type, const uint8_t *lines, const uint8_t *step, size_t b,
                         size_t r, const int8_t *x) {
  int32_t half[2] = {0, 0};
  for (size_t i = 0; i < CK_BLOCK_COLUMNS; i++)
    half[i / 16] += (quant(type, lines, r, i) - ck_offset(type)) * x[i];
  if (type != CK_Q6_K) return half[0] + half[1];
  const int8_t *scale = (const int8_t *)step + ck_step_header(type) + 16 * b;
  return scale[r] * half[0] + scale[8 + r] * half[1];
}

static float block_scale(ck_type type, const uint8_t *step, size_t b, size_t r) {
  float d = ck_load_half(step + 2 * r);
  return type == CK_Q4_K || type == CK_Q5_K ? d * step[ck_step_header(type) + 16 * b + r] : d;
}

static float block_minimum(ck_type type, const uint8_t *step, size_t b, size_t r) {
  float m = ck_load_half(step + 16 + 2 * r);
  return type == CK_Q4_1 ? m : -(m * step[ck_step_header(type) + 16 * b + 8 + r]);
}

static float quantized_row(const ck_tile *t, size_t r) {
  ck_type type = t->w->type;
  size_t per = ck_step_blocks(type), at = ck_tile_block(t, 0);
  const uint8_t *lines = ck_group_quants(t->w, t->group[0]);
  const uint8_t *scales = ck_group_scales(t->w, t->group[0]);
  const int8_t *x = ck_tile_quants(t, 0);
  float acc = 0;
  for (size_t b = 0; b < t->w->cols / CK_BLOCK_COLUMNS; b++) {
    const uint8_t *step = scales + b / per * ck_step_bytes(type);
    int32_t sum = block_sum(type, lines + b * (size_t)ck_lines(type) * CK_LINE, step, b % per, r,
                            x + b * CK_BLOCK_COLUMNS);
    acc = fmaf(block_scale(type, step, b % per, r) * t->x->scale[at + b], (float)sum, acc);
    if (ck_has_minimum(type))
      acc = fmaf(block_minimum(type, step, b % per, r), t->x->scaled_sum[at + b], acc);
  }
  return acc;
}

static float float_element(ck_type type, const uint8_t *quants, size_t index) {
  if (type == CK_F32) return ck_float_of_bits(ck_load32(quants + 4 * index));
  return type == CK_F16 ? ck_load_half(quants + 2 * index) : ck_load_brain(quants + 2 * index);
}

static float float_row(const ck_tile *t, size_t r) {
  const uint8_t *quants = ck_group_quants(t->w, t->group[0]);
  const float *x = ck_tile_values(t, 0);
  float total = 0;
  for (size_t first = 0; first < t->w->cols; first += CK_CHAIN) {
    float acc = 0;
    for (size_t k = first; k < first + CK_CHAIN && k < t->w->cols; k++)
      acc = fmaf(float_element(t->w->type, quants, k * CK_GROUP_ROWS + r), x[k], acc);
    total += acc;
  }
  return total;
}

static void run_1x1(const ck_tile *t) {
  for (size_t r = 0; r < CK_GROUP_ROWS; r++)
    ck_tile_output(t, 0, 0)[r] = ck_is_float(t->w->type) ? float_row(t, r) : quantized_row(t, r);
}

static const ck_shape shapes[] = {{1, 1, run_1x1}};

static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_walk((ck_shapes){shapes, 1}, w, groups, x, y, stride);
}

static unsigned vector_bits(void) { return 32; }

const ck_kernels ck_scalar = {
    .name = "scalar",
    .vector_bits = vector_bits,
    .quantize = ck_scalar_quantize,
    .multiply = multiply,
    .rms_norm = ck_scalar_rms_norm,
    .softmax = ck_scalar_softmax,
    .swiglu = ck_scalar_swiglu,
    .add = ck_scalar_add,
    .rope_pairs = ck_scalar_rope_pairs,
    .rope_halves = ck_scalar_rope_halves,
    .to_half = ck_scalar_to_half,
    .from_half = ck_scalar_from_half,
    .store_key = ck_scalar_store_key,
    .attend_scores = ck_scalar_attend_scores,
    .attend_values = ck_scalar_attend_values,
};
