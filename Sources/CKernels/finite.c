#include "packing.h"

static bool floats_are_finite(const uint8_t *source, size_t count) {
  uint32_t worst = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t magnitude = ck_load32(source + 4 * i) & 0x7fffffff;
    worst = magnitude > worst ? magnitude : worst;
  }
  return worst < 0x7f800000;
}

// Of 16 bits each, `stride` bytes apart; infinity and NaN are from `infinity` up.
static bool halves_are_finite(const uint8_t *source, size_t count, size_t stride,
                              uint16_t infinity) {
  uint16_t worst = 0;
  for (size_t i = 0; i < count; i++) {
    uint16_t half;
    memcpy(&half, source + stride * i, sizeof half);
    uint16_t magnitude = half & 0x7fff;
    worst = magnitude > worst ? magnitude : worst;
  }
  return worst < infinity;
}

bool ck_is_finite(const ck_matrix *w, ck_range groups, const void *source) {
  const uint16_t half = 0x7c00, brain = 0x7f80;
  size_t end = groups.end * CK_GROUP_ROWS < w->rows ? groups.end * CK_GROUP_ROWS : w->rows;
  size_t bytes = ck_block_bytes(w->type), per_row = w->cols / ck_block_values(w->type);
  size_t count = (end - groups.begin * CK_GROUP_ROWS) * per_row;
  const uint8_t *first = (const uint8_t *)source + groups.begin * CK_GROUP_ROWS * per_row * bytes;
  switch (w->type) {
  case CK_F32: return floats_are_finite(first, count);
  case CK_F16: return halves_are_finite(first, count, bytes, half);
  case CK_BF16: return halves_are_finite(first, count, bytes, brain);
  case CK_Q6_K: return halves_are_finite(first + 208, count, bytes, half);
  default: break;
  }
  return halves_are_finite(first, count, bytes, half) &&
         (!ck_has_minimum(w->type) || halves_are_finite(first + 2, count, bytes, half));
}
