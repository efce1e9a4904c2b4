#include "tables.h"

// Activations that a portion of columns may take, in bytes: part of a 512 KiB second-level cache.
static const size_t portion_bytes = 256 * 1024;

static size_t portion_columns(const ck_matrix *w) {
  size_t column = w->cols * (ck_is_float(w->type) ? sizeof(float) : 1);
  size_t columns = portion_bytes / column / CK_TILE_COLUMNS * CK_TILE_COLUMNS;
  return columns < CK_TILE_COLUMNS ? CK_TILE_COLUMNS : columns;
}

// The narrowest shape that covers the columns left, or the widest there is.
static const ck_shape *shape_for(ck_shapes shapes, size_t columns) {
  for (size_t i = 0; i < shapes.count; i++)
    if (shapes.shapes[i].columns >= columns) return &shapes.shapes[i];
  return &shapes.shapes[shapes.count - 1];
}

// Rows of tiles: group k of a tile lies in the k-th part of the range, so that each part is read
// as a stream of its own. What overhangs repeats the last group.
static void walk_groups(const ck_shape *shape, ck_tile *tile, ck_range groups) {
  size_t part = (groups.end - groups.begin + shape->groups - 1) / shape->groups;
  for (size_t i = 0; i < part; i++) {
    for (size_t k = 0; k < shape->groups; k++) {
      size_t group = groups.begin + k * part + i;
      tile->group[k] = group < groups.end ? group : groups.end - 1;
    }
    shape->run(tile);
  }
}

static size_t place_columns(ck_tile *tile, const ck_shape *shape, size_t first, size_t end) {
  for (size_t c = 0; c < shape->columns; c++)
    tile->column[c] = first + c < end ? first + c : end - 1;
  return first + shape->columns;
}

// Columns innermost: the weights of a few groups stay in cache for all of the portion.
static void walk_portion(ck_shapes shapes, ck_tile *tile, ck_range groups, size_t first,
                         size_t end) {
  const ck_shape *shape = shape_for(shapes, end - first);
  if (end - first <= shape->columns) {
    place_columns(tile, shape, first, end);
    walk_groups(shape, tile, groups);
    return;
  }
  for (size_t group = groups.begin; group < groups.end; group += CK_TILE_GROUPS) {
    size_t last = group + CK_TILE_GROUPS < groups.end ? group + CK_TILE_GROUPS : groups.end;
    for (size_t column = first; column < end;) {
      const ck_shape *fit = shape_for(shapes, end - column);
      column = place_columns(tile, fit, column, end);
      walk_groups(fit, tile, (ck_range){group, last});
    }
  }
}

void ck_walk(ck_shapes shapes, const ck_matrix *w, ck_range groups, const ck_activations *x,
             float *y, size_t stride) {
  if (groups.begin >= groups.end) return;
  ck_tile tile = {.w = w, .x = x, .y = y, .stride = stride};
  size_t portion = portion_columns(w);
  for (size_t first = 0; first < x->count; first += portion) {
    size_t end = first + portion < x->count ? first + portion : x->count;
    walk_portion(shapes, &tile, groups, first, end);
  }
}
