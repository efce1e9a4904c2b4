#include "packing.h"

size_t ck_block_values(ck_type type) {
  switch (type) {
  case CK_F32: case CK_F16: case CK_BF16: return 1;
  case CK_Q4_0: case CK_Q4_1: case CK_Q5_0: case CK_Q8_0: return 32;
  case CK_Q4_K: case CK_Q5_K: case CK_Q6_K: return 256;
  }
  return 0;
}

size_t ck_block_bytes(ck_type type) {
  switch (type) {
  case CK_F32: return 4;
  case CK_F16: case CK_BF16: return 2;
  case CK_Q4_0: return 18;
  case CK_Q4_1: return 20;
  case CK_Q5_0: return 22;
  case CK_Q8_0: return 34;
  case CK_Q4_K: return 144;
  case CK_Q5_K: return 176;
  case CK_Q6_K: return 210;
  }
  return 0;
}

static size_t groups_of(size_t rows) {
  return rows / CK_GROUP_ROWS + (rows % CK_GROUP_ROWS != 0);
}

size_t ck_groups(const ck_matrix *w) { return groups_of(w->rows); }

size_t ck_padded_rows(const ck_matrix *w) { return groups_of(w->rows) * CK_GROUP_ROWS; }

static size_t aligned(size_t bytes) {
  return (bytes + CK_ALIGNMENT - 1) / CK_ALIGNMENT * CK_ALIGNMENT;
}

size_t ck_packed_size(ck_type type, size_t rows, size_t cols) {
  size_t values = ck_block_values(type);
  if (values == 0 || rows == 0 || cols == 0 || cols % values != 0) return 0;
  size_t bound; // no format takes more than 4 bytes a value; the rest of the range is slack
  if (__builtin_mul_overflow(rows + CK_GROUP_ROWS, cols, &bound) || rows + CK_GROUP_ROWS < rows ||
      bound > SIZE_MAX / 16)
    return 0;
  size_t groups = groups_of(rows);
  return aligned(groups * ck_group_quant_bytes(type, cols)) +
         aligned(groups * ck_group_scale_bytes(type, cols));
}

ck_matrix ck_matrix_at(ck_type type, size_t rows, size_t cols, void *memory) {
  const uint8_t *quants = memory;
  const uint8_t *scales = quants + aligned(groups_of(rows) * ck_group_quant_bytes(type, cols));
  return (ck_matrix){type, rows, cols, quants, scales};
}

size_t ck_activations_size(size_t cols, size_t count) {
  size_t values;
  if (cols == 0 || count == 0 || cols % CK_BLOCK_COLUMNS != 0) return 0;
  if (__builtin_mul_overflow(cols, count, &values) || values > SIZE_MAX / 16) return 0;
  size_t blocks = values / CK_BLOCK_COLUMNS;
  return aligned(values) + 3 * aligned(blocks * sizeof(float));
}

ck_activations ck_activations_at(size_t cols, size_t count, const float *values, void *memory) {
  size_t stream = aligned(cols * count / CK_BLOCK_COLUMNS * sizeof(float));
  uint8_t *scale = (uint8_t *)memory + aligned(cols * count);
  return (ck_activations){
      .cols = cols,
      .count = count,
      .values = values,
      .quants = memory,
      .scale = (float *)scale,
      .scaled_sum = (float *)(scale + stream),
      .half_sums = (int16_t *)(scale + 2 * stream),
  };
}
