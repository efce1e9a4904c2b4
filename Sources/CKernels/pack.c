#include "packing.h"

#pragma STDC FP_CONTRACT OFF

// One block of 32 columns of 8 rows, unpacked: the file's unsigned quants, or signed bytes.
typedef struct {
  uint8_t q[CK_GROUP_ROWS][CK_BLOCK_COLUMNS];
} unpacked;

static void split_nibbles(uint8_t *q, const uint8_t *packed) {
  for (int i = 0; i < 16; i++) q[i] = packed[i] & 15;
  for (int i = 0; i < 16; i++) q[i + 16] = packed[i] >> 4;
}

static void read_q5_0(uint8_t *q, const uint8_t *source) {
  uint32_t high = ck_load32(source + 2);
  split_nibbles(q, source + 6);
  for (int i = 0; i < 32; i++) q[i] |= (uint8_t)((high >> i & 1) << 4);
}

// 32 values of a K block: nibbles of 32 bytes, low for even `block`, high for odd.
static void read_nibble_plane(uint8_t *q, const uint8_t *nibbles, size_t block) {
  const uint8_t *plane = nibbles + block / 2 * 32;
  int shift = block % 2 ? 4 : 0;
  for (int i = 0; i < 32; i++) q[i] = plane[i] >> shift & 15;
}

static void read_q5_k(uint8_t *q, const uint8_t *source, size_t block) {
  read_nibble_plane(q, source + 48, block);
  for (int i = 0; i < 32; i++) q[i] |= (uint8_t)((source[16 + i] >> block & 1) << 4);
}

static void read_q6_k(uint8_t *q, const uint8_t *source, size_t block) {
  size_t half = block / 4, part = block % 4;
  const uint8_t *low = source + 64 * half + 32 * (part % 2);
  const uint8_t *high = source + 128 + 32 * half;
  int low_shift = part < 2 ? 0 : 4, high_shift = 2 * (int)part;
  for (int i = 0; i < 32; i++)
    q[i] = (uint8_t)((low[i] >> low_shift & 15) | (high[i] >> high_shift & 3) << 4);
}

static void read_quants(uint8_t *q, ck_type type, const uint8_t *source, size_t block) {
  switch (type) {
  case CK_Q4_0: split_nibbles(q, source + 2); break;
  case CK_Q4_1: split_nibbles(q, source + 4); break;
  case CK_Q5_0: read_q5_0(q, source); break;
  case CK_Q8_0: memcpy(q, source + 2, 32); break;
  case CK_Q4_K: read_nibble_plane(q, source + 16, block); break;
  case CK_Q5_K: read_q5_k(q, source, block); break;
  case CK_Q6_K: read_q6_k(q, source, block); break;
  default: break;
  }
}

static void write_lines(uint8_t *lines, ck_type type, const unpacked *block) {
  int count = ck_lines(type);
  for (int r = 0; r < CK_GROUP_ROWS; r++) {
    uint32_t quad[8], word[8];
    memcpy(quad, block->q[r], sizeof quad);
    if (count == 8) {
      memcpy(word, quad, sizeof word);
    } else {
      for (int j = 0; j < 4; j++)
        word[j] = (quad[j] & 0x0f0f0f0f) | (quad[j + 4] & 0x0f0f0f0f) << 4;
      word[4] = word[5] = 0;
      for (int f = 0; f < 8; f++) {
        if (count == 5) word[4] |= (quad[f] >> 4 & 0x01010101) << f;
        if (count == 6) word[4 + f / 4] |= (quad[f] >> 4 & 0x03030303) << 2 * (f % 4);
      }
    }
    for (int line = 0; line < count; line++)
      memcpy(lines + line * CK_LINE + 4 * r, &word[line], 4);
  }
}

static void read_lines(uint8_t *q, ck_type type, const uint8_t *lines, size_t r) {
  int count = ck_lines(type);
  uint32_t quad[8], word[8] = {0};
  for (int line = 0; line < count; line++) word[line] = ck_load32(lines + line * CK_LINE + 4 * r);
  for (int f = 0; f < 8; f++) {
    if (count == 8) {
      quad[f] = word[f];
      continue;
    }
    quad[f] = word[f % 4] >> (f < 4 ? 0 : 4) & 0x0f0f0f0f;
    if (count == 5) quad[f] |= (word[4] >> f & 0x01010101) << 4;
    if (count == 6) quad[f] |= (word[4 + f / 4] >> 2 * (f % 4) & 0x03030303) << 4;
  }
  memcpy(q, quad, sizeof quad);
}

// The 6-bit scale and minimum of a block of Q4_K and Q5_K, from their 12 bytes.
static void read_k_scale(const uint8_t *b, size_t j, uint8_t *scale, uint8_t *minimum) {
  if (j < 4) {
    *scale = b[j] & 63;
    *minimum = b[j + 4] & 63;
  } else {
    *scale = (uint8_t)((b[j + 4] & 15) | (b[j - 4] >> 6) << 4);
    *minimum = (uint8_t)(b[j + 4] >> 4 | (b[j] >> 6) << 4);
  }
}

// One row's share of a step of the scale stream.
static void write_scales(uint8_t *step, ck_type type, const uint8_t *source, size_t r) {
  uint8_t *header = step + ck_step_header(type);
  if (type == CK_Q6_K) {
    memcpy(step + 2 * r, source + 208, 2);
    for (size_t i = 0; i < 16; i++) header[8 * i + r] = source[192 + i];
    return;
  }
  memcpy(step + 2 * r, source, 2);
  if (ck_has_minimum(type)) memcpy(step + 16 + 2 * r, source + 2, 2);
  if (!ck_is_super(type)) return;
  for (size_t j = 0; j < CK_SUPER_BLOCKS; j++)
    read_k_scale(source + 4, j, &header[16 * j + r], &header[16 * j + 8 + r]);
}

