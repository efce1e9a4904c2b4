// Where values stand on an axis, and its round marks: 1, 2 or 5 times a power of ten apart.

function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

/** From nothing to `most`, drawn from `start` to `end`. */
function axis(most, start, end, marksWanted) {
  const step = roundStep((most > 0 ? most : 1) / marksWanted);
  const last = Math.max(1, Math.ceil(most / step - 1e-9));
  const high = step * last;
  return {
    at: (value) => start + ((end - start) * value) / high,
    marks: Array.from({ length: last + 1 }, (_, index) => index * step),
    high,
  };
}
