// Multiplies (512, 2048) weights: instructions ISA TYPE COLUMNS REPEATS
#include <stdlib.h>
#include <string.h>

#include "ckernels.h"

enum { ROWS = 512, COLS = 2048 };

int main(int argc, char **argv) {
  if (argc != 5) return 64;
  const ck_kernels *kernels = ck_find(argv[1]);
  ck_type type = (ck_type)atoi(argv[2]);
  size_t columns = strtoul(argv[3], NULL, 10), bytes = ck_packed_size(type, ROWS, COLS);
  if (!kernels || columns == 0 || bytes == 0) return 64;
  void *packed = aligned_alloc(CK_ALIGNMENT, bytes);
  void *memory = aligned_alloc(CK_ALIGNMENT, ck_activations_size(COLS, columns));
  float *values = calloc(columns * COLS, sizeof *values);
  float *y = calloc(columns * ROWS, sizeof *y);
  memset(packed, 0x1c, bytes);
  ck_matrix w = ck_matrix_at(type, ROWS, COLS, packed);
  ck_activations x = ck_activations_at(COLS, columns, values, memory);
  kernels->quantize(&x, 0, columns);
  for (int i = 0; i < atoi(argv[4]); i++)
    kernels->multiply(&w, (ck_range){0, ck_groups(&w)}, &x, y, ROWS);
}