static void pack_quantized_group(const ck_matrix *w, size_t group, const uint8_t *source) {
  size_t per = ck_step_blocks(w->type), steps = w->cols / CK_BLOCK_COLUMNS / per;
  size_t block_bytes = ck_block_bytes(w->type), line_bytes = (size_t)ck_lines(w->type) * CK_LINE;
  uint8_t *quants = (uint8_t *)ck_group_quants(w, group);
  uint8_t *scales = (uint8_t *)ck_group_scales(w, group);
  size_t first = group * CK_GROUP_ROWS;
  size_t rows = w->rows - first < CK_GROUP_ROWS ? w->rows - first : CK_GROUP_ROWS;
  unpacked block;
  memset(&block, 0, sizeof block);
  memset(scales, 0, ck_group_scale_bytes(w->type, w->cols));
  for (size_t s = 0; s < steps; s++, scales += ck_step_bytes(w->type)) {
    const uint8_t *column = source + (first * steps + s) * block_bytes;
    for (size_t r = 0; r < rows; r++)
      write_scales(scales, w->type, column + r * steps * block_bytes, r);
    for (size_t b = 0; b < per; b++, quants += line_bytes) {
      for (size_t r = 0; r < rows; r++)
        read_quants(block.q[r], w->type, column + r * steps * block_bytes, b);
      write_lines(quants, w->type, &block);
    }
  }
}

// `bytes` is a constant to inline: copies of a variable size are calls.
CK_INLINE void interleave(uint8_t *packed, const uint8_t *source, size_t rows, size_t cols,
                          size_t bytes) {
  for (size_t c = 0; c < cols; c++)
    for (size_t r = 0; r < CK_GROUP_ROWS; r++, packed += bytes) {
      if (r < rows) memcpy(packed, source + (r * cols + c) * bytes, bytes);
      else memset(packed, 0, bytes);
    }
}

static void pack_float_group(const ck_matrix *w, size_t group, const uint8_t *source) {
  size_t bytes = ck_element_bytes(w->type), first = group * CK_GROUP_ROWS;
  uint8_t *packed = (uint8_t *)ck_group_quants(w, group);
  const uint8_t *row = source + first * w->cols * bytes;
  size_t rows = w->rows - first;
  if (rows < CK_GROUP_ROWS) interleave(packed, row, rows, w->cols, bytes);
  else if (bytes == 2) interleave(packed, row, CK_GROUP_ROWS, w->cols, 2);
  else interleave(packed, row, CK_GROUP_ROWS, w->cols, 4);
}

void ck_pack(const ck_matrix *w, ck_range groups, const void *source) {
  for (size_t group = groups.begin; group < groups.end; group++) {
    if (ck_is_float(w->type)) pack_float_group(w, group, source);
    else pack_quantized_group(w, group, source);
  }
}

static void unpack_float_row(const ck_matrix *w, size_t group, size_t r, float *values) {
  size_t bytes = ck_element_bytes(w->type);
  const uint8_t *element = ck_group_quants(w, group) + r * bytes;
  for (size_t c = 0; c < w->cols; c++, element += CK_GROUP_ROWS * bytes) {
    if (w->type == CK_F32) memcpy(&values[c], element, 4);
    else if (w->type == CK_F16) values[c] = ck_load_half(element);
    else values[c] = ck_load_brain(element);
  }
}

static void unpack_block(ck_type type, const uint8_t *q, const uint8_t *step, size_t b, size_t r,
                         float *values) {
  float d = ck_load_half(step + 2 * r), m = 0, high = 0;
  const uint8_t *scale = step + ck_step_header(type) + 16 * b;
  if (type == CK_Q4_1) m = ck_load_half(step + 16 + 2 * r);
  if (type == CK_Q4_K || type == CK_Q5_K) {
    m = -(ck_load_half(step + 16 + 2 * r) * scale[8 + r]);
    d *= scale[r];
  }
  if (type == CK_Q6_K) {
    high = d * (int8_t)scale[8 + r];
    d *= (int8_t)scale[r];
  }
  for (int i = 0; i < CK_BLOCK_COLUMNS; i++) {
    int value = type == CK_Q8_0 ? (int8_t)q[i] : q[i] - ck_offset(type);
    float product = (type == CK_Q6_K && i >= 16 ? high : d) * (float)value;
    values[i] = ck_has_minimum(type) ? product + m : product;
  }
}

void ck_unpack_row(const ck_matrix *w, size_t row, float *values) {
  size_t group = row / CK_GROUP_ROWS, r = row % CK_GROUP_ROWS;
  if (ck_is_float(w->type)) {
    unpack_float_row(w, group, r, values);
    return;
  }
  size_t per = ck_step_blocks(w->type);
  const uint8_t *lines = ck_group_quants(w, group), *scales = ck_group_scales(w, group);
  for (size_t b = 0; b < w->cols / CK_BLOCK_COLUMNS; b++) {
    uint8_t q[CK_BLOCK_COLUMNS];
    read_lines(q, w->type, lines + b * (size_t)ck_lines(w->type) * CK_LINE, r);
    unpack_block(w->type, q, scales + b / per * ck_step_bytes(w->type), b % per, r,
                 values + b * CK_BLOCK_COLUMNS);
  }
}
